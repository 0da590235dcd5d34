"""States of themes and of results."""

from funding.models import FundingEntry
from results.models import ResultsIndexPage, ThemeOverviewPage, ThemePage, YearlyResultsPage
from tests.factories import FundingEntryFactory, NewsPageFactory, ProjectPageFactory, ThemeFactory

from .making import HUNDREDS, LONG, MANY, coming, hide, state, theme, with_body


def year(year, **values):
    page = YearlyResultsPage(title=f"Resultaten {year}", slug=str(year), year=year, **values)
    return ResultsIndexPage.objects.get().add_child(instance=page)


@state(ThemeOverviewPage)
def themes():
    return "/themas/"


@state(ThemeOverviewPage)
def themes_of_all_years():
    FundingEntryFactory(theme=theme(), contribution=80_000, project_size=None)
    return "/themas/?jaar=alle"


@state(ThemeOverviewPage)
def themes_without_entries():
    FundingEntry.objects.update(live=False)
    return "/themas/"


@state(ThemePage)
def theme_page():
    return "/themas/kennis-innovatie/"


@state(ThemePage)
def theme_page_of_many():
    for number in range(MANY):
        project = ProjectPageFactory(theme=theme(), title=f"Project {number}", summary="Een project.")
        FundingEntryFactory(theme=theme(), project=project, project_size=None if number % 3 else 14_000)
    coming(themes=[theme()])
    NewsPageFactory(themes=[theme()])
    return with_body(ThemePage.objects.get(theme=theme())).url


@state(ThemePage)
def theme_page_without_anything():
    page = ThemePage(title=LONG, slug="lang", theme=ThemeFactory(name=LONG[:100], slug="lang", introduction=LONG))
    return ThemeOverviewPage.objects.get().add_child(instance=page).url


@state(ResultsIndexPage)
def results():
    FundingEntryFactory(theme=theme(), contribution=80_000, project_size=None)
    year(2020)
    return "/resultaten/"


@state(ResultsIndexPage)
def results_empty():
    hide(YearlyResultsPage)
    FundingEntry.objects.update(live=False)
    return "/resultaten/"


@state(YearlyResultsPage)
def results_of_2017():
    return "/resultaten/2017/"


@state(YearlyResultsPage)
def results_without_entries():
    return year(2020).url


@state(YearlyResultsPage)
def results_of_one_entry():
    FundingEntryFactory(theme=theme(), title=LONG, applicant_text=LONG, project_size=None)
    return year(2019).url


@state(YearlyResultsPage)
def results_of_many_entries():
    for number in range(HUNDREDS):
        known = number % 4
        FundingEntryFactory(
            theme=ThemeFactory() if number % 100 == 0 else theme(),
            title=LONG if number == 7 else f"Bijdrage {number}",
            contribution=100 * (number + 1) if known else None,
            project_size=9_876_543 if known > 1 else None,
        )
    return with_body(year(2019)).url
