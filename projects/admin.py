"""The list of projects in the admin, and giving a theme to several pages at once."""

import django_filters
from django import forms
from django.db.models import F, Max, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from dog_site.core import figures
from dog_site.core.editing.listings.bulk import DraftsBulkAction
from dog_site.core.editing.listings.columns import BULK, READY, STATE, TITLE, ThumbnailColumn
from dog_site.core.editing.listings.filters import Choice, PageFilterSet, YesNo
from dog_site.core.editing.listings.pages import PageListing, PageListView
from dog_site.core.figures import Metric

from .models import ProjectIndexPage, ProjectPage, Theme

SHOWN = [Metric.CONTRIBUTION, Metric.MULTIPLIER]


class FigureColumn(Column):
    """A public figure of the project over all years, printed as visitors read it; what is unknown is said."""

    cell_template_name = "core/listings/figure.html"

    def get_value(self, instance):
        figure = instance.figures.get(self.name)
        return figure.cited if figure else _("no entries")

    def get_cell_context_data(self, instance, parent_context):
        return super().get_cell_context_data(instance, parent_context) | {"figure": instance.figures.get(self.name)}


class YearsColumn(Column):
    """The years of the public contributions."""

    def get_value(self, instance):
        return ", ".join(map(str, instance.years))


def theme_filter(**kwargs):
    return django_filters.ModelChoiceFilter(
        label=_("Theme"), queryset=Theme.objects.order_by("sort_order", "sort_key"), empty_label=_("All"), **kwargs
    )


def years():
    return [(year, str(year)) for year in figures.years()]


class ProjectFilterSet(PageFilterSet):
    theme = theme_filter()
    year = Choice(lambda projects, year: projects.funded_in(int(year)), label=_("Year of contribution"), choices=years)
    status = Choice(label=_("Status"), choices=ProjectPage.Status)
    without_summary = YesNo(Q(summary=""), label=_("Without a summary"))

    class Meta:
        model = ProjectPage
        fields = ["theme", "year", "status", "state", "without_summary"]


class ProjectListView(PageListView):
    joined = ["theme"]
    told_by_drafts = ["theme", "status", "image"]

    def sorted_by(self, pages, name, sign):
        match name:
            case "theme":
                return pages.order_by(f"{sign}theme__sort_order", "sort_key", "pk")
            case Metric.CONTRIBUTION:
                amount = F("amount").desc(nulls_last=True) if sign else F("amount").asc(nulls_last=True)
                return pages.annotate(amount=figures.amount_per_project(name)).order_by(amount, "sort_key", "pk")
            case "years":
                last = _entries().filter(project=OuterRef("pk")).order_by().values("project").annotate(last=Max("year"))
                order = F("last_year").desc(nulls_last=True) if sign else F("last_year").asc(nulls_last=True)
                return pages.annotate(last_year=Subquery(last.values("last"))).order_by(order, "sort_key", "pk")
            case "status" | "state":
                return pages.order_by(f"{sign}{name}", "sort_key", "pk")
        return pages.order_by(f"{sign}sort_key", "pk")

    def prepared(self, pages):
        rows = super().prepared(pages)
        keys = [row.pk for row in rows]
        of_projects, years_of = figures.for_projects(SHOWN, keys), {}
        for key, year in _entries().filter(project__in=keys).order_by("year").values_list("project", "year").distinct():
            years_of.setdefault(key, []).append(year)
        for row in rows:
            row.figures, row.years = of_projects.get(row.pk, {}), years_of.get(row.pk, [])
        return rows

    def further_texts(self):
        """The references of the entries of a project."""
        entries = ProjectPage.funding_entries.rel.related_model.objects.exclude(project=None)
        return [(entries, "project", "reference")]


def _entries():
    return ProjectPage.funding_entries.rel.related_model.objects.public()


class ProjectListing(PageListing):
    name = "projecten"
    model = ProjectPage
    parent_model = ProjectIndexPage
    icon = "folder-open-1"
    menu_label = _("Projects")
    index_view_class = ProjectListView
    filterset_class = ProjectFilterSet
    list_display = [
        BULK,
        ThumbnailColumn("image"),
        TITLE,
        Column("theme", label=_("Theme"), accessor="theme.name", sort_key="theme", classname="d-short"),
        YearsColumn("years", label=_("Year"), sort_key="years"),
        FigureColumn(Metric.CONTRIBUTION, label=_("Contribution"), sort_key=Metric.CONTRIBUTION, classname="d-amount"),
        FigureColumn(Metric.MULTIPLIER, label=_("Multiplier"), classname="d-amount"),
        Column("status", label=_("Status"), accessor="get_status_display", sort_key="status"),
        STATE,
        READY,
    ]


class ThemeForm(forms.Form):
    theme = forms.ModelChoiceField(
        label=_("Theme"), queryset=Theme.objects.visible().order_by("sort_order", "sort_key")
    )


class ThemeBulkAction(DraftsBulkAction):
    """Of a page that has exactly one theme."""

    display_name = _("Assign theme")
    action_type = "theme"
    aria_label = _("Assign a theme to the selected pages")
    action_priority = 60
    form_class = ThemeForm
    models = [ProjectPage]
    question = _("Which theme do these projects get? Each gets a new draft; visitors see nothing of it yet.")
    button = _("Save as drafts")

    def fill(self, draft, values):
        if draft.theme_id == values["theme"].pk:
            return False
        draft.theme = values["theme"]
        return True


class FurtherThemeBulkAction(ThemeBulkAction):
    """Of a page that may have several themes: it keeps those that it has."""

    models = []
    question = _(
        "Which theme do these pages get, beside those that they have? "
        "Each gets a new draft; visitors see nothing of it yet."
    )

    def fill(self, draft, values):
        if values["theme"] in draft.themes.all():
            return False
        draft.themes.add(values["theme"])
        return True
