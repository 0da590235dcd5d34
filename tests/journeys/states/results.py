"""States of themes and of results."""

import datetime
from decimal import Decimal

from dog_site.core.models import SiteSettings
from funding.models import FundingEntry
from funding.open_data import LARGEST_FILE
from projects.models import ProjectPage
from results.models import ResultsIndexPage, ThemeOverviewPage, ThemePage, YearlyResultsPage
from tests.factories import (
    FundingEntryFactory,
    NewsPageFactory,
    OrganisationFactory,
    ProjectPageFactory,
    PublishedFigureFactory,
    SourceDocumentFactory,
    ThemeFactory,
    many,
    many_pages,
)

from .making import HUNDREDS, LONG, MANY, WORD, coming, hide, state, theme, with_body
from .projects import of_the_longest_words


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
    of_theme = {"theme": theme()}
    titles = [f"Project {number}" for number in range(MANY)]
    projects = many_pages(
        ProjectPageFactory, [{**of_theme, "title": title, "summary": "Een project."} for title in titles]
    )
    sizes = [None if number % 3 else 14_000 for number in range(MANY)]
    many(
        FundingEntryFactory,
        [{**of_theme, "project": project, "project_size": size} for project, size in zip(projects, sizes, strict=True)],
    )
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


def several_years():
    """2016 and 2018 beside 2017: more and less, a lower bound, a size that two years state; 2018 has no page."""
    year(2016)
    project = ProjectPageFactory(theme=theme(), title=WORD)
    whole = {"theme": theme(), "project": project, "project_size": 80_000, "project_size_scope": "looptijd"}
    FundingEntryFactory(year=2016, contribution=20_000, **whole)
    FundingEntryFactory(year=2018, contribution=15_000, **whole)
    FundingEntryFactory(year=2018, theme=theme(), contribution=500_000, project_size=None)
    PublishedFigureFactory(
        number="D99", title=LONG[:120], statement=LONG, kind="prognose", year=2016, about_year=2019, value=1_000
    )


@state(ResultsIndexPage)
def results_of_several_years():
    several_years()
    return "/resultaten/"


@state(ThemePage)
def theme_page_of_several_years():
    several_years()
    return f"/themas/{theme().slug}/"


@state(YearlyResultsPage)
def results_of_2017():
    return "/resultaten/2017/"


@state(YearlyResultsPage)
def results_of_a_year_with_settled_amounts():
    settled = {"001": 5_000, "002": 1_000, "003": Decimal("123456.78"), "022": 9_876_543_210}
    for number, amount in settled.items():
        day = None if number == "002" else datetime.date(2018, 12, 31)
        entries = FundingEntry.objects.filter(reference=f"DOG-2017-{number}")
        entries.update(settled_amount=amount, settled_on=day, stage="vastgesteld")
    FundingEntry.objects.filter(reference="DOG-2017-022").update(title=LONG, project=None)
    return "/resultaten/2017/"


def millions():
    """Amounts of eight digits with cents in every bill, table and chip of 2017."""
    known = FundingEntry.objects.filter(contribution_state="bekend", project_size_state="bekend")
    known.update(contribution=Decimal("12469427.50"), project_size=Decimal("98765432.10"))


@state(YearlyResultsPage)
def results_of_millions_with_cents():
    millions()
    return "/resultaten/2017/"


@state(ThemePage)
def theme_page_of_millions_with_cents():
    millions()
    return f"/themas/{theme().slug}/"


@state(None, route="figure_page")
def figure_of_millions_with_cents():
    millions()
    return "/resultaten/2017/cijfer/bijdrage/hoofdtotaal/"


@state(YearlyResultsPage)
def results_with_the_longest_words():
    of_the_longest_words(year=2017)
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
    many(
        FundingEntryFactory,
        [
            {
                "theme": ThemeFactory() if number % 100 == 0 else theme(),
                "title": LONG if number == 7 else f"Bijdrage {number}",
                "contribution": 100 * (number + 1) if (known := number % 4) else None,
                "project_size": 9_876_543 if known > 1 else None,
            }
            for number in range(HUNDREDS)
        ],
    )
    return with_body(year(2019)).url


@state(None, route="figure_page")
def figure_of_contributions():
    return "/resultaten/2017/cijfer/bijdrage/hoofdtotaal/"


@state(None, route="figure_page")
def figure_that_is_a_lower_bound():
    return "/resultaten/2017/cijfer/projectomvang/anders/"


