"""States of the home page, of standard pages, and of what is no page."""

import json

from django.urls import reverse

from dog_site.core.editing.take_back import address_of
from dog_site.core.models import AccessibilityProblem, Compliance, DeletedPage, SiteSettings
from events.models import EventPage, Status
from funding.models import FundingEntry
from home.models import HomePage, StandardPage
from news.models import NewsPage
from projects.models import ProjectPage
from results.models import ThemePage, YearlyResultsPage
from tests.desk.browser import page_edit_url, post, post_page
from tests.factories import EventPageFactory, NewsPageFactory, ProjectPageFactory, VenueFactory, many_pages

from .desk import as_somebody_else, save, view
from .making import COMPOUNDS, LONG, WORD, coming, day, festival, hide, state, with_body


def declare(status, problem="Een video heeft geen ondertiteling.", cause="", email="toegankelijk@example.org"):
    """An accessibility statement of which everything is known but the cause and the plan of a problem."""
    settings = SiteSettings.objects.get()
    settings.accessibility_status = status
    settings.accessibility_updated_on = day(-30)
    settings.accessibility_register_url = "https://example.org/register/1"
    settings.accessibility_report_url = "https://example.org/rapport"
    settings.accessibility_email = email
    settings.accessibility_reply_term = "5 werkdagen"
    settings.accessibility_problems = [
        AccessibilityProblem(description=problem, cause=cause),
        AccessibilityProblem(description=problem, cause="De maker is niet bekend.", plan="Zij wordt vervangen."),
    ]
    settings.save()


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


@state(StandardPage)
def standard_page_without_an_accessibility_statement():
    return "/toegankelijkheid/"


@state(StandardPage)
def standard_page_with_an_accessibility_statement():
    declare(Compliance.PARTIAL)
    return "/toegankelijkheid/"


@state(StandardPage)
def standard_page_with_the_longest_accessibility_statement():
    declare(Compliance.FIRST_STEPS, problem=LONG, cause=WORD, email=f"{WORD[:50].lower().strip('é')}@example.org")
    return "/toegankelijkheid/"


@state(StandardPage)
def contact_of_which_everything_is_known():
    reach_the_office("Gemeente Groningen", "bureau@example.org", "Grote Markt 1\n9712 HN Groningen")
    return "/contact/"


@state(StandardPage)
def contact_in_the_longest_words():
    reach_the_office(LONG[:120], f"{WORD[:50].lower().strip('é')}@example.org", f"{WORD}\n{LONG}"[:250])
    return "/contact/"


@state(StandardPage)
def contact_of_which_nothing_is_known():
    return "/contact/"


@state(StandardPage)
def standard_page_with_every_block_of_one_word():
    """Nothing in it can break between words."""
    page = StandardPage.objects.get(slug="over")
    return with_body(page, COMPOUNDS[0], f"{COMPOUNDS[0]} " * 4, numbers=4).url


def reach_the_office(sender, email, address):
    SiteSettings.objects.update(
        sender=sender,
        office_email=email,
        office_phone="+31 (0)50 123 45 67",
        office_address=address,
        licence="CC BY 4.0",
    )


@state(None)
def not_found():
    return "/bestaat-niet/"


@state(None)
def not_found_with_pages_of_the_longest_words():
    many_pages(ProjectPageFactory, [{"title": LONG, "slug": f"{COMPOUNDS[0].lower()}-{number}"} for number in range(6)])
    return f"/projecten/{COMPOUNDS[0].lower()}/"


@state(None, STYLE_GUIDE=True)
def style_guide():
    return "/stijl/"


@view("communicatie")
def page_with_a_conflict(page):
    about = StandardPage.objects.get(slug="over")
    about.body = [("heading", {"text": "Wat wij doen", "level": "h2"})]
    about.save_revision().publish()
    page.goto(page_edit_url(about))
    page.locator("[name=title]").fill("Over ons kantoor")
    theirs = [("heading", {"text": "Wat ons kantoor doet", "level": "h2"})]
    post_page(as_somebody_else("coordinatie"), page_edit_url(about), None, theirs, title="Over ons")
    save(page)
    page.locator("[name=conflict-title]").first.wait_for()


@view("communicatie")
def page_with_parts_that_cannot_be_read(page):
    about = StandardPage.objects.get(slug="over")
    about.body = json.dumps([{"type": "oude_video", "value": {"adres": "https://example.org"}}])
    revision = about.save_revision()
    revision.content["themes_of_before"], revision.content["go_live_at"] = [1], "gisteren"
    revision.save()
    page.goto(page_edit_url(about))
    page.get_by_text("onleesbaar deel").first.wait_for()


@view("communicatie")
def deleted_pages(page):
    deleted = NewsPageFactory(title="Verwijderd bericht")
    deleted.delete()
    page.goto("/beheer/deleted-pages/")
    page.get_by_text("Verwijderd bericht").first.wait_for()


@view("communicatie")
def page_that_is_put_back(page):
    deleted = EventPageFactory(title="Verwijderd evenement")
    EventPageFactory(parent=deleted, title="Workshop")
    deleted.delete()
    page.goto(reverse("put_back_page", args=[DeletedPage.objects.get(page_key=deleted.pk).pk]))
    page.get_by_text("Verwijderd evenement").first.wait_for()


@view("coordinatie")
def publication_that_is_taken_back(page):
    about = StandardPage.objects.get(slug="over")
    for title in ("Over ons", "Fout"):
        about.title = title
        about.save_revision().publish()
    page.goto(address_of(StandardPage.objects.get(pk=about.pk)))
    page.locator("form button[type=submit]").last.wait_for()


@view("beheer")
def settings_with_a_conflict(page):
    url = f"/beheer/settings/core/sitesettings/{SiteSettings.objects.get().site_id}/"
    page.goto(url)
    page.locator("[name=slogan]").fill("Van mij")
    post(as_somebody_else("coordinatie"), url, slogan="Van de ander", press_name="Persbureau")
    save(page)
    page.locator("[name=conflict-slogan]").first.wait_for()
