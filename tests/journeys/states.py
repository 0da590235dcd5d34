"""Every public page type in every state it can be in: small functions that make the content and give the address."""

import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.models import Page

from dog_site.core.models import DogImage
from events.models import (
    EventIndexPage,
    EventPage,
    EventParticipant,
    EventPhoto,
    EventProject,
    EventRole,
    EventSeriesPage,
    Registration,
    Status,
)
from funding.models import FundingEntry
from home.models import HomePage, SearchPage, StandardPage
from news.models import NewsEvent, NewsIndexPage, NewsPage, NewsProject
from projects.models import ProjectIndexPage, ProjectPage, ProjectPartner, Theme
from results.models import ResultsIndexPage, ThemeOverviewPage, ThemePage, YearlyResultsPage
from tests.factories import (
    EventPageFactory,
    EventSeriesPageFactory,
    FundingEntryFactory,
    NewsPageFactory,
    OrganisationFactory,
    ProjectPageFactory,
    ThemeFactory,
    VenueFactory,
)

MANY = 60
COMPOUNDS = (
    "Meervoudigepersoonlijkheidsstoornisonderzoeksprogramma",
    "Kindercarnavalsoptochtvoorbereidingswerkzaamhedencomité",
    "Hottentottententententoonstellingsterreinbeheerders",
    "Arbeidsongeschiktheidsverzekeringsmaatschappijen",
    "Aansprakelijkheidswaardevaststellingsveranderingen",
)
WORD = COMPOUNDS[1]
LONG = " ".join(COMPOUNDS)[:250]


@dataclass(frozen=True)
class State:
    """`make` gives the address; `page_type` is the type of the page there, None where there is no page."""

    make: Callable[[], str]
    page_type: type[Page] | None

    @property
    def name(self):
        return self.make.__name__


STATES: list[State] = []


def state(page_type):
    def register(make):
        STATES.append(State(make, page_type))
        return make

    return register


# What the states are made of


def hide(*page_types):
    for page_type in page_types:
        Page.objects.filter(pk__in=page_type.objects.values("pk")).update(live=False)


def day(days):
    return timezone.localdate() + datetime.timedelta(days=days)


@cache
def jpeg(width, height):
    content = BytesIO()
    Image.new("RGB", (width, height), "#2b4fc4").save(content, "JPEG")
    return content.getvalue()


def image(width=600, height=400, **values):
    file = ContentFile(jpeg(width, height), name="foto.jpg")
    return DogImage.objects.create(title="Foto", description="Een zaal vol mensen", file=file, **values)


def document(**values):
    file = ContentFile(b"x" * 2_048, name="tussenstand.pdf")
    return get_document_model().objects.create(title="Tussenstand", file=file, file_size=2_048, **values)


def blocks(words, text):
    """Every block of a body, with `words` where a title stands and `text` where sentences stand."""
    link = {"address": "https://www.rug.nl", "text": words}
    columns = [{"type": "text", "heading": words}] * 4 + [{"type": "number", "heading": "Aantal"}] * 2
    rows = [{"values": [words] * 4 + ["€\u00a01.474.427"] * 2}] * 2
    paragraphs = (
        f'<p>{text} <a href="https://www.rug.nl">{words}</a>.</p><ul><li>{text}</li></ul><ol><li>{words}</li></ol>'
    )
    figure = {"metric": "bijdrage", "scope": "hoofdtotaal", "year": "2017", "wording": "ruim"}
    values = [
        ("heading", {"text": words, "level": "h2"}),
        ("text", paragraphs),
        ("heading", {"text": words, "level": "h3"}),
        ("picture", {"image": {"image": image().pk, "alt_text": text, "decorative": False}, "caption": text}),
        ("figure", figure),
        ("table", {"caption": words, "columns": columns, "rows": rows}),
        ("table", {"caption": "Een smalle tabel", "columns": columns[3:5], "rows": [{"values": [words, "1.050"]}]}),
        ("quote", {"text": text, "speaker": words, "source": words}),
        ("timeline", {"moments": [{"when": "voorjaar 2017", "title": words, "text": text}] * 2}),
        ("accordion", {"parts": [{"title": words, "text": paragraphs}] * 2}),
        ("links", {"heading": words, "links": [{**link, "description": text}, link]}),
        ("document", {"document": document(language="en", date="2017-09-05").pk, "text": words}),
        ("call_to_action", {"heading": words, "text": text, "link": link}),
    ]
    return [{"type": block, "value": value} for block, value in values]


