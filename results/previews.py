"""How what is typed of a theme, an organisation, a source or a stated figure looks on the pages of the site."""

from django.shortcuts import render

from dog_site.core.figures import Metric
from dog_site.core.numbers.wordings import Wording
from funding.models import PublishedFigure
from funding.reconciliation import compute_of_any_year, count_verdicts, reconcile
from projects.models import Theme

from .organisation_pages import shown_of_typed

# Stands in the address of an organisation that has none yet; no name becomes this.
NO_SLUG = "_"


def show_theme(request, theme):
    """The public page of the theme with what is typed; without one, what lists show of it."""
    stored = Theme.objects.with_page().filter(pk=theme.pk).first() if theme.pk else None
    page = stored.public_page if stored else None
    if page is None:
        return render(request, "results/admin/theme_preview.html", {"theme": theme})
    page.theme = theme
    return page.serve(request)


def show_organisation(request, organisation):
    organisation.slug = organisation.slug or NO_SLUG
    if organisation.merged_into_id or organisation.is_generic:
        return render(request, "results/admin/no_organisation_preview.html", {"organisation": organisation})
    return render(request, "results/organisation.html", shown_of_typed(request, organisation))


def show_source(request, source):
    return render(request, "results/admin/source_preview.html", {"source": source})


def show_stated_figure(request, stated):
    """Beside what the entries add up to, as on the results of its year, as far as it says what it states."""
    is_remark = stated.kind == PublishedFigure.Kind.REMARK
    findings = reconcile([stated], compute_of_any_year()) if _says_all(stated) else []
    return render(
        request,
        "results/admin/stated_figure_preview.html",
        {
            "stated": stated,
            "findings": findings,
            "tally": count_verdicts(findings),
            "remarks": [stated] if is_remark else [],
        },
    )


def _says_all(stated):
    """Whether it can be compared: a form may be half filled."""
    has_value = stated.value is not None and (stated.wording != Wording.BETWEEN or stated.value_max is not None)
    return has_value and stated.metric in Metric and stated.wording in Wording and stated.year is not None
