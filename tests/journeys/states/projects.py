"""States of the list of projects and of a project."""

from events.models import EventProject
from news.models import NewsProject
from projects.models import ProjectIndexPage, ProjectPage, ProjectPartner
from tests.factories import FundingEntryFactory, NewsPageFactory, ProjectPageFactory, ThemeFactory

from .making import HUNDREDS, LONG, WORD, coming, hide, image, state, theme, with_body


@state(ProjectIndexPage)
def project_list():
    return "/projecten/"


@state(ProjectIndexPage)
def project_list_empty():
    hide(ProjectPage)
    return "/projecten/"


@state(ProjectIndexPage)
def project_list_of_one():
    return "/projecten/?q=pygrunn"


@state(ProjectIndexPage)
def project_list_without_matches():
    return "/projecten/?q=niets-gevonden&thema=bestaat-niet"


@state(ProjectIndexPage)
def project_list_of_many():
    for number in range(HUNDREDS):
        ProjectPageFactory(theme=theme(), title=f"{LONG[:200]} {number}" if number % 20 == 3 else f"Aaa {number}")
    return "/projecten/?pagina=2"


@state(ProjectPage)
def project():
    return "/projecten/pygrunn/"


@state(ProjectPage)
def project_with_everything_around_it():
    page = ProjectPage.objects.get(slug="pygrunn")
    for year in (2018, 2019):
        FundingEntryFactory(
            year=year, project=page, theme=page.theme, settled_amount=900, project_size_scope="looptijd"
        )
    for number in range(6):
        EventProject.objects.create(event=coming(title=f"Editie {number}", themes=[theme()]), project=page)
        NewsProject.objects.create(news_page=NewsPageFactory(summary="Een bericht."), project=page)
    return with_body(page).url


@state(ProjectPage)
def project_without_funding():
    return ProjectPageFactory(theme=theme()).url


@state(ProjectPage)
def project_of_unknown_amounts():
    page = ProjectPageFactory(theme=theme("anders"), start_year=2019)
    FundingEntryFactory(project=page, theme=page.theme, contribution=None, project_size=None)
    FundingEntryFactory(project=page, theme=page.theme, contribution=80_000, project_size=None)
    return page.url


@state(ProjectPage)
def project_with_a_wide_image():
    return ProjectPageFactory(theme=theme(), image=image(900, 300, credit="Jan de Vries")).url


@state(ProjectPage)
def project_with_a_tall_image():
    return ProjectPageFactory(theme=theme(), image=image(300, 900)).url


@state(ProjectPage)
def project_with_the_longest_words():
    page = ProjectPageFactory(theme=ThemeFactory(name=LONG[:100]), title=LONG, summary=LONG)
    page.partners = [ProjectPartner(text=LONG), ProjectPartner(text=WORD, role="aanvrager")]
    page.save()
    FundingEntryFactory(project=page, theme=page.theme, title=LONG, source_locator=LONG[:100], project_size=123_456_789)
    return page.url
