"""What needs attention in the figures (core/editing/attention.py)."""

from django.db.models import Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from dog_site.core import figures
from dog_site.core.editing.attention import KEY_LENGTH, Kind, Rule, RuleOfItems, Thing
from dog_site.core.editing.mine import those_to_change
from dog_site.core.editing.roles import FIGURES
from dog_site.core.kept import kept
from dog_site.core.numbers.wordings import Wording

from .claims import public_claims
from .models import FundingEntry, PublishedFigure
from .reconciliation import Verdict, worklist


class RuleOfEntries(RuleOfItems):
    """A rule about entries; the list of entries shows all of them by the filter `where`."""

    model = FundingEntry
    kind = Kind.AMOUNTS
    owner = FIGURES
    title = Concat("reference", Value(" "), "title")
    where = ""

    def list_address(self):
        return f"{reverse(FundingEntry.snippet_viewset.get_url_name('list'))}?{self.where}"


class StillToPropose(RuleOfEntries):
    name = "entries_to_propose"
    since = "latest_revision__created_at"
    sentence = _("a draft that nobody proposed for publication, or that was sent back")
    of_many = _("%(count)s drafts of entries that nobody proposed for publication, or that were sent back")
    action = _("Propose it")
    where = "to_propose=true"

    def rows(self, user):
        return FundingEntry.objects.to_propose()


class WithoutSource(RuleOfEntries):
    name = "entries_without_source"
    kind = Kind.NAMES
    sentence = _("the source is missing, or the place in it")
    of_many = _("%(count)s entries without their source, or without their place in it")
    action = _("Add the source")
    where = "without_source=true"

    def rows(self, user):
        return FundingEntry.objects.without_source()


class UnknownAmount(RuleOfEntries):
    """Public entries of which the contribution or the project size is not known."""

    name = "entries_with_unknown_amount"
    since = "first_published_at"
    sentence = _("an amount is not known")
    of_many = _("%(count)s entries with an amount that is not known")
    action = _("Fill in, or leave as it is")
    where = "unknown_amount=true"

    def rows(self, user):
        return FundingEntry.objects.public().with_unknown_amount()


class NotSettled(RuleOfEntries):
    """Entries of a year that is over and of which nobody said what was settled in the end."""

    name = "entries_not_settled"
    since = "first_published_at"
    sentence = _("no settled amount, and its year is over")
    of_many = _("%(count)s entries without a settled amount, of years that are over")
    action = _("Fill in what was settled")
    where = "not_settled=true"

    def rows(self, user):
        return FundingEntry.objects.public().not_settled(timezone.localdate().year)


class Unexplained(Rule):
    name = "figures_unexplained"
    kind = Kind.NAMES
    owner = FIGURES
    sentence = _("differs from the entries, and nobody has explained why")
    of_many = _("%(count)s stated figures that differ from the entries, and nobody has explained why")
    action = _("Explain it")

    @staticmethod
    def list_address():
        return f"{reverse('aansluiting:index')}?oordeel={Verdict.DIFFERS_UNEXPLAINED}"

    def is_for(self, user):
        return user.has_perms(["funding.change_publishedfigure", "funding.view_fundingentry"])

    def things(self, user):
        form = PublishedFigure.snippet_viewset.get_url_name("edit")
        for key, title, since in kept("figures:unexplained", _unexplained):
            yield Thing(str(key), title, reverse(form, args=[key]), since)


class NoLongerHolds(Rule):
    """Texts with a figure whose words do not hold any more; visitors read the exact figure in their place."""

    name = "text_no_longer_holds"
    kind = Kind.TEXTS
    of_many = _("%(count)s figures in texts whose words no longer hold")
    action = _("Choose other words")

    def is_for(self, user):
        return page_permission_policy.user_has_permission(user, "change")

    def things(self, user):
        claims = kept("claims:broken", lambda: [each for each in public_claims() if not each.holds(_figure_of(each))])
        if not claims:
            return
        pages = Page.objects.filter(pk__in={claim.page_id for claim in claims})
        mine = {*those_to_change(pages, user).values_list("pk", flat=True)}
        for claim in claims:
            if claim.page_id in mine:
                key = ":".join(map(str, (claim.page_id, claim.metric, claim.scope, claim.year, claim.wording)))
                sentence = gettext("“%(wording)s” no longer holds for a figure in the text") % {
                    "wording": Wording(claim.wording).label
                }
                form = reverse("wagtailadmin_pages:edit", args=[claim.page_id])
                yield Thing(key[:KEY_LENGTH], claim.page_title, form, sentence=sentence)


def _unexplained():
    found = [each.stated for each in worklist() if each.verdict == Verdict.DIFFERS_UNEXPLAINED]
    return [(stated.pk, str(stated), stated.first_published_at) for stated in found]


def _figure_of(claim):
    return figures.current(claim.metric, claim.scope, claim.year)


RULES = (StillToPropose(), UnknownAmount(), NotSettled(), WithoutSource(), Unexplained(), NoLongerHolds())