def with_body(page, words="Een kop", text="Er is afgelopen jaar veel gebeurd.", field="body"):
    page = type(page).objects.get(pk=page.pk)
    setattr(page, field, json.dumps(blocks(words, text)))
    page.save()
    return page


def theme(slug="infrastructuur"):
    return Theme.objects.get(slug=slug)


def event(**values):
    return EventPageFactory(**values)


def coming(**values):
    return event(**{"start_date": day(20), "summary": "Een dag vol workshops.", "kind": "conferentie", **values})


def full_event(**values):
    """An event of which everything is known."""
    values = {
        "venue": VenueFactory(
            street="Grote Markt 1", postcode="9712 HN", city="Groningen", accessibility="Drempelvrije ingang.\nLift."
        ),
        "themes": list(Theme.objects.filter(live=True)[:3]),
        "audience": "scholieren en studenten",
        "language": "nl-en",
        "price": "€ 25, studenten € 10",
        "capacity": 1_500,
        "attendance_mode": "beide",
        "online_url": "https://example.org/live",
        "registration": Registration.ELSEWHERE,
        **values,
    }
    page = coming(**values)
    for role in EventRole.values:
        EventParticipant.objects.create(event=page, organisation=OrganisationFactory(), role=role)
    EventProject.objects.create(event=page, project=ProjectPage.objects.get(slug="pygrunn"))
    NewsEvent.objects.create(news_page=NewsPageFactory(summary="Een bericht."), event=page)
    return page


def festival(side_events=4, **values):
    page = coming(title="Festival", kind="festival", **values)
    for number in range(side_events):
        coming(parent=page, title=f"Nevenevenement {number}", start_date=page.start_date, themes=[theme()])
    return page


def year(year, **values):
    page = YearlyResultsPage(title=f"Resultaten {year}", slug=str(year), year=year, **values)
    return ResultsIndexPage.objects.get().add_child(instance=page)


# Home


@state(HomePage)
def home():
    return "/"


@state(HomePage)
def home_with_everything_coming():
    festival()
    coming(title=LONG, status=Status.CANCELLED, venue=VenueFactory(name=LONG[:120], city=WORD))
    NewsPageFactory(title=LONG, is_pinned=True, summary=LONG)
    with_body(HomePage.objects.get())
    return "/"


@state(HomePage)
def home_with_nothing():
    hide(EventPage, NewsPage, ProjectPage, ThemePage, YearlyResultsPage)
    FundingEntry.objects.update(live=False)
    return "/"


# Standard page, and what is no page


@state(StandardPage)
def standard_page():
    return "/over/"


@state(StandardPage)
def standard_page_without_text():
    page = StandardPage.objects.get(slug="over")
    page.body = "[]"
    page.save()
    return page.url


@state(StandardPage)
def standard_page_with_every_block():
    return with_body(StandardPage.objects.get(slug="over")).url


@state(StandardPage)
def standard_page_with_the_longest_words():
    page = StandardPage.objects.get(slug="over")
    page.title, page.summary = LONG, LONG
    page.save()
    return with_body(page, WORD, LONG).url


@state(None)
def not_found():
    return "/bestaat-niet/"


# Projects


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
    for number in range(MANY):
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


# Agenda


@state(EventIndexPage)
def agenda():
    return "/agenda/?periode=voorbij"


@state(EventIndexPage)
def agenda_with_nothing_coming():
    return "/agenda/"


@state(EventIndexPage)
def agenda_empty():
    hide(EventPage, EventSeriesPage)
    return "/agenda/"


@state(EventIndexPage)
def agenda_of_one():
    coming(title=LONG, summary=LONG)
    return "/agenda/"


@state(EventIndexPage)
def agenda_of_many():
    festival(side_events=6)
    for number in range(MANY):
        status = Status.values[number % len(Status.values)]
        mode = "online" if status == Status.ONLINE else "op-locatie"
        note = "Om de storm." if status == Status.CANCELLED else ""
        coming(start_date=day(number), status=status, attendance_mode=mode, status_note=note, themes=[theme()])
    return "/agenda/"


@state(EventIndexPage)
def agenda_without_matches():
    return "/agenda/?q=niets-gevonden&periode=voorbij"


@state(EventPage)
def event_of_which_everything_is_known():
    return with_body(full_event(image=image(900, 300))).url


@state(EventPage)
def event_of_which_little_is_known():
    return event(start_date=None).url


@state(EventPage)
def event_without_a_place():
    return coming(venue=None).url


@state(EventPage)
def event_cancelled():
    return full_event(status=Status.CANCELLED).url


