from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Prefetch
from django.db.models.functions import Coalesce
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel
from wagtail.models import DraftStateMixin, Orderable, Page, RevisionMixin, WorkflowMixin
from wagtail.search import index

from dog_site.core.constraints import FieldCheckConstraint
from dog_site.core.figures import Figure, Metric, Scope, State
from dog_site.core.models import PageQuerySet, Previewed, ReadableVersions, VersionedContent, published
from dog_site.core.numbers.money import MoneyField
from dog_site.core.numbers.notation import dutch_euros, dutch_number
from dog_site.core.numbers.wordings import Wording
from projects.models import Theme
from projects.models.periods import YEAR_LIMITS

from .approval import ApprovedFigure
from .choices import METRICS
from .entries import FundingEntry
from .sources import SourceDocument

# Wordings whose number is a minimum, so that a script does not read it as the value.
LOWER_BOUNDS = {Wording.JUST_OVER, Wording.MORE_THAN, Wording.AT_LEAST, Wording.BETWEEN}


def _with_source():
    """What a source line prints of a source: where it can be read, as far as visitors may."""
    return Prefetch("source__page", queryset=PageQuerySet(Page).visible()), "source__document"


class PublishedFigureQuerySet(models.QuerySet):
    def public(self):
        """Figures to compare with: live, of a source that a visitor may see.

        One whose last moment has passed stays until the job takes it off, as an entry does.
        """
        return self.filter(published("source"), live=True)

    def in_year(self, year):
        return self.filter(year=year)

    def about(self, metric, scope, year):
        """What sources state of the figure with this metric, scope key and year."""
        kind, _colon, slug = scope.partition(":")
        of_theme = {"theme__slug": slug} if slug else {}
        of_year = models.Q(about_year=year) | models.Q(about_year=None, year=year)
        return self.filter(of_year, metric=metric, scope=kind, **of_theme)

    def about_years(self, years):
        """Figures about one of `years`, on whichever results page."""
        return self.filter(models.Q(about_year__in=years) | models.Q(about_year=None, year__in=years))

    def forecasts(self):
        """What sources expect, the latest year first; a forecast is not compared and never added up."""
        stated_year = Coalesce("about_year", "year")
        return (
            self.filter(kind=PublishedFigure.Kind.FORECAST)
            .select_related("source", "theme")
            .prefetch_related(*_with_source())
            .order_by(stated_year.desc(), "sort_order", "number")
        )

    def for_reconciliation(self):
        return (
            self.select_related("source", "theme")
            .prefetch_related(
                Prefetch("omissions", queryset=PublishedFigureOmission.objects.select_related("entry")), *_with_source()
            )
            .order_by("sort_order", "number")
        )


