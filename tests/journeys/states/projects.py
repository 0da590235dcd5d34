"""States of the list of projects and of a project; views of organisations and themes."""

from django.urls import reverse

from events.models import EventProject
from news.models import NewsProject
from projects.models import Organisation, ProjectIndexPage, ProjectPage, ProjectPartner, Theme
from tests.factories import FundingEntryFactory, NewsPageFactory, ProjectPageFactory, ThemeFactory, many, many_pages

from .desk import bulk, open_form, open_list, view
from .making import HUNDREDS, LONG, MANY, WORD, coming, hide, image, photo, state, theme, with_body


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
    return "/projecten/?q=niets-gevonden&thema=bestaat-niet&pagina=9"


@state(ProjectIndexPage)
def project_list_of_many():
    titles = [f"{LONG[:200]} {number}" if number % 20 == 3 else f"Aaa {number}" for number in range(HUNDREDS)]
    many_pages(ProjectPageFactory, [{"theme": theme(), "title": title} for title in titles])
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
def project_of_more_entries_than_a_page():
    page = ProjectPageFactory(theme=theme())
    of_project = {"project": page, "theme": page.theme}
    many(
        FundingEntryFactory,
        [{**of_project, "year": 2018 + number % 3, "settled_amount": 900} for number in range(MANY)],
    )
    return f"{page.url}?pagina=2"


@state(ProjectPage)
def project_with_a_wide_image():
    return ProjectPageFactory(theme=theme(), image=image(900, 300, credit="Jan de Vries")).url


@state(ProjectPage)
def project_with_a_tall_image():
    return ProjectPageFactory(theme=theme(), image=image(300, 900)).url


@state(ProjectPage)
def project_with_a_photograph():
    return ProjectPageFactory(theme=theme(), image=photo()).url


@state(ProjectPage)
def project_with_the_longest_words():
    return of_the_longest_words().url


@state(ProjectIndexPage)
def project_list_with_the_longest_words():
    of_the_longest_words()
    return "/projecten/"


@state(ProjectIndexPage)
def project_list_of_the_longest_theme():
    return f"/projecten/?thema={of_the_longest_words().theme.slug}"


def of_the_longest_words(year=2019):
    page = ProjectPageFactory(theme=ThemeFactory(name=LONG[:100]), title=LONG, summary=LONG)
    page.partners = [ProjectPartner(text=LONG), ProjectPartner(text=WORD, role="aanvrager")]
    page.save()
    words = {"title": LONG, "applicant_text": LONG, "source_locator": LONG[:100]}
    FundingEntryFactory(year=year, project=page, theme=page.theme, project_size=123_456_789, **words)
    return page


@view("cijfers")
def list_of_organisations(page):
    open_list(page, "organisation")


@view("cijfers")
def form_of_an_organisation(page):
    open_form(page, Organisation.objects.first())


@view("cijfers")
def list_of_themes(page):
    open_list(page, "theme")


@view("cijfers")
def form_of_a_theme(page):
    open_form(page, Theme.objects.first())


@view("communicatie")
def list_of_projects(page):
    page.goto(reverse("projecten:index"))
    page.locator("table.d-dense").wait_for()


@view("communicatie")
def projects_that_get_a_theme(page):
    page.goto(bulk("projects", "projectpage", "theme", ProjectPage.objects.order_by("pk")[:2]))
    page.locator("main form button[type=submit]").wait_for()
