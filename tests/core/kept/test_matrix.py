"""Who asks, for what, and when: the right bytes each time, also when everything was kept before."""

import re

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from dog_site.core.models import SiteSettings
from events.models import EventPage, Venue
from funding.models import FundingEntry, PublishedFigure, SourceDocument
from news.models import NewsPage
from projects.models import Organisation, ProjectPage, Theme
from tests.factories import EventPageFactory, FundingEntryFactory, NewsPageFactory
from tests.pages import public_addresses

from .conftest import forget
from .test_answers import KINDS

# A form that asks for a password has a token of its own for everybody.
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


def answers_of(client, addresses=None):
    """Status and bytes at every public address, or at these."""
    answers = {}
    for address in public_addresses() if addresses is None else addresses:
        response = client.get(address)
        answers[address] = (response.status_code, TOKEN.sub(b"", response.getvalue()))
    return answers


def differences(found, wanted):
    return [address for address in wanted if found.get(address) != wanted[address]]


def publish(item, **values):
    for name, value in values.items():
        setattr(item, name, value)
    item.save_revision().publish()


CHANGES = {
    "a page": lambda: publish(ProjectPage.objects.get(slug="pygrunn"), title="PyGrunn anders"),
    "a page leaves": lambda: NewsPage.objects.live().first().unpublish(),
    "a page moves": lambda: publish(EventPage.objects.first(), slug="anders"),
    "a page is new": lambda: (NewsPageFactory(title="Nieuw"), EventPageFactory(title="Nieuw evenement")),
    "a page is restricted": lambda: PageViewRestriction.objects.create(
        page=Page.objects.get(slug="themas"), restriction_type="password", password="geheim"
    ),
    "an amount": lambda: publish(
        FundingEntry.objects.get(reference="DOG-2017-003"), contribution=2_000, change_reason="Vaststelling."
    ),
    "an entry of another year": lambda: FundingEntryFactory(year=2018, theme=Theme.objects.first()),
    "a stated figure": lambda: publish(PublishedFigure.objects.first(), value=7, change_reason="Vaststelling."),
    "a theme": lambda: publish(Theme.objects.get(slug="infrastructuur"), name="Netwerken"),
    "an organisation": lambda: publish(Organisation.objects.get(name="Noorderpoort"), name="Noorderpoort anders"),
    "a venue": lambda: publish(Venue.objects.first() or Venue(name="Zaal", live=True), name="Andere zaal"),
    "a source": lambda: publish(SourceDocument.objects.first(), title="Andere brief", change_reason="Verbetering."),
    "the settings": lambda: change_settings(sender="Gemeente anders", office_phone="050 123 45 67"),
    "the site": lambda: move_site(),
}


def change_settings(**values):
    settings = SiteSettings.of(Site.objects.get())
    for name, value in values.items():
        setattr(settings, name, value)
    settings.save()


def move_site():
    site = Site.objects.get()
    site.hostname = "anders.example"
    site.save()


@pytest.mark.site
@pytest.mark.slow
@pytest.mark.parametrize(
    "changes", [[*CHANGES][:5], [*CHANGES][5:10], [*CHANGES][10:]], ids=["pages", "figures", "others"]
)
def test_after_each_change_an_address_says_what_it_would_say_without_a_memory(changes):
    visitor = Client()
    before = answers_of(visitor, KINDS)
    for change in changes:
        CHANGES[change]()
        found, again = answers_of(visitor, KINDS), answers_of(visitor, KINDS)
        forget()
        wanted = answers_of(visitor, KINDS)

        assert differences(found, wanted) == differences(again, wanted) == [], change
        assert differences(before, wanted) != [], change
        before = wanted


@pytest.mark.site
@pytest.mark.slow
def test_after_an_amount_changed_every_address_says_so():
    visitor = Client()
    before = answers_of(visitor)
    CHANGES["an amount"]()
    found = answers_of(visitor)
    forget()
    wanted = answers_of(visitor)

    assert differences(found, wanted) == []
    assert len(differences(before, wanted)) > 20


@pytest.mark.site
@pytest.mark.slow
def test_an_editor_and_a_visitor_never_get_each_other_s_page(log_in):
    visitor, editor = Client(), log_in("communicatie")
    plain, edited = answers_of(visitor, KINDS), answers_of(editor, KINDS)
    forget()
    edited_first, plain_after = answers_of(editor, KINDS), answers_of(visitor, KINDS)

    assert differences(plain_after, plain) == []
    assert differences(edited_first, edited) == []
    with_bar = [address for address, (_status, page) in edited.items() if b"wagtail-userbar" in page]
    assert len(with_bar) >= 8
    assert [address for address, (_status, page) in plain.items() if b"wagtail-userbar" in page] == []


@pytest.mark.site
@pytest.mark.slow
@pytest.mark.parametrize("kind", ["password", "login"])
def test_what_is_restricted_is_for_who_may_see_it(log_in, kind):
    visitor, editor = Client(), log_in("communicatie")
    addresses, plain = public_addresses(), answers_of(visitor, [*KINDS, "/projecten/pygrunn/"])
    home = Site.objects.get().root_page
    restriction = PageViewRestriction.objects.create(page=home, restriction_type=kind, password="geheim")

    closed = answers_of(visitor, addresses)
    knows = Client()
    if kind == "password":
        door = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, home.pk])
        knows.post(door, {"password": "geheim", "return_url": "/"})
        opened = knows.get("/projecten/pygrunn/").content
        assert b"PyGrunn" in opened
        assert "private" in knows.get("/projecten/pygrunn/")["Cache-Control"]
    answers_of(editor, KINDS)
    closed_after = answers_of(visitor, closed)
    restriction.delete()

    assert closed["/projecten/pygrunn/"] != plain["/projecten/pygrunn/"]
    assert b"PyGrunn" not in closed["/projecten/pygrunn/"][1]
    assert differences(closed_after, closed) == []
    # The foot of each page says when the site last changed.
    opened_again = answers_of(visitor, plain)
    forget()
    assert differences(opened_again, answers_of(visitor, plain)) == []
    assert b"PyGrunn" in opened_again["/projecten/pygrunn/"][1]


@pytest.mark.site
@pytest.mark.slow
def test_before_at_and_after_the_moment_that_a_page_leaves(monkeypatch):
    now, visitor = timezone.now(), Client()
    page = NewsPageFactory(title="Tot straks")
    NewsPage.objects.filter(pk=page.pk).update(expire_at=now + timezone.timedelta(minutes=5))
    shown = []
    addresses = [*KINDS, page.url]
    for seconds in (0, 299, 300, 301):
        monkeypatch.setattr(timezone, "now", lambda seconds=seconds: now + timezone.timedelta(seconds=seconds))
        kept = answers_of(visitor, addresses)
        forget()
        assert differences(kept, answers_of(visitor, addresses)) == []
        shown.append(sum(b"Tot straks" in text for _status, text in kept.values()))

    assert shown[0] == shown[1] > 0
    assert shown[2] == shown[3] == 0
    call_command("publish_scheduled", verbosity=0)
    assert visitor.get(page.url).status_code == 404
