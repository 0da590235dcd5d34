from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.db.models.functions import Length
from wagtail.models import Page

from dog_site.core.models import PageQuerySet
from dog_site.core.text import search_words
from projects.models import Organisation, ProjectPage, Role

from .. import rollup
from .choices import REPEATABLE, Stage

# More than any primary key.
YEAR_SHARE = models.Value(10**12, output_field=models.BigIntegerField())


class FundingQuerySet(models.QuerySet):
    """Rules that select entries, and the way from entries to totals."""

    def public(self):
        """What counts and may be shown (R1): live, and granted or settled."""
        return self.filter(live=True, stage__in=[Stage.GRANTED, Stage.SETTLED])

    def in_year(self, year):
        return self.filter(year=year)

    def in_scope(self, scope):
        """The entries behind the figures of one project or one entry, by the key of its scope."""
        kind, _colon, key = scope.partition(":")
        return self.filter(**{{"project": "project__slug", "regel": "reference"}[kind]: key})

    def mentioning(self, text):
        """Entries with every word of `text` in the reference, title, or a name of applicant or partner."""
        found = self
        for word in search_words(text):
            named = Organisation.objects.called(word)
            partners = self._partners.filter(Q(text__icontains=word) | Q(organisation__in=named))
            found = found.filter(
                Q(reference__icontains=word)
                | Q(title__icontains=word)
                | Q(applicant_text__icontains=word)
                | Q(applicant__in=named)
                | Q(pk__in=partners.values("entry"))
            )
        return found

    def marking_municipality(self):
        """Mark with `is_municipal` the entries of which the municipality itself is an applicant (R12)."""
        municipality = Organisation.objects.filter(is_municipality=True).values("pk")
        applied = self._partners.filter(role=Role.APPLICANT, organisation__in=municipality).values("entry")
        applies = Q(applicant__isnull=False, applicant__in=municipality) | Q(pk__in=applied)
        return self.annotate(
            is_municipal=models.Case(models.When(applies, then=True), default=False, output_field=models.BooleanField())
        )

    def across_years(self):
        """Mark sizes that a later entry of the same project repeats, so that each counts once (R10).

        A size over the whole period, or over an unknown one, counts in the latest entry that knows it: that of
        the last year, and there the last one made.
        The same goes, apart, for the entries that make up the multiplier.
        """
        repeatable = Q(project__isnull=False, project_size__isnull=False, project_size_scope__in=REPEATABLE)
        # Year and key as one number: the latest entry of a project has the largest, found in one pass.
        entries = self.annotate(moment=F("year") * YEAR_SHARE + F("pk"))

        def superseded(where):
            latest = entries.filter(where).order_by().values("project").annotate(latest=models.Max("moment"))
            earlier = Q(repeatable, ~Q(moment__in=latest.values("latest")))
            return models.Case(models.When(earlier, then=True), default=False, output_field=models.BooleanField())

        return entries.annotate(
            size_superseded=superseded(repeatable), pair_superseded=superseded(repeatable & rollup.HAS_PAIR)
        )

    def totals(self):
        return rollup.totals(self)

    def for_display(self):
        """With what a row prints, and with the project only where its page is live and public."""
        return (
            self.marking_municipality()
            .select_related("theme", "source__document", "applicant")
            .prefetch_related(
                Prefetch("project", queryset=ProjectPage.objects.live().public()),
                Prefetch("source__page", queryset=PageQuerySet(Page).live().public()),
            )
            .order_by("year", "theme__sort_order", Length("reference"), "reference")
        )

    def largest_first(self):
        """Entries of the headline total of which the size is known, the largest first."""
        known = self.filter(theme__counts_in_headline=True, project_size__isnull=False)
        public_projects = ProjectPage.objects.live().public().filter(pk=OuterRef("project"))
        return (
            known.select_related("theme", "project")
            .annotate(has_public_project=Exists(public_projects))
            .order_by("-project_size", Length("reference"), "reference")
        )

    def with_partners(self):
        """With the partners and their organisations, for a file that names them."""
        return self.prefetch_related(Prefetch("partners", queryset=self._partners.select_related("organisation")))

    @property
    def _partners(self):
        return self.model.partners.rel.related_model.objects
