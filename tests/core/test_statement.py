"""The accessibility statement: what visitors read, what the settings accept, and who gets a reminder when."""

import datetime
from importlib import import_module

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import Page

from dog_site.core.editing.statement_reminder import months_later, statement_reminder
from dog_site.core.models import AccessibilityProblem, SiteSettings
from dog_site.core.numbers.days import NO_DAY
from home.models import StandardPage
from tests.desk.browser import post, shown
from tests.pages import text

moving = import_module("dog_site.core.migrations.0009_reply_term_in_words")

PAGE = "/toegankelijkheid/"
REGISTER = "https://www.toegankelijkheidsverklaring.nl/register/1"
REPORT = "https://example.org/rapport"
DAY = datetime.date(2026, 1, 31)
COMPLETE = {
    "accessibility_status": "B",
    "accessibility_updated_on": DAY,
    "accessibility_register_url": REGISTER,
    "accessibility_report_url": REPORT,
}


def declare(problems=(), **values):
    settings = SiteSettings.objects.get()
    for name, value in values.items():
        setattr(settings, name, value)
    settings.accessibility_problems = problems
    settings.full_clean()
    settings.save()


def statement(client):
    return BeautifulSoup(client.get(PAGE).content, "html.parser").find(class_="dog-statement")


def words(client):
    return text(str(statement(client)))


def hrefs(client):
    return [link["href"] for link in statement(client).find_all("a")]


def settings_url():
    return f"/beheer/settings/core/sitesettings/{SiteSettings.objects.get().site_id}/"


# What visitors read


@pytest.mark.parametrize(
    "status, label, meaning",
    [
        ("A", "A: voldoet volledig.", "aan alle eisen voldoet"),
        ("B", "B: voldoet gedeeltelijk.", "nog niet aan alle eisen voldoet"),
        ("C", "C: eerste maatregelen genomen.", "Volledig onderzoek moet nog komen"),
        ("D", "D: voldoet niet.", "voldoet niet aan de regels"),
    ],
)
def test_a_statement_names_its_status_day_and_addresses(client, status, label, meaning):
    declare(**{**COMPLETE, "accessibility_status": status})

    said = words(client)

    assert label in said
    assert meaning in said
    assert "31 januari 2026" in said
    assert hrefs(client)[:2] == [REGISTER, REPORT]
    assert "geen toegankelijkheidsverklaring" not in said


def test_without_a_statement_the_page_says_that_there_is_none_and_that_nobody_examined_the_site(client):
    SiteSettings.objects.update(office_phone="14 050")

    said = words(client)

    assert "nog geen toegankelijkheidsverklaring (status E)" in said
    assert "niet onderzocht door een onafhankelijke partij" in said
    assert hrefs(client) == ["/contact/"]


def test_a_site_that_was_examined_before_there_is_a_statement_says_so(client):
    declare(accessibility_report_url=REPORT)

    assert "nog geen toegankelijkheidsverklaring" in words(client)
    assert "niet onderzocht" not in words(client)
    assert REPORT in hrefs(client)


def test_a_statement_without_a_report_does_not_hide_that(client):
    declare(**{**COMPLETE, "accessibility_status": "D", "accessibility_report_url": ""})

    assert "Onderzoek geen rapport bekend" in words(client)


def test_known_problems_say_what_is_known_of_them(client):
    video = AccessibilityProblem(description="Een video zonder ondertiteling", cause="Gekocht", plan="Vóór 1 juli")
    declare([video, AccessibilityProblem(description="Gescande brieven")])

    said = words(client)

    assert "Een video zonder ondertiteling Oorzaak Gekocht Wat we eraan doen Vóór 1 juli" in said
    assert "Gescande brieven Oorzaak onbekend Wat we eraan doen nog niet bekend" in said


def test_no_known_problems_is_not_no_problems(client):
    declare(**COMPLETE)

    assert "Dat betekent niet dat er geen zijn." in words(client)


@pytest.mark.parametrize(
    "values, sentence",
    [
        ({"accessibility_reply_term": "1 werkdag"}, "binnen 1 werkdag."),
        ({"accessibility_reply_term": "twee weken"}, "binnen twee weken."),
        ({}, "Binnen welke termijn u antwoord krijgt, is nog niet bekend."),
    ],
)
def test_a_visitor_reads_where_to_report_a_problem_and_when_an_answer_comes(client, values, sentence):
    declare(accessibility_email="toegankelijk@example.org", **values)

    assert sentence in words(client)
    assert hrefs(client) == ["mailto:toegankelijk@example.org"]


