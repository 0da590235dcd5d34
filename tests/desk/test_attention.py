"""Each rule of attention names what it is for and nothing else, for who can mend it; one that fails closes nothing."""

import datetime
import json

import bs4
import pytest
from django.contrib.auth import get_user_model
from django.core.files.images import ImageFile
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, Revision

from dog_site.core.editing import attention
from dog_site.core.editing.attention import Kind, Rule, RuleOfRows, Thing, points_of
from dog_site.core.models import DogImage
from dog_site.desk.asking import FEW, ask
from dog_site.desk.models import PutOff
from events.models import AttendanceMode, EventPage, Status
from news.models import NewsPage, NewsProject
from projects.models import Organisation, ProjectPage, Theme
from tests.desk.bureau import lines, needs, page_of, panel
from tests.factories import (
    EventPageFactory,
    EventSeriesPageFactory,
    NewsPageFactory,
    OrganisationFactory,
    ProjectPageFactory,
    ThemeFactory,
    VenueFactory,
)

TODAY, DAY = timezone.localdate(), datetime.timedelta(days=1)
LONG_AGO = timezone.now() - 400 * DAY
LINK = '<p><a linktype="page" id="{}">daar</a></p>'


def user(name):
    return get_user_model().objects.get(username=name)


def keys(rule, name="beheer"):
    """The keys of what a rule finds for somebody."""
    found = ask(user(name), most=1000, rules=[attention.rule_named(rule)])
    assert not any(each.has_failed for each in found)
    return {thing.key for each in found for thing in each.things}


def image(**values):
    file = get_test_image_file()
    return DogImage.objects.create(title="Podium", file=ImageFile(file.file, name="podium.png"), **values)


def event(**values):
    return EventPageFactory(**{"start_date": TODAY + 9 * DAY, "summary": "Kort.", "kind": "hackathon", **values})


def over(**values):
    return event(start_date=TODAY - 9 * DAY, **values)


def draft(days, **values):
    """A news item with a draft that somebody wrote so many days ago."""
    page = NewsPageFactory(summary="Kort.")
    page.title = "Anders"
    page.save_revision(**values)
    at = timezone.now() - days * DAY
    Page.objects.filter(pk=page.pk).update(latest_revision_created_at=at)
    Revision.objects.filter(pk=page.latest_revision_id).update(created_at=at)
    return page


def should_be_live(days):
    page = NewsPageFactory(summary="Kort.")
    page.go_live_at = timezone.now() + days * DAY
    page.save_revision()
    return page


def was_live_as_planned():
    """A page that was public from its moment on, and that somebody took off the site since."""
    page = should_be_live(-1)
    page.get_latest_revision().publish()
    NewsPage.objects.get(pk=page.pk).unpublish()
    return page


def planned(days):
    page = NewsPageFactory(summary="Kort.")
    at = timezone.now() + days * DAY
    Revision.objects.filter(pk=page.save_revision().pk).update(approved_go_live_at=at)
    return page


def leads_to(**values):
    target = NewsPageFactory(**values)
    return NewsPageFactory(summary="Kort.", body=[("text", LINK.format(target.pk))])


def series(*, coming):
    page = EventSeriesPageFactory()
    EventPageFactory(parent=page, start_date=TODAY + (9 if coming else -9) * DAY)
    return page


def project(*, published=LONG_AGO, news=None, report=None, **values):
    page = ProjectPageFactory(summary="Kort.", **values)
    ProjectPage.objects.filter(pk=page.pk).update(first_published_at=published)
    if news is not None:
        item = NewsPageFactory(date=TODAY - news * DAY)
        NewsProject.objects.create(news_page=item, project=page)
    return page


def plan_key(page):
    revision = Revision.objects.filter(approved_go_live_at__isnull=False, object_id=str(page.pk)).get()
    return f"{revision.base_content_type_id}:{page.pk}"


