"""One published figure changes every place that shows it, and unpublishing takes it out everywhere."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.core.management import call_command

from funding.models import FundingEntry, FundingPartner
from projects.models import ProjectPartner, Theme
from tests.desk.browser import (
    ENTRIES,
    REASON,
    SNIPPETS,
    approve,
    before_anything,
    csv_row,
    edit_url,
    entry,
    errors,
    figures,
    new_entry,
    post,
    propose,
    public_text,
    publish,
    shown,
    what_visitors_see,
)
from tests.factories import FundingEntryFactory, ThemeFactory

HEADLINE = ("bijdrage", "hoofdtotaal")
THEME = ("bijdrage", "thema:kennis-innovatie")
SHOWN_AT = [
    ("/projecten/pygrunn/", ("bijdrage", "project:pygrunn"), 1_500),
    ("/projecten/pygrunn/", ("bijdrage", "regel:DOG-2017-003"), 1_500),
    ("/themas/kennis-innovatie/", THEME, 154_857),
    ("/themas/kennis-innovatie/", ("bijdrage", "project:pygrunn"), 1_500),
    ("/themas/", THEME, 154_857),
    ("/themas/", HEADLINE, 474_427),
    ("/themas/?jaar=alle", HEADLINE, 474_427),
    ("/themas/", ("bijdrage", "alles"), 634_427),
    ("/resultaten/2017/", HEADLINE, 474_427),
    ("/resultaten/2017/", THEME, 154_857),
    ("/resultaten/2017/", ("bijdrage", "alles"), 634_427),
    ("/resultaten/2017/", ("bijdrage", "regel:DOG-2017-003"), 1_500),
    ("/resultaten/", HEADLINE, 474_427),
    ("/", HEADLINE, 474_427),
]


def looked_at():
    """Every public figure of SHOWN_AT, read as a visitor; None where it is not there."""
    pages = {path: figures(path) for path in {path for path, _key, _value in SHOWN_AT}}
    found = [pages[path].get(key) for path, key, _value in SHOWN_AT]
    return [value and Decimal(value) for value in found]


def expected_with(added):
    return [Decimal(value + added) for _path, _key, value in SHOWN_AT]


def test_publishing_one_changed_figure_changes_every_page_and_the_open_data_at_once(log_in):
    before = before_anything(looked_at)

    response = publish(log_in, edit_url(entry()), contribution="2.500")

    assert response.status_code == 302
    assert before == expected_with(0)
    assert looked_at() == expected_with(1_000)
    assert csv_row("DOG-2017-003")["contribution_eur"] == "2500.00"


def test_a_draft_of_a_changed_figure_changes_no_page(log_in):
    client = log_in("coordinatie")
    before = before_anything(looked_at), before_anything(what_visitors_see)

    post(client, edit_url(entry()), contribution="2.500")

    assert (looked_at(), what_visitors_see()) == before


def test_unpublishing_an_entry_takes_it_out_everywhere(log_in):
    client = log_in("coordinatie")

    response = client.post(f"{ENTRIES}unpublish/{entry().pk}/", {"reason": REASON})
    assert looked_at() == expected_with(0)
    approve(log_in("beheer"))

    gone = {"project:pygrunn", "regel:DOG-2017-003"}
    expected = [None if key[1] in gone else Decimal(value - 1_500) for _path, key, value in SHOWN_AT]
    assert response.status_code == 302
    assert looked_at() == expected
    assert csv_row("DOG-2017-003") is None
    assert "DOG-2017-003" not in public_text("/resultaten/2017/")
    assert "DOG-2017-003" not in public_text("/projecten/pygrunn/")


def test_an_entry_that_is_published_again_is_back_everywhere(log_in):
    client = log_in("coordinatie")
    before = before_anything(looked_at)
    client.post(f"{ENTRIES}unpublish/{entry().pk}/", {"reason": REASON})
    approve(log_in("beheer"))
    assert looked_at() != before

    propose(log_in("cijfers"), edit_url(entry()))
    approve(log_in("beheer"))  # whoever proposed that it left, wrote a version of it

    assert looked_at() == before


def test_a_published_entry_of_a_new_year_brings_that_year_to_the_public_lists(log_in):

    publish(log_in, f"{ENTRIES}add/", **new_entry(year="2018"))

    assert ">2018<" in public_text("/resultaten/")
    assert figures("/themas/?jaar=2018")[HEADLINE] == "1000.00"


@pytest.mark.parametrize("stage", ["gepland", "ingetrokken"])
def test_a_published_entry_that_is_not_granted_does_not_count(log_in, stage):

    publish(log_in, edit_url(entry()), stage=stage)

    assert figures("/resultaten/2017/")[HEADLINE] == "472927.00"
    assert csv_row("DOG-2017-003") is None


def test_an_amount_that_becomes_unknown_makes_the_total_a_lower_bound(log_in):

    publish(log_in, edit_url(entry()), contribution="", contribution_state="onbekend")

    html = public_text("/resultaten/2017/")
    assert figures("/resultaten/2017/")[HEADLINE] == "472927.00"
    assert 'data-scope="hoofdtotaal" data-year="2017" data-source="regels" data-state="ondergrens"' in html


def test_a_theme_with_published_entries_cannot_be_unpublished(log_in):
    client = log_in("coordinatie")
    theme = Theme.objects.get(slug="infrastructuur")
    before = before_anything(what_visitors_see)

    response = client.post(f"{SNIPPETS['theme']}unpublish/{theme.pk}/", follow=True)

    theme.refresh_from_db()
    assert theme.live
    assert "Gepubliceerde regels leunen hierop" in response.content.decode()
    assert what_visitors_see() == before


def test_a_theme_without_published_entries_can_be_unpublished(log_in):
    client = log_in("coordinatie")
    theme = ThemeFactory()
    FundingEntryFactory(theme=theme, live=False)

    client.post(f"{SNIPPETS['theme']}unpublish/{theme.pk}/")

    theme.refresh_from_db()
    assert not theme.live


def test_a_theme_with_published_entries_cannot_be_given_an_end(log_in):
    client = log_in("coordinatie")
    theme = Theme.objects.get(slug="infrastructuur")

    response = post(client, edit_url(theme), "publish", expire_at="2099-01-01 10:00")

    assert response.status_code == 200
    assert "expire_at" in errors(response)


def test_a_figure_that_is_planned_for_later_is_public_from_then_on(log_in, monkeypatch):
    publish(log_in, edit_url(entry()), contribution="2.500", go_live_at="2099-01-01 10:00")
    planned = looked_at()
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2099, 1, 2, tzinfo=UTC))

    call_command("publish_scheduled")

    assert planned == expected_with(0)
    assert looked_at() == expected_with(1_000)


def test_a_figure_that_has_expired_counts_no_more():
    FundingEntry.objects.filter(pk=entry().pk).update(expire_at=datetime(2020, 1, 1, tzinfo=UTC))

    call_command("publish_scheduled")

    assert figures("/resultaten/2017/")[HEADLINE] == "472927.00"
    assert csv_row("DOG-2017-003") is None


def test_the_participants_stay_in_the_order_of_the_source_whatever_is_saved_later():
    order = "Provincie Drenthe; RuG; Hanzehogeschool; Stenden; regionaal MKB"

    # PostgreSQL moves a row that is written to the end of the table.
    FundingPartner.objects.filter(entry__reference="DOG-2017-001", text="Provincie Drenthe").update(role="partner")
    ProjectPartner.objects.filter(page__slug="hackathon-innovatie-programma", text="Provincie Drenthe").update(
        role="partner"
    )

    page = public_text("/projecten/hackathon-innovatie-programma/")
    positions = [page.index(f">{name}<" if name != "regionaal MKB" else name) for name in order.split("; ")]
    assert csv_row("DOG-2017-001")["partners"] == order
    assert positions == sorted(positions)


def test_a_submitted_figure_is_public_once_it_is_approved(log_in):
    propose(log_in("cijfers"), edit_url(entry()), contribution="2.500")
    waiting = entry().contribution

    approve(log_in("coordinatie"))

    assert waiting == 1_500
    assert looked_at() == expected_with(1_000)


def test_a_submitted_figure_is_not_approved_by_who_may_not_publish(log_in):
    propose(log_in("cijfers"), edit_url(entry()), contribution="2.500")

    approve(log_in("cijfers2"))

    assert entry().contribution == 1_500
    assert entry().current_workflow_state is not None


def test_a_figure_without_a_source_cannot_be_submitted(log_in):
    client = log_in("cijfers")

    response = post(client, edit_url(entry()), "submit", source="", source_locator="")

    assert {"source", "source_locator"} <= {*errors(response)}
    assert entry().current_workflow_state is None


def test_approving_a_figure_that_lost_its_source_publishes_nothing_and_says_why(log_in):
    propose(log_in("cijfers"), edit_url(entry()), contribution="2.500")
    post(log_in("coordinatie"), edit_url(entry()), source="", source_locator="")
    client = log_in("beheer")

    response = approve(client)

    assert response.status_code == 200
    assert entry().contribution == 1_500
    assert "Niet gepubliceerd" in response.content.decode()


def test_a_theme_that_is_unpublished_meanwhile_stops_the_approval(log_in):
    theme = ThemeFactory()
    propose(log_in("cijfers"), edit_url(entry()), theme=str(theme.pk))
    Theme.objects.filter(pk=theme.pk).update(live=False)

    response = approve(log_in("coordinatie"))

    assert response.status_code == 200
    assert entry().theme.slug == "kennis-innovatie"


def test_a_version_of_before_comes_back_as_a_draft_and_is_public_once_published(log_in):
    client = log_in("coordinatie")
    old = entry().latest_revision_id
    publish(log_in, edit_url(entry()), contribution="2.500")
    url = f"{ENTRIES}history/{entry().pk}/revisions/{old}/revert/"
    form = shown(client.get(url))

    client.post(url, form)
    after_draft = entry().contribution
    propose(client, edit_url(entry()))
    approve(log_in("beheer"))

    assert after_draft == 2_500
    assert looked_at() == expected_with(0)


def test_publishing_twice_the_same_entry_adds_it_once(log_in):

    publish(log_in, edit_url(entry()), contribution="2.500")
    publish(log_in, edit_url(entry()))

    assert FundingEntry.objects.filter(title="PyGrunn").count() == 1
    assert looked_at() == expected_with(1_000)