@state(EventPage)
def event_moved():
    return full_event(status=Status.MOVED, previous_start_date=day(3), status_note="Nu in het Forum.").url


@state(EventPage)
def event_postponed():
    return coming(status=Status.POSTPONED, previous_start_date=day(3)).url


@state(EventPage)
def event_moved_online():
    return coming(status=Status.ONLINE, attendance_mode="online", online_url="https://example.org/live").url


@state(EventPage)
def event_that_is_full():
    return coming(is_full=True, registration=Registration.ELSEWHERE).url


@state(EventPage)
def event_under_way():
    return full_event(start_date=day(-1), end_date=day(1)).url


@state(EventPage)
def event_over_with_a_report():
    page = full_event(
        start_date=datetime.date(2019, 5, 14),
        attendance=1_600,
        attendance_wording="ruim",
        attendance_source="bijlage 1, rij 19: ‘ruim 1.600’\nbrief van 5 september",
    )
    for size in ((900, 300), (300, 900)):
        EventPhoto.objects.create(event=page, image=image(*size), caption=LONG)
    return with_body(page, field="report").url


@state(EventPage)
def event_with_side_events():
    return festival().url


@state(EventPage)
def event_within_a_festival_that_is_off():
    return coming(parent=festival(0, status=Status.CANCELLED), title="Nevenevenement").url


@state(EventPage)
def event_with_the_longest_words():
    venue = VenueFactory(name=LONG[:120], street=LONG[:120], city=WORD, accessibility=LONG)
    page = full_event(title=LONG, summary=LONG, audience=LONG[:120], price=LONG[:120], venue=venue, status_note=LONG)
    EventParticipant.objects.create(event=page, text=LONG)
    return page.url


@state(EventSeriesPage)
def series():
    return "/agenda/lets-gro/"


@state(EventSeriesPage)
def series_without_editions():
    return EventSeriesPageFactory(title=LONG).url


@state(EventSeriesPage)
def series_of_many_editions():
    parent = with_body(EventSeriesPageFactory(summary="Elk jaar."))
    coming(parent=parent)
    for number in range(MANY):
        event(parent=parent, start_date=day(-number - 2))
    return parent.url


# News


@state(NewsIndexPage)
def news_list():
    return "/nieuws/"


@state(NewsIndexPage)
def news_list_empty():
    hide(NewsPage)
    return "/nieuws/"


@state(NewsIndexPage)
def news_list_of_many():
    for number in range(MANY):
        title = LONG if number % 20 == 3 else f"Bericht {number}"
        NewsPageFactory(title=title, is_pinned=number % 9 == 0, themes=[theme()], summary="Een bericht.")
    return "/nieuws/"


@state(NewsIndexPage)
def news_list_without_matches():
    NewsPageFactory()
    return "/nieuws/?jaar=2019&thema=onderwijs&pagina=9"


@state(NewsPage)
def news_with_everything():
    page = NewsPageFactory(title=LONG, summary=LONG, author_line=LONG[:120], image=image(900, 300), themes=[theme()])
    NewsProject.objects.create(news_page=page, project=ProjectPage.objects.get(slug="pygrunn"))
    NewsEvent.objects.create(news_page=page, event=coming())
    return with_body(page).url


@state(NewsPage)
def news_without_anything():
    return NewsPageFactory().url


# Themes and results


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
    for number in range(MANY):
        known = number % 4
        FundingEntryFactory(
            theme=ThemeFactory() if number % 10 == 0 else theme(),
            title=LONG if number == 7 else f"Bijdrage {number}",
            contribution=100 * (number + 1) if known else None,
            project_size=9_876_543 if known > 1 else None,
        )
    return with_body(year(2019)).url


# Search


@state(SearchPage)
def search_for_everything():
    return "/zoeken/"


@state(SearchPage)
def search_with_results():
    return "/zoeken/?q=pygrunn"


@state(SearchPage)
def search_within_a_kind_and_a_theme():
    return "/zoeken/?q=groningen&soort=project&thema=infrastructuur"


@state(SearchPage)
def search_for_what_looks_alike():
    """Found on PostgreSQL only; on SQLite it is one more search without results."""
    return "/zoeken/?q=digtial"


@state(SearchPage)
def search_without_results():
    return f"/zoeken/?q={WORD * 3}"


@state(SearchPage)
def search_for_the_longest_words():
    ProjectPageFactory(theme=theme(), title=LONG, summary=LONG)
    OrganisationFactory(name=LONG[:200])
    return f"/zoeken/?q={WORD}"
