"""What needs attention in the figures (core/editing/attention.py): a sentence for each kind, with a link."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from dog_site.core.editing.attention import Rule

from .models import FundingEntry
from .reconciliation import Verdict, worklist


def _list_where(condition):
    return lambda: f"{reverse(FundingEntry.snippet_viewset.get_url_name('list'))}?{condition}=true"


def _may(*permissions):
    return lambda user: user.has_perms([f"funding.{permission}" for permission in permissions])


def _say(count_for, words):
    """`words` with the number that `count_for` finds for somebody; empty when it finds none."""

    def find(user):
        count = count_for(user)
        return str(words % {"count": count}) if count else ""

    return find


def _unexplained(_user):
    return sum(finding.verdict == Verdict.DIFFERS_UNEXPLAINED for finding in worklist())


RULES = (
    Rule(
        name="entries_waiting",
        is_for=_may("publish_fundingentry"),
        find=_say(
            lambda user: FundingEntry.objects.waiting_for(user).count(),
            ngettext_lazy(
                "%(count)s entry waits for your approval.", "%(count)s entries wait for your approval.", "count"
            ),
        ),
        action=_("Look at what waits for you"),
        address=_list_where("waiting"),
    ),
    Rule(
        name="entries_to_propose",
        is_for=_may("change_fundingentry"),
        find=_say(
            lambda user: FundingEntry.objects.to_propose().count(),
            ngettext_lazy(
                "%(count)s draft of an entry has not been proposed for publication, or was sent back.",
                "%(count)s drafts of entries have not been proposed for publication, or were sent back.",
                "count",
            ),
        ),
        action=_("Propose these drafts"),
        address=_list_where("to_propose"),
    ),
    Rule(
        name="entries_without_source",
        is_for=_may("change_fundingentry"),
        find=_say(
            lambda user: FundingEntry.objects.without_source().count(),
            ngettext_lazy(
                "%(count)s entry lacks its source, or its place in it.",
                "%(count)s entries lack their source, or their place in it.",
                "count",
            ),
        ),
        action=_("Add the sources"),
        address=_list_where("without_source"),
    ),
    Rule(
        name="figures_unexplained",
        is_for=_may("change_publishedfigure", "view_fundingentry"),
        find=_say(
            _unexplained,
            ngettext_lazy(
                "%(count)s stated figure differs from the entries, and nobody has explained why.",
                "%(count)s stated figures differ from the entries, and nobody has explained why.",
                "count",
            ),
        ),
        action=_("Open the reconciliation"),
        address=lambda: f"{reverse('aansluiting:index')}?oordeel={Verdict.DIFFERS_UNEXPLAINED}",
    ),
)