# Of each rule: what it names, what it does not, and how that is known to it.
CASES = {
    "newspage_without_summary": (lambda: NewsPageFactory(summary=""), lambda: NewsPageFactory(summary="Kort.")),
    "eventpage_without_summary": (lambda: event(summary=""), event),
    "projectpage_without_summary": (
        lambda: ProjectPageFactory(summary=""),
        lambda: ProjectPageFactory(summary="Kort."),
    ),
    "newspage_with_silent_picture": (
        lambda: NewsPageFactory(image=image()),
        lambda: NewsPageFactory(image=image(description="Een podium.")),
    ),
    "eventpage_with_silent_picture": (
        lambda: event(image=image()),
        lambda: event(image=image(description="Een podium.")),
    ),
    "projectpage_with_silent_picture": (
        lambda: ProjectPageFactory(image=image()),
        lambda: ProjectPageFactory(image=image(description="Een podium.")),
    ),
    "organisation_without_kind": (
        OrganisationFactory,
        lambda: OrganisationFactory(kind=Organisation.Kind.COMPANY),
        lambda: OrganisationFactory(is_generic=True),
    ),
    "event_without_report": (
        over,
        event,
        lambda: over(report=[("text", "<p>Zo ging het.</p>")]),
        lambda: over(status=Status.CANCELLED, status_note="Storm."),
    ),
    "event_without_place": (
        lambda: event(venue=None),
        lambda: event(venue=VenueFactory()),
        lambda: event(venue=None, attendance_mode=AttendanceMode.ONLINE),
        lambda: over(venue=None),
    ),
    "event_without_kind": (lambda: event(kind=""), event, lambda: over(kind="")),
    "series_without_next_edition": (lambda: series(coming=False), lambda: series(coming=True)),
    "project_without_news": (
        project,
        lambda: project(published=timezone.now()),
        lambda: project(news=30),
    ),
    "forgotten_draft": (lambda: draft(15), lambda: draft(13), lambda: planned(3)),
    "page_missed_its_moment": (lambda: should_be_live(-1), lambda: should_be_live(1), was_live_as_planned),
    "plan_not_carried_out": (lambda: planned(-1), lambda: planned(1)),
    "leads_to_closed_page": (lambda: leads_to(live=False), leads_to),
    "image_without_description": (image, lambda: image(description="Een podium.")),
    "image_rights_end": (
        lambda: image(rights_until=TODAY + 30 * DAY),
        image,
        lambda: image(rights_until=TODAY + 40 * DAY),
    ),
}
# These have tests of their own: of figures in tests/funding/desk/test_attention.py, of files and broken parts in
# tests/core/desk, of plans in tests/desk/test_plans.py, of names and settings below.
ELSEWHERE = {
    *("entries_to_propose", "entries_without_source", "figures_unexplained"),
    *("entries_with_unknown_amount", "entries_not_settled", "text_no_longer_holds"),
    *("damaged_dogimage", "damaged_dogdocument", "lost", "schedule_failed"),
    *("doubles-organisation", "doubles-theme", "doubles-venue", "before_launch", "accessibility_statement"),
}


def test_every_rule_has_a_case_that_triggers_it_and_one_that_does_not():
    assert {*CASES, *ELSEWHERE} == {*attention._rules}


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_names_what_it_is_for_and_nothing_else(db, rule):
    triggers, *others = CASES[rule]
    before = keys(rule)

    named = triggers()
    for other in others:
        other()

    expected = plan_key(named) if rule == "plan_not_carried_out" else str(named.pk)
    assert keys(rule) - before == {expected}


@pytest.mark.parametrize(
    "moment", ["1 onzin", "2026-02-31T09:00:00Z", "2026-13-01T09:00:00Z", "2026-02-29T09:00:00Z", 5, {"a": 1}, ""]
)
def test_a_moment_that_is_none_hides_no_page_that_is_late(db, moment):
    late, broken = should_be_live(-1), should_be_live(-2)
    content = {**broken.latest_revision.content, "go_live_at": moment}
    Revision.objects.filter(pk=broken.latest_revision_id).update(content=content)
    before = timezone.now() - 2 * DAY

    [found] = ask(user("beheer"), rules=[attention.rule_named("page_missed_its_moment")])

    assert ([thing.key for thing in found.things], found.has_failed) == ([str(late.pk)], False)
    assert before < found.things[0].since < timezone.now()


def test_a_leap_day_is_a_moment(db):
    page = should_be_live(-1)
    content = {**page.latest_revision.content, "go_live_at": "2024-02-29T09:00:00.123Z"}
    Revision.objects.filter(pk=page.latest_revision_id).update(content=content)

    assert str(page.pk) in keys("page_missed_its_moment")


@pytest.mark.parametrize("model", [ProjectPage, EventPage, NewsPage])
def test_the_points_of_a_page_say_the_same_as_the_rules_about_public_pages(db, model):
    over(), event(kind="", venue=None), project(), ProjectPageFactory(image=image()), NewsPageFactory(image=image())
    pages = list(model.objects.visible())
    rules = points_of(model)

    said = {
        rule.name: {str(page.pk) for page in pages if not rule.is_done(json.loads(page.to_json()))} for rule in rules
    }

    assert len(rules) >= 2
    assert any(said.values())
    assert said == {rule.name: keys(rule.name) for rule in rules}


@pytest.mark.parametrize("make", [OrganisationFactory, ThemeFactory], ids=["organisations", "themes"])
def test_names_that_may_be_the_same_are_named(log_in, make):
    words = "zijn misschien dezelfde"
    client = log_in("cijfers")
    before = [line for line in lines(page_of(client, "/beheer/aandacht/")) if words in line.words]

    make(name="Wad & Data")
    make(name="Wad  & Data.")

    after = [line for line in lines(page_of(client, "/beheer/aandacht/")) if words in line.words]
    assert (len(before), len(after)) == (0, 1)


def test_what_visitors_miss_of_the_office_is_for_who_may_fill_it_in(log_in):
    found = [line.words for line in lines(panel(log_in("coordinatie"), "aandacht"))]

    assert "Wie de afzender is: bezoekers zoeken dit en vinden het niet" in found
    assert any("toegankelijkheidsverklaring" in words for words in found)
    assert not any("bezoekers zoeken dit" in words for words in needs(log_in("communicatie")).values())


