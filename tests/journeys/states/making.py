"""What the states are made of."""

import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.models import Page

from bench.photograph import photograph
from dog_site.core.images.renditions import specs
from dog_site.core.models import DogImage
from events.models import EventParticipant, EventProject, EventRole, Registration
from news.models import NewsEvent
from projects.models import ProjectPage, Theme
from tests.factories import EventPageFactory, NewsPageFactory, OrganisationFactory, VenueFactory, many_pages

# More than fits on one page of any list.
MANY = 60
HUNDREDS = 500
COMPOUNDS = (
    "Meervoudigepersoonlijkheidsstoornisonderzoeksprogramma",
    "Kindercarnavalsoptochtvoorbereidingswerkzaamhedencomité",
    "Hottentottententententoonstellingsterreinbeheerders",
    "Arbeidsongeschiktheidsverzekeringsmaatschappijen",
    "Aansprakelijkheidswaardevaststellingsveranderingen",
)
COMING = {"summary": "Een dag vol workshops.", "kind": "conferentie"}
WORD = COMPOUNDS[1]
LONG = " ".join(COMPOUNDS)[:250]


@dataclass(frozen=True)
class State:
    """`make` gives the address; `page_type` is the type of the page there, None where there is no page."""

    make: Callable[[], str]
    page_type: type[Page] | None
    route: str = ""  # the name of the address in urls.py, where no page of the tree stands at it
    settings: dict = field(default_factory=dict)  # what the site is set to

    @property
    def name(self):
        return self.make.__name__


_ALL: list[State] = []


def state(page_type, route="", **settings):
    """Makes of the function below it a state of pages of this type, or of a page at an address of our own."""

    def register(make):
        _ALL.append(State(make, page_type, route, settings))
        return make

    return register


def states_of(room):
    """The states that a module of this package has, in its order."""
    return [state for state in _ALL if state.make.__module__ == room.__name__]


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


@cache
def files_of_a_photograph():
    """What publishing makes of a photograph, once: it takes seconds."""
    image = DogImage.objects.create(title="Foto", file=ContentFile(photograph(), name="foto.jpg"))
    made = image.get_renditions(*specs(image))
    return [(spec, found.file.read(), found.width, found.height) for spec, found in made.items()]


def photo():
    """An image as heavy as a camera makes it."""
    files = files_of_a_photograph()
    file = ContentFile(photograph(), name="foto.jpg")
    image = DogImage.objects.create(title="Foto", description="Een zaal vol mensen", file=file)
    for spec, content, width, height in files:
        file = ContentFile(content, name=f"{image.pk}-{width}.{spec.rpartition('-')[2]}")
        image.renditions.create(filter_spec=spec, file=file, width=width, height=height, focal_point_key="")
    return image


def document(**values):
    file = ContentFile(b"x" * 2_048, name="tussenstand.pdf")
    return get_document_model().objects.create(title="Tussenstand", file=file, file_size=2_048, **values)


def blocks(words, text, numbers=2):
    """Every block of a body, with `words` where a title stands and `text` where sentences stand."""
    link = {"address": "https://www.rug.nl", "text": words}
    columns = [{"type": "text", "heading": words}] * 4 + [{"type": "number", "heading": "Aantal"}] * numbers
    rows = [{"values": [words] * 4 + ["€\u00a01.474.427"] * numbers}] * 2
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
        ("accessibility_statement", None),
        ("contact", None),
    ]
    return [{"type": block, "value": value} for block, value in values]


def with_body(page, words="Een kop", text="Er is afgelopen jaar veel gebeurd.", field="body", numbers=2):
    page = type(page).objects.get(pk=page.pk)
    setattr(page, field, json.dumps(blocks(words, text, numbers)))
    page.save()
    return page


def theme(slug="infrastructuur"):
    return Theme.objects.get(slug=slug)


def event(**values):
    return EventPageFactory(**values)


def coming(**values):
    return event(**{**COMING, "start_date": day(20), **values})


def many_coming(rows):
    return many_pages(EventPageFactory, [{**COMING, "start_date": day(20), **values} for values in rows])


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
    page = coming(**{"title": "Festival", "kind": "festival", **values})
    for number in range(side_events):
        coming(parent=page, title=f"Nevenevenement {number}", start_date=page.start_date, themes=[theme()])
    return page
