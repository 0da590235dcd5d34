from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)
from wagtail.search import index

from dog_site.core.constraints import FieldCheckConstraint
from dog_site.core.figures import Figure, Metric, State, WholePeriod
from dog_site.core.models import ReadableVersions, VersionedContent
from dog_site.core.numbers.money import MoneyField
from projects.models import Organisation, Participation, ProjectPage, Theme
from projects.models.periods import Period

from .approval import ApprovedFigure
from .choices import COUNTED, AmountState, SizeScope, Stage
from .querysets import FundingQuerySet
from .sources import SourceDocument

FIRST_YEAR = 2016


def validate_funding_year(year):
    last = timezone.localdate().year + 1
    if not FIRST_YEAR <= year <= last:
        raise ValidationError(
            _("Write a year from %(first)s to %(last)s.") % {"first": FIRST_YEAR, "last": last}, code="year"
        )


class FundingEntry(
    VersionedContent,
    ReadableVersions,
    Period,
    ApprovedFigure,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    index.Indexed,
    ClusterableModel,
):
    """One municipal contribution to one project in one year."""

    guarded_fields = (
        "contribution",
        "contribution_state",
        "project_size",
        "project_size_state",
        "project_size_scope",
        "theme",
        "year",
        "stage",
        "settled_amount",
        "project",
        "applicant",
        "source",
        "source_locator",
    )

    reference = models.CharField(
        max_length=20,
        unique=True,
        blank=True,
        verbose_name=_("reference"),
        help_text=_("Leave empty: the next number is given, like DOG-2017-024. Fixed once published."),
        error_messages={
            "unique": _("There is already an entry with this reference. Leave the field empty for a new one.")
        },
    )
    title = models.CharField(
        max_length=255, verbose_name=_("title"), help_text=_("As in the source. Example: PyGrunn.")
    )
    project = models.ForeignKey(
        ProjectPage,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="funding_entries",
        verbose_name=_("project page"),
        help_text=_("May stay empty until the page is there."),
    )
    theme = models.ForeignKey(
        Theme,
        on_delete=models.PROTECT,
        related_name="funding_entries",
        verbose_name=_("theme"),
        help_text=_("Exactly one, so that themes add up to the total."),
    )
    year = models.PositiveSmallIntegerField(
        validators=[validate_funding_year],
        verbose_name=_("year"),
        help_text=_("The year of the contribution, like 2017."),
    )
    applicant = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="funding_entries",
        verbose_name=_("applicant"),
    )
    applicant_text = models.CharField(
        max_length=255,
        blank=True,
        verbose_name=_("applicant as the source says it"),
        help_text=_("Word for word. Example: Google/GDC/ gemeente Groningen."),
    )

    contribution = MoneyField(
        null=True,
        blank=True,
        verbose_name=_("municipal contribution"),
        help_text=_("In euros. Example: 12.000 or 12.000,50."),
    )
    contribution_state = models.CharField(
        max_length=20,
        choices=AmountState,
        default=AmountState.KNOWN,
        verbose_name=_("contribution is"),
        help_text=_("No amount? Choose “unknown” for a “?” in the source and “not stated” for an empty cell."),
    )
    settled_amount = MoneyField(null=True, blank=True, verbose_name=_("settled amount"))
    settled_on = models.DateField(null=True, blank=True, verbose_name=_("settled on"))
    project_size = MoneyField(
        null=True,
        blank=True,
        verbose_name=_("total project size"),
        help_text=_("In euros, the municipal contribution included."),
    )
    project_size_state = models.CharField(
        max_length=20, choices=AmountState, default=AmountState.KNOWN, verbose_name=_("project size is")
    )
    project_size_scope = models.CharField(
        max_length=20,
        choices=SizeScope,
        default=SizeScope.UNKNOWN,
        verbose_name=_("project size covers"),
        help_text=_(
            "A size counts once per project, also where several entries state it; a size of one year once in that year."
        ),
    )
    stage = models.CharField(
        max_length=20,
        choices=Stage,
        default=Stage.GRANTED,
        verbose_name=_("stage"),
        help_text=_("Only granted and settled entries count in the totals."),
    )
    award_date = models.DateField(
        null=True, blank=True, verbose_name=_("award date"), help_text=_("Empty when the source gives none.")
    )
    description = models.TextField(
        blank=True, verbose_name=_("description"), help_text=_("Plain text, as in the source.")
    )
    source = models.ForeignKey(
        SourceDocument,
        on_delete=models.PROTECT,
        null=True,
        related_name="funding_entries",
        verbose_name=_("source"),
        help_text=_("Needed to publish."),
    )
    source_locator = models.CharField(
        max_length=100,
        verbose_name=_("place in the source"),
        help_text=_("Needed to publish. Example: bijlage 1, rij 3."),
    )
    internal_note = models.TextField(
        blank=True, verbose_name=_("internal note"), help_text=_("Never leaves this admin.")
    )

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="funding_entry", for_concrete_model=False)
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="funding_entry",
        for_concrete_model=False,
    )

    objects = FundingQuerySet.as_manager()

    search_fields = [
        index.SearchField("reference"),
        index.AutocompleteField("reference"),
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("applicant_text"),
        index.AutocompleteField("applicant_text"),
        index.RelatedFields("applicant", [index.SearchField("name"), index.SearchField("aliases")]),
        index.FilterField("year"),
        index.FilterField("theme"),
        index.FilterField("stage"),
        index.FilterField("live"),
    ]

    class Meta(Period.Meta):
        verbose_name = _("funding entry")
        verbose_name_plural = _("funding entries")
        ordering = ["-year", "reference"]
        indexes = [
            models.Index(fields=["year", "theme"], name="entry_year_theme"),
            models.Index(fields=["project", "year"], name="entry_project_year"),
            models.Index(fields=["live", "stage", "year"], name="entry_public_year"),
        ]
        constraints = [
            *Period.Meta.constraints,
            FieldCheckConstraint(
                field="contribution",
                condition=Q(contribution__isnull=False, contribution_state=AmountState.KNOWN)
                | Q(contribution__isnull=True) & ~Q(contribution_state=AmountState.KNOWN),
                name="entry_contribution_matches_state",
                violation_error_message=_(
                    "Write the amount and choose “known”, or leave it empty and choose “unknown” or “not stated”."
                ),
            ),
            FieldCheckConstraint(
                field="project_size",
                condition=Q(project_size__isnull=False, project_size_state=AmountState.KNOWN)
                | Q(project_size__isnull=True) & ~Q(project_size_state=AmountState.KNOWN),
                name="entry_size_matches_state",
                violation_error_message=_(
                    "Write the amount and choose “known”, or leave it empty and choose “unknown” or “not stated”."
                ),
            ),
            FieldCheckConstraint(
                field="project_size",
                condition=Q(contribution__isnull=True)
                | Q(project_size__isnull=True)
                | Q(project_size__gte=F("contribution")),
                name="entry_size_covers_contribution",
                violation_error_message=_(
                    "The total project size is smaller than the contribution, which is part of it. "
                    "Correct one of the two."
                ),
            ),
            FieldCheckConstraint(
                field="contribution",
                condition=Q(contribution__isnull=True) | Q(contribution__gte=0),
                name="entry_contribution_not_negative",
                violation_error_message=_("An amount cannot be negative. Leave out the minus sign."),
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.title}".strip()

    def clean(self):
        super().clean()
        self._keep_published_reference()
        if not self.reference and self.year:
            self.reference = self.next_reference(self.year)
            self._reference_is_proposed = True
        if self.theme_id and not self.theme.live:
            raise ValidationError({"theme": _("This theme is not published. Choose another or publish it first.")})

    def save(self, *args, **kwargs):
        proposed = not self.pk and (not self.reference or getattr(self, "_reference_is_proposed", False))
        if not proposed:
            super().save(*args, **kwargs)
            return
        for _attempt in range(5):
            self.reference = self.next_reference(self.year)
            try:
                with transaction.atomic():
                    super().save(*args, **kwargs)
                return
            except IntegrityError:
                # Somebody else took the number at the same moment; the next one is free.
                if not FundingEntry.objects.filter(reference=self.reference).exists():
                    raise
        raise IntegrityError(f"No free reference for {self.year} after five attempts.")

    @classmethod
    def suggested(cls):
        """The latest year that has entries, and the source of them all, when it is one."""
        year = cls.objects.aggregate(last=models.Max("year"))["last"]
        if year is None:
            return {}
        sources = cls.objects.filter(year=year).exclude(source=None).order_by().values_list("source", flat=True)
        sources = list(sources.distinct()[:2])
        return {"year": year} | ({"source": sources[0]} if len(sources) == 1 else {})

    @classmethod
    def next_reference(cls, year: int) -> str:
        """The first free number of a year: "DOG-2017-024" after "DOG-2017-023"."""
        prefix = f"DOG-{year}-"
        taken = cls.objects.filter(reference__startswith=prefix).values_list("reference", flat=True)
        numbers = [int(number) for reference in taken if (number := reference.removeprefix(prefix)).isdecimal()]
        return f"{prefix}{max(numbers, default=0) + 1:03}"

    @property
    def counts(self) -> bool:
        """Whether it is among the public entries (FundingQuerySet.public)."""
        return self.live and self.stage in COUNTED

    @property
    def scope(self) -> str:
        """The key under which this entry's figures are known."""
        return f"regel:{self.reference}"

    @property
    def applicant_name(self) -> str:
        """The source's words, else the name of a published organisation, else nothing."""
        if self.applicant_text:
            return self.applicant_text
        return self.applicant.name if self.applicant and self.applicant.is_visible else ""

    def figure(self, metric: str, scope: str | None = None, year: int | None = None) -> Figure:
        """This entry's own contribution, project size or multiplier as a figure."""
        amounts = {
            Metric.CONTRIBUTION: (self.contribution, self.contribution_state),
            Metric.PROJECT_SIZE: (self.project_size, self.project_size_state),
        }
        if metric == Metric.MULTIPLIER:
            paired = self.contribution and self.project_size is not None
            value = self.project_size / self.contribution if paired else None
            state = State.KNOWN if paired else State.UNKNOWN
        else:
            value, state = amounts[metric]
        holds_period = metric != Metric.CONTRIBUTION and self.project_size_scope == SizeScope.WHOLE_PERIOD
        return Figure(
            metric=metric,
            scope=self.scope,
            year=self.year,
            value=value,
            state=state,
            rows=1,
            whole_period=WholePeriod(1, None) if holds_period else None,
        )

    def guarded_rows(self):
        """The organisations that applied: whether the municipality is one of them is read by its own total (R12)."""
        applied = [partner for partner in self.partners.all() if partner.role == partner.Role.APPLICANT]
        return {"partners": sorted(str(each.organisation) for each in applied if each.organisation_id)}

    def get_preview_template(self, request, mode_name):
        return "funding/admin/entry_preview.html"

    def get_preview_context(self, request, mode_name):
        applicants = [partner.organisation for partner in self.partners.all() if partner.role == partner.Role.APPLICANT]
        self.is_municipal = any(o.is_municipal for o in [*applicants, self.applicant] if o)
        return {"entry": self, "entries": [self], "request": request}

    def _keep_published_reference(self):
        if not self.pk or not self.first_published_at:
            return
        stored = FundingEntry.objects.filter(pk=self.pk).values_list("reference", flat=True).first()
        if stored and self.reference != stored:
            raise ValidationError(
                {
                    "reference": _(
                        "The reference of a published entry is fixed: others cite it. Write %(reference)s again."
                    )
                    % {"reference": stored}
                }
            )


class FundingPartner(Orderable, Participation):
    entry = ParentalKey(FundingEntry, on_delete=models.CASCADE, related_name="partners")

    class Meta(Orderable.Meta, Participation.Meta):
        ordering = ["sort_order", "pk"]
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