def test_an_editor_is_told_of_the_pages_they_may_change_only(log_in, db):
    over()

    assert keys("event_without_report", "communicatie") == keys("event_without_report")
    assert attention.rule_named("event_without_report") not in attention.rules_for(user("cijfers"))


def test_few_things_are_named_and_many_are_counted(log_in):
    for number in range(FEW):
        NewsPageFactory(summary="", title=f"Bericht {number}")
    client = log_in("communicatie")
    few = [line.words for line in lines(panel(client, "aandacht")) if "samenvatting" in line.words]

    NewsPageFactory(summary="")

    many = [line.words for line in lines(panel(client, "aandacht")) if "samenvatting" in line.words]
    assert few == [f"Bericht {number}: geen eigen samenvatting" for number in range(FEW)]
    assert many == [f"{FEW + 1} nieuwsberichten zonder eigen samenvatting"]


class Broken(Rule):
    name, kind, of_many, action = "kapotte_regel", Kind.SITE, "%(count)s", "Kijk"

    def is_for(self, user):
        return True

    def things(self, user):
        raise ValueError("kapot")


class BrokenRows(RuleOfRows):
    name, kind, of_many, action, model = "kapotte_rijen", Kind.SITE, "%(count)s", "Kijk", Theme

    def is_for(self, user):
        return True

    def rows(self, user):
        raise ValueError("kapot")


@pytest.mark.parametrize("rule", [Broken(), BrokenRows()], ids=lambda rule: rule.name)
def test_a_rule_that_fails_is_named_and_logged_and_the_others_go_on(log_in, monkeypatch, caplog, rule):
    monkeypatch.setitem(attention._rules, rule.name, rule)
    over(title="Voorbij")

    page = log_in("communicatie").get("/beheer/").content.decode()

    assert f"De regel “{rule.name}” kon niet worden gevraagd" in page
    assert "Voorbij" in page or "zonder verslag" in page
    assert rule.name in caplog.text


def test_a_panel_that_fails_closes_no_page(log_in, monkeypatch, caplog):
    def fails(self):
        raise ValueError("kapot")

    monkeypatch.setattr("dog_site.desk.bureau.week.WeekPanel.context", fails)

    page = log_in("communicatie").get("/beheer/").content.decode()

    assert "Dit onderdeel kan nu niet worden getoond" in page
    assert 'id="aandacht"' in page
    assert "week" in caplog.text


def test_a_rule_is_asked_only_for_whom_it_is(db, monkeypatch):
    asked = []

    class Ours(Rule):
        name, kind, of_many, action = "proef", Kind.SITE, "%(count)s", "Kijk"

        def is_for(self, user):
            return user != "nee"

        def things(self, user):
            asked.append(user)
            return [Thing("1", "Dit", "/daar/")] if user == "ja" else []

    monkeypatch.setattr(attention, "_rules", {"proef": Ours()})

    assert [ask(name) for name in ("nee", "klaar")] == [[], []]
    assert [(found.total, found.things[0].address) for found in ask("ja")] == [(1, "/daar/")]
    assert asked == ["klaar", "ja"]


def test_when_there_is_nothing_it_says_so(log_in, monkeypatch):
    monkeypatch.setattr(attention, "_rules", {})
    client = log_in("communicatie")

    assert "Alles op orde" in panel(client, "aandacht").text
    assert "Alles op orde" in page_of(client, "/beheer/aandacht/").text
    assert not PutOff.objects.exists()


@pytest.mark.parametrize(
    "rule", [rule for rule in attention._rules.values() if getattr(rule, "panel", "")], ids=lambda rule: rule.name
)
def test_a_rule_leads_to_the_field_in_the_form(log_in, rule):
    page = rule.model.objects.visible().first() or NewsPageFactory()
    form, anchor = rule.address(str(page.pk)).split("#")

    assert f'id="{anchor}"' in log_in("communicatie").get(form).content.decode()


def test_the_form_says_what_is_still_to_do_and_where(log_in):
    page = NewsPageFactory(summary="")
    page.save_revision()

    form = bs4.BeautifulSoup(log_in("communicatie").get(f"/beheer/pages/{page.pk}/edit/").content, "html.parser")

    ready = form.select_one(".d-ready")
    assert " ".join(ready.get_text().split()).startswith("Klaar: 1 van 2 Nog te doen: de samenvatting")
    assert form.find(id=ready.a["href"].removeprefix("#"))


def test_the_form_of_a_page_without_a_version_counts_what_the_page_holds(log_in):
    page = NewsPageFactory(summary="Kort.")

    form = bs4.BeautifulSoup(log_in("communicatie").get(f"/beheer/pages/{page.pk}/edit/").content, "html.parser")

    assert "Klaar: 2 van 2" in " ".join(form.select_one(".d-ready").get_text().split())