@pytest.mark.parametrize("hide", [lambda page: page.unpublish(), lambda page: page.delete()])
def test_a_contact_page_that_is_not_public_is_not_named(client, hide):
    SiteSettings.objects.update(office_phone="14 050")
    hide(Page.objects.get(slug="contact"))

    assert hrefs(client) == []
    assert "Een e-mailadres daarvoor is er nog niet." in words(client)


def test_words_in_the_settings_are_shown_as_words(client):
    script = "<script>alert(1)</script>"
    declare([AccessibilityProblem(description=script, cause=script, plan=script)], accessibility_reply_term=script)

    assert statement(client).find("script") is None


def test_the_page_is_the_same_without_settings_and_makes_none(client):
    SiteSettings.objects.all().delete()

    assert "nog geen toegankelijkheidsverklaring" in words(client)
    assert not SiteSettings.objects.exists()


def test_the_statement_shows_in_the_preview_of_a_page_and_of_the_block(log_in):
    declare(**COMPLETE)
    page = StandardPage.objects.get(slug="toegankelijkheid")
    coordinator = log_in("coordinatie")
    block = StandardPage.body.field.stream_block.child_blocks["accessibility_statement"]

    of_page = coordinator.get(f"/beheer/pages/{page.pk}/view_draft/")
    of_block = coordinator.get("/beheer/block-preview/", {"id": block.definition_prefix})

    assert [text(preview.content).count("B: voldoet gedeeltelijk.") for preview in (of_page, of_block)] == [1, 1]


# What the settings accept


@pytest.mark.parametrize(
    "values, field, sentence",
    [
        ({"accessibility_updated_on": None}, "accessibility_updated_on", "Vul in op welke dag"),
        ({"accessibility_register_url": ""}, "accessibility_register_url", "vul haar adres daar in"),
        ({"accessibility_report_url": ""}, "accessibility_report_url", "vul het adres van het rapport in"),
        ({"accessibility_status": "E"}, "accessibility_status", "Kies de status van de verklaring"),
        ({"accessibility_register_url": "http://example.org/"}, "accessibility_register_url", "met https:// beginnen"),
        ({"accessibility_report_url": "http://example.org/"}, "accessibility_report_url", "met https:// beginnen"),
    ],
)
def test_a_statement_that_cannot_be_true_is_refused_by_form_and_database(values, field, sentence):
    settings = SiteSettings.objects.get()
    for name, value in {**COMPLETE, **values}.items():
        setattr(settings, name, value)

    with pytest.raises(ValidationError) as refused:
        settings.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        settings.save()

    assert list(refused.value.message_dict) == [field]
    assert sentence in refused.value.message_dict[field][0]


@pytest.mark.parametrize("status", ["C", "D"])
def test_a_statement_that_rests_on_no_examination_needs_no_report(status):
    declare(**{**COMPLETE, "accessibility_status": status, "accessibility_report_url": ""})

    assert SiteSettings.objects.get().accessibility_status == status


def typed(problem="Een video zonder ondertiteling", **values):
    """What somebody types in the form: a whole statement with one problem."""
    prefix = "accessibility_problems"
    return {
        **COMPLETE,
        "accessibility_updated_on": "31-01-2026",
        "accessibility_email": "toegankelijk@example.org",
        "accessibility_reply_term": "5 werkdagen",
        f"{prefix}-TOTAL_FORMS": "1",
        f"{prefix}-0-id": "",
        f"{prefix}-0-ORDER": "1",
        f"{prefix}-0-DELETE": "",
        f"{prefix}-0-description": problem,
        f"{prefix}-0-cause": "Gekocht",
        f"{prefix}-0-plan": "Vóór 1 juli",
        **values,
    }


def test_the_form_stores_a_whole_statement(log_in, client):
    post(log_in("coordinatie"), settings_url(), **typed())

    assert "B: voldoet gedeeltelijk." in words(client)
    assert "Een video zonder ondertiteling" in words(client)
    assert "binnen 5 werkdagen." in words(client)


