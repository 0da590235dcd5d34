"""What of the figures needs attention (dog_site/core/attention.py): one sentence for each kind, with the way to it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dog_site.core.attention import Rule

from .models import FundingEntry
from .reconciliation import Verdict, worklist


def _list_where(condition):
    return lambda: f"{reverse(FundingEntry.snippet_viewset.get_url_name('list'))}?{condition}=true"


def _may(*permissions):
    return lambda user: user.has_perms([f"funding.{permission}" for permission in permissions])


def _waiting(user) -> str:
    count = FundingEntry.objects.waiting_for(user).count()
    if not count:
        return ""
    words = ngettext("%(count)s entry waits for your approval.", "%(count)s entries wait for your approval.", count)
    return words % {"count": count}


def _to_propose(user) -> str:
    count = FundingEntry.objects.to_propose().count()
    if not count:
        return ""
    words = ngettext(
        "%(count)s draft of an entry has not been proposed for publication, or was sent back.",
        "%(count)s drafts of entries have not been proposed for publication, or were sent back.",
        count,
    )
    return words % {"count": count}


def _without_source(user) -> str:
    count = FundingEntry.objects.without_source().count()
    if not count:
        return ""
    words = ngettext(
        "%(count)s entry lacks its source, or its place in it.",
        "%(count)s entries lack their source, or their place in it.",
        count,
    )
    return words % {"count": count}


def _unexplained(user) -> str:
    count = sum(finding.verdict == Verdict.DIFFERS_UNEXPLAINED for finding in worklist())
    if not count:
        return ""
    words = ngettext(
        "%(count)s stated figure differs from the entries, and nobody has explained why.",
        "%(count)s stated figures differ from the entries, and nobody has explained why.",
        count,
    )
    return words % {"count": count}


RULES = (
    Rule(
        name="entries_waiting",
        is_for=_may("publish_fundingentry"),
        find=_waiting,
        action=_("Look at what waits for you"),
        address=_list_where("waiting"),
    ),
    Rule(
        name="entries_to_propose",
        is_for=_may("change_fundingentry"),
        find=_to_propose,
        action=_("Propose these drafts"),
        address=_list_where("to_propose"),
    ),
    Rule(
        name="entries_without_source",
        is_for=_may("change_fundingentry"),
        find=_without_source,
        action=_("Add the sources"),
        address=_list_where("without_source"),
    ),
    Rule(
        name="figures_unexplained",
        is_for=_may("change_publishedfigure", "view_fundingentry"),
        find=_unexplained,
        action=_("Open the reconciliation"),
        address=lambda: f"{reverse('aansluiting:index')}?oordeel={Verdict.DIFFERS_UNEXPLAINED}",
    ),
)