class PublishedFigure(
    VersionedContent,
    ReadableVersions,
    ApprovedFigure,
    WorkflowMixin,
    DraftStateMixin,
    RevisionMixin,
    Previewed,
    index.Indexed,
    ClusterableModel,
):
    """What a source states and where, stored apart from what we compute."""

    guarded_fields = (
        "source",
        "locator",
        "statement",
        "year",
        "about_year",
        "kind",
        "metric",
        "scope",
        "theme",
        "wording",
        "value",
        "value_max",
        "cannot_be_tested",
        "explanation",
    )

    class Kind(models.TextChoices):
        RESULT = "realisatie", _("result")
        FORECAST = "prognose", _("forecast")
        REMARK = "opmerking", _("remark about the source")

    number = models.CharField(
        max_length=10,
        unique=True,
        verbose_name=_("number"),
        help_text=_("How the page refers to it, like D1."),
    )
    sort_order = models.PositiveSmallIntegerField(default=0, verbose_name=_("order"), help_text=_("Lower comes first."))
    title = models.CharField(
        max_length=120, verbose_name=_("title"), help_text=_("What the figure is. Example: Totale bijdrage.")
    )
    source = models.ForeignKey(
        SourceDocument,
        on_delete=models.PROTECT,
        null=True,
        related_name="published_figures",
        verbose_name=_("source"),
    )
    locator = models.CharField(
        max_length=100,
        blank=True,
        verbose_name=_("place in the source"),
        help_text=_("Example: bijlage 1, totaalregel."),
    )
    year = models.PositiveSmallIntegerField(
        verbose_name=_("year of the results"),
        help_text=_("The year of the results page that shows this, like 2017."),
    )
    about_year = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=YEAR_LIMITS,
        verbose_name=_("year it is about"),
        help_text=_("Only when that is another year, as with a forecast: 2018."),
    )
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.RESULT, verbose_name=_("kind"))
    statement = models.TextField(
        blank=True,
        verbose_name=_("words of the source"),
        help_text=_("Word for word. Example: ruim € 470.000,-."),
    )
    metric = models.CharField(
        max_length=20,
        choices=[(metric.value, metric.label) for metric in METRICS],
        blank=True,
        verbose_name=_("figure"),
    )
    scope = models.CharField(
        max_length=20,
        choices=[*Scope.choices, ("thema", _("one theme"))],
        default=Scope.HEADLINE,
        verbose_name=_("about"),
    )
    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("theme")
    )
    wording = models.CharField(max_length=20, choices=Wording, default=Wording.EXACTLY, verbose_name=_("wording"))
    value = MoneyField(
        null=True,
        blank=True,
        verbose_name=_("value"),
        help_text=_("An amount, a number or a multiplier: 469.427 or 27 or 13,90."),
    )
    value_max = MoneyField(null=True, blank=True, verbose_name=_("up to"), help_text=_("Only for “between”."))
    cannot_be_tested = models.BooleanField(
        default=False,
        verbose_name=_("cannot be tested"),
        help_text=_("Tick when the source counts something other than our entries do; explain it below."),
    )
    explanation = models.TextField(
        blank=True,
        verbose_name=_("explanation"),
        help_text=_("Shown beside the figure. A difference without an explanation is shown as unexplained."),
    )

    objects = PublishedFigureQuerySet.as_manager()

    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("statement"),
        index.SearchField("number"),
        index.AutocompleteField("number"),
    ]

    class Meta:
        verbose_name = _("stated figure")
        verbose_name_plural = _("stated figures")
        ordering = ["year", "sort_order", "number"]
        constraints = [
            FieldCheckConstraint(
                field="value",
                condition=models.Q(kind="opmerking") | models.Q(value__isnull=False),
                name="stated_figure_has_value",
                violation_error_message=_("Write the stated value, or choose the kind “remark about the source”."),
            ),
            FieldCheckConstraint(
                field="value_max",
                condition=~models.Q(wording=Wording.BETWEEN)
                | models.Q(value_max__isnull=False, value_max__gte=models.F("value")),
                name="stated_figure_between_bounds",
                violation_error_message=_("“Between” needs a second value that is not smaller than the first."),
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.title}"

    def clean(self):
        super().clean()
        if self.scope == "thema" and not self.theme_id:
            raise ValidationError({"theme": _("Choose the theme this figure is about.")})
        if self.kind != self.Kind.REMARK and not self.metric:
            raise ValidationError({"metric": _("Choose what is stated, or choose the kind “remark about the source”.")})

    @classmethod
    def suggested(cls):
        """The latest year that has any, its next place, and the next number after those like D27."""
        latest = cls.objects.aggregate(year=models.Max("year"))["year"]
        if latest is None:
            return {"number": "D1"}
        last = cls.objects.filter(year=latest).aggregate(last=models.Max("sort_order"))["last"]
        numbers = [number[1:] for number in cls.objects.values_list("number", flat=True) if number.startswith("D")]
        highest = max((int(number) for number in numbers if number.isdecimal()), default=0)
        return {"year": latest, "sort_order": last + 1, "number": f"D{highest + 1}"}

    def guarded_rows(self):
        return {"omissions": sorted(omission.entry.reference for omission in self.omissions.all())}

    @property
    def scope_key(self) -> str:
        """The key of the scope that this figure is about, as the registry of figures knows it."""
        return self.theme.scope if self.scope == "thema" and self.theme else self.scope

    @property
    def theme_name(self) -> str:
        """The theme that this figure is about, as far as a visitor may know it; empty for another scope."""
        return self.theme.name if self.theme and self.theme.is_visible else ""

    @property
    def text(self) -> str:
        """The stated figure in words: "ruim € 470.000"; empty for a remark."""
        if self.value is None:
            return ""
        if self.wording == Wording.BETWEEN and self.value_max is not None:
            return gettext("%(low)s to %(high)s") % {
                "low": self._number(self.value),
                "high": self._number(self.value_max),
            }
        # A draft may lack its wording.
        prefix = Wording(self.wording).prefix if self.wording in Wording else ""
        return f"{prefix} {self._number(self.value)}".strip()

    def figure(self, metric: str | None = None, scope: str | None = None, year: int | None = None) -> Figure:
        """The stated value as a figure, which names this number as its source."""
        return Figure(
            metric=self.metric,
            scope=self.scope_key,
            year=self.stated_year,
            value=self.value,
            state=self._what_is_known,
            source=f"vermeld:{self.number}",
        )

    @property
    def stated_year(self) -> int:
        """The year the figure is about: that of the results, unless the source looks ahead or back."""
        return self.about_year or self.year

    @property
    def _what_is_known(self):
        if self.value is None:
            return State.NOT_STATED
        return State.LOWER_BOUND if self.wording in LOWER_BOUNDS else State.KNOWN

    def _number(self, value: Decimal) -> str:
        if self.metric in (Metric.CONTRIBUTION, Metric.PROJECT_SIZE):
            return dutch_euros(value)
        return dutch_number(value, 0 if value == value.to_integral_value() else 1)


class PublishedFigureOmission(Orderable):
    """An entry that a source presumably left out of its sum; the reconciliation adds it back and checks."""

    stated_figure = ParentalKey(PublishedFigure, on_delete=models.CASCADE, related_name="omissions")
    entry = models.ForeignKey(FundingEntry, on_delete=models.PROTECT, related_name="+", verbose_name=_("entry"))

    panels = [FieldPanel("entry", help_text=_("One of our entries that the sum of the source does not hold."))]

    class Meta(Orderable.Meta):
        ordering = ["sort_order", "pk"]
        verbose_name = _("entry left out by the source")
        verbose_name_plural = _("entries left out by the source")