@pytest.mark.parametrize(
    "mistake, sentence",
    [
        ({"accessibility_updated_on": "2999-01-01"}, "Deze dag moet nog komen"),
        ({"accessibility_updated_on": "31 februari"}, str(NO_DAY)),
        ({"accessibility_register_url": "http://example.org/"}, "Het adres moet met https:// beginnen."),
        ({"accessibility_register_url": "javascript:alert(1)"}, "Voer een geldige URL in"),
        ({"accessibility_email": "geen adres"}, "Voer een geldig e-mailadres in"),
        ({"accessibility_reply_term": "v" * 61}, "er nu 61"),
        ({"problem": ""}, "Dit is een verplicht veld."),
    ],
)
def test_a_mistake_in_the_form_gets_a_sentence_and_loses_nothing_that_was_typed(log_in, mistake, sentence):
    filled = typed(**mistake)

    response = post(log_in("coordinatie"), settings_url(), **filled)

    kept = shown(response)
    assert sentence in text(response.content)
    assert {name: kept[name] for name in filled} == {name: str(value) for name, value in filled.items()}
    assert SiteSettings.objects.get().accessibility_status == "E"


# What was a number and a unit


@pytest.mark.parametrize(
    "number, unit, term",
    [
        (1, "werkdagen", "1 werkdag"),
        (5, "werkdagen", "5 werkdagen"),
        (1, "weken", "1 week"),
        (2, "weken", "2 weken"),
        (32_767, "weken", "32767 weken"),
        (None, "werkdagen", ""),
    ],
)
def test_a_term_that_was_stored_is_kept_in_words_and_can_go_back(number, unit, term):
    assert moving.in_words(number, unit) == term
    assert moving.number_and_unit(term) == (number, unit)


@pytest.mark.parametrize(
    "term", ["een paar dagen", "0 weken", "32768 weken", "5", "5 dagen", "binnen 5 weken", "² weken"]
)
def test_a_term_that_no_number_says_goes_back_as_unknown(term):
    assert moving.number_and_unit(term) == (None, "werkdagen")


# The reminder


@pytest.mark.parametrize(
    "day, months, later",
    [
        (datetime.date(2026, 1, 15), 11, datetime.date(2026, 12, 15)),
        (datetime.date(2026, 2, 15), 11, datetime.date(2027, 1, 15)),
        (datetime.date(2026, 12, 31), 11, datetime.date(2027, 11, 30)),
        (datetime.date(2026, 3, 31), 11, datetime.date(2027, 2, 28)),
        (datetime.date(2027, 3, 31), 11, datetime.date(2028, 2, 29)),
        (datetime.date(2026, 1, 31), 12, datetime.date(2027, 1, 31)),
    ],
)
def test_months_are_calendar_months(day, months, later):
    assert months_later(day, months) == later


@pytest.mark.parametrize(
    "today, is_due",
    [
        (datetime.date(2026, 1, 31), False),
        (datetime.date(2026, 12, 30), False),
        (datetime.date(2026, 12, 31), False),
        (datetime.date(2027, 1, 1), True),
    ],
)
def test_a_statement_asks_for_an_update_once_it_is_older_than_eleven_months(today, is_due):
    reminder = statement_reminder(SiteSettings(**COMPLETE), today)

    assert bool(reminder) is is_due
    assert ("ouder dan 11 maanden" in reminder) is is_due


NONE = "Deze site heeft nog geen toegankelijkheidsverklaring."
OLD = "De toegankelijkheidsverklaring is ouder dan 11 maanden."


@pytest.mark.parametrize(
    "role, sees_it", [("communicatie", False), ("cijfers", False), ("coordinatie", True), ("beheer", True)]
)
@pytest.mark.parametrize("days, sentence", [(None, NONE), (400, OLD)])
def test_who_may_edit_the_settings_is_reminded_on_the_dashboard(log_in, role, sees_it, days, sentence):
    if days:
        declare(**{**COMPLETE, "accessibility_updated_on": timezone.localdate() - datetime.timedelta(days=days)})

    response = log_in(role).get("/beheer/")

    assert (sentence in text(response.content)) is sees_it


def test_nobody_is_reminded_of_a_statement_that_is_up_to_date(log_in):
    declare(**{**COMPLETE, "accessibility_updated_on": timezone.localdate() - datetime.timedelta(days=300)})

    said = text(log_in("beheer").get("/beheer/").content)

    assert NONE not in said
    assert OLD not in said


def test_the_reminder_leads_to_the_tab_of_the_form(log_in):
    coordinator = log_in("coordinatie")
    dashboard = BeautifulSoup(coordinator.get("/beheer/").content, "html.parser")

    [link] = dashboard.select("a.d-do[href$='#tab-toegankelijkheid']")
    address, tab = link["href"].split("#")

    form = BeautifulSoup(coordinator.get(address).content, "html.parser")
    assert form.find(id=tab).find(attrs={"name": "accessibility_status"})