@state(None, route="figure_page")
def figure_of_which_nothing_is_known():
    FundingEntryFactory(theme=theme(), contribution=None)
    return "/resultaten/2019/cijfer/bijdrage/thema-infrastructuur/"


@state(None, route="figure_page")
def figure_of_a_multiplier():
    return "/resultaten/2017/cijfer/multiplier/alles/"


@state(None, route="figure_page")
def figure_of_all_years():
    project = ProjectPageFactory(theme=theme())
    for each in (2018, 2019):
        FundingEntryFactory(theme=theme(), project=project, year=each, project_size_scope="looptijd")
    return "/resultaten/cijfer/multiplier/hoofdtotaal/"


@state(None, route="figure_page")
def figure_of_projects():
    return "/resultaten/2017/cijfer/projecten/hoofdtotaal/"


@state(None, route="figure_page")
def figure_without_entries():
    year(2020)
    return "/resultaten/2020/cijfer/regels/hoofdtotaal/"


@state(None, route="figure_page")
def figure_of_many_rows():
    many(
        FundingEntryFactory,
        [
            {"theme": theme(), "title": f"Bijdrage {number}", "project_size": 14_000 if number % 5 else None}
            for number in range(HUNDREDS + 1)
        ],
    )
    return "/resultaten/2019/cijfer/bijdrage/alles/"


@state(None, route="figure_page")
def figure_of_more_entries_than_a_file_holds():
    rows = [{"theme": theme(), "year": 2018 + number % 3} for number in range(LARGEST_FILE + 1)]
    many(FundingEntryFactory, rows)
    return "/resultaten/cijfer/projecten/alles/?pagina=2"


@state(None, route="figure_page")
def figure_with_the_longest_words():
    long = ThemeFactory(name=LONG[:100], slug="lang")
    SiteSettings.objects.update(contact_email=f"{'w' * 60}@example.org")
    source = SourceDocumentFactory(title=LONG)
    project = ProjectPageFactory(theme=long, title=LONG)
    FundingEntryFactory(theme=long, title=LONG, source=source, source_locator=LONG[:100], project=project)
    FundingEntryFactory(theme=long, title=LONG, source=source, contribution=9_876_543_210, project_size=None)
    PublishedFigureFactory(
        title=LONG[:120], source=source, scope="thema", theme=long, metric="multiplier", explanation=LONG
    )
    return "/resultaten/2019/cijfer/multiplier/thema-lang/"


@state(None, route="organisations")
def organisations():
    return "/organisaties/"


@state(None, route="organisations")
def organisations_of_many_in_two_years():
    """A page of the list with the longest names, amounts that lack, and some that only take part."""
    names = [f"{LONG[:190]} {number}" for number in range(MANY)]
    found = many(OrganisationFactory, [{"name": name, "kind": "bedrijf"} for name in names])
    sizes = {"project_size": None}
    rows = [{"applicant": each, "year": 2018, **sizes} for each in found[: MANY // 2]]
    many(FundingEntryFactory, [{**row, "contribution": None if n % 3 else 10_000_000} for n, row in enumerate(rows)])
    return "/organisaties/"


@state(None, route="organisations")
def organisations_of_a_year_without_entries():
    year(2016)
    return "/organisaties/?jaar=2016&pagina=7"


@state(None, route="organisations")
def organisations_before_anything_is_published():
    FundingEntry.objects.update(live=False)
    ProjectPage.objects.update(live=False)
    return "/organisaties/"


@state(None, route="organisation")
def organisation():
    return "/organisaties/rijksuniversiteit-groningen/"


@state(None, route="organisation")
def organisation_without_entries():
    return OrganisationFactory(name=LONG[:200], aliases=f"{WORD}\nKort", website="https://example.org/").address


@state(None, route="organisation")
def organisation_with_hundreds_of_entries_in_many_years():
    """It applied for hundreds, of which some under a name that was merged into it; amounts of millions with cents."""
    found = OrganisationFactory(name="Organisatie van alle jaren", aliases="OVAJ")
    merged = OrganisationFactory(name=f"{WORD} van vroeger", merged_into=found)
    rows = [
        {
            "applicant": found if number % 5 else merged,
            "applicant_text": f"{WORD}, samen met anderen",
            "title": f"{LONG[:200]} {number}",
            "year": 2000 + number % 20,
            "contribution": Decimal("9999999.99") if number % 2 else None,
            "project_size": None,
        }
        for number in range(HUNDREDS)
    ]
    many(FundingEntryFactory, rows)
    return found.address
