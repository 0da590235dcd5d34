"""What is done to several entries at once: all of it, by who may, as it was shown; or nothing, with the reason."""

import bs4
import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry, Revision, WorkflowState

from funding.models import FigureChange, FundingEntry
from projects.models import Theme
from tests.desk.browser import ENTRIES, csv_row, edit_url, entry, post, public_text, what_visitors_see
from tests.factories import FundingEntryFactory, ThemeFactory

ROLES = ["communicatie", "cijfers", "coordinatie", "beheer"]
FIGURES = {"cijfers", "coordinatie", "beheer"}
APPROVERS = {"coordinatie", "beheer"}
ACTIONS = {
    "propose": FIGURES,
    "theme": FIGURES,
    "stage": FIGURES,
    "approve": APPROVERS,
    "unpublish": APPROVERS,
    "delete": {"beheer"},
}
REFERENCES = ("DOG-2017-003", "DOG-2017-004", "DOG-2017-005")


def user(username):
    return get_user_model().objects.get(username=username)


def address(action, rows):
    keys = "&".join(f"id={row if isinstance(row, str) else row.pk}" for row in rows)
    return f"/beheer/bulk/funding/fundingentry/{action}/?{keys}&next={ENTRIES}"


def chosen(*references):
    return [entry(reference) for reference in references or REFERENCES]


def versions(response):
    """The hidden version of each row, and which are left out, as a browser would send them back."""
    page = bs4.BeautifulSoup(response.content, "html.parser")
    fields = page.select("input[name^=version-], input[name^=left-out-]")
    return {field["name"]: field["value"] for field in fields}


def send(client, action, rows, versions_of=None, **typed):
    """Open the page of the action and send it, the second page too where it asks."""
    url = address(action, rows)
    shown = versions(client.get(url)) if versions_of is None else versions_of
    return client.post(url, {**shown, **typed, "confirmed": "1"})


def said(response):
    """What is refused and why: the sentences of the form that is shown again."""
    assert response.status_code == 200
    return " ".join(map(str, response.context["form"].non_field_errors()))


def everything():
    """All that a batch could change."""
    return (
        list(FundingEntry.objects.order_by("pk").values()),
        list(Revision.objects.order_by("pk").values_list("pk", "approved_go_live_at")),
        list(WorkflowState.objects.order_by("pk").values()),
        list(ModelLogEntry.objects.order_by("pk").values_list("pk")),
        FigureChange.objects.count(),
    )


def draft(client, item, **typed):
    post(
        client,
        edit_url(item),
        **{"contribution": "2.500", "project_size": "900.000", "change_reason": "Besluit"} | typed,
    )


def proposed(log_in, *references):
    """Entries with a change that cijfers proposed."""
    client = log_in("cijfers")
    for item in chosen(*references):
        draft(client, item)
    send(client, "propose", chosen(*references))
    return chosen(*references)


def infrastructure():
    return Theme.objects.get(slug="infrastructuur")


def theme_typed(**typed):
    return {"theme": infrastructure().pk, "reason": "De brief noemt een ander thema", **typed}


# Who may


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("action", ACTIONS)
def test_an_action_opens_for_who_may_do_it_and_names_no_entry_to_others(log_in, action, role):
    client = log_in(role)

    response = client.get(address(action, [FundingEntryFactory(title="Geheim concept", live=False)]))

    may = role in ACTIONS[action]
    assert (response.status_code == 200) is may
    assert ("Geheim concept" in response.content.decode()) is may


def test_who_may_not_changes_nothing_by_sending_the_form_all_the_same(log_in):
    rows = proposed(log_in)
    shown = {f"version-{row.pk}": row.latest_revision_id for row in rows}
    before = everything()

    changed_by = []
    for action, role in [(action, role) for action, roles in ACTIONS.items() for role in ROLES if role not in roles]:
        send(log_in(role), action, rows, shown, **theme_typed(stage="ingetrokken"))
        if everything() != before:
            changed_by.append((role, action))

    assert changed_by == []


def test_who_wrote_part_of_a_batch_does_not_approve_it(log_in):
    rows = proposed(log_in)
    draft(log_in("beheer"), rows[1], internal_note="Aangevuld")
    before = everything()

    shown = {f"version-{row.pk}": row.latest_revision_id for row in chosen()}
    response = send(log_in("beheer"), "approve", rows, shown)

    assert "DOG-2017-004" in said(response)
    assert everything() == before


# What they do


def test_a_theme_is_given_as_a_draft_with_its_reason_and_changes_nothing_for_visitors(log_in):
    client = log_in("cijfers")
    before = what_visitors_see()

    response = send(client, "theme", chosen(), **theme_typed())

    assert response.status_code == 302
    assert what_visitors_see() == before
    for item in chosen():
        latest = item.get_latest_revision_as_object()
        assert (item.theme.slug, latest.theme) == ("kennis-innovatie", infrastructure())
        assert latest.change_reason == "De brief noemt een ander thema"
        assert item.current_workflow_state is None
        last = ModelLogEntry.objects.filter(object_id=str(item.pk)).latest("pk")
        assert (last.action, last.user, last.revision_id) == ("wagtail.edit", user("cijfers"), item.latest_revision_id)


def test_a_draft_keeps_what_it_had_and_its_reason_when_a_stage_is_set(log_in):
    client = log_in("cijfers")
    draft(client, entry(), change_reason="Besluit 12")

    send(client, "stage", chosen(), stage="ingetrokken", reason="Project gestopt")

    latest = entry().get_latest_revision_as_object()
    assert (latest.contribution, latest.stage) == (2_500, "ingetrokken")
    assert latest.change_reason.splitlines() == ["Besluit 12", "Project gestopt"]


def test_an_entry_that_was_never_public_gets_its_theme_as_its_form_gives_it(log_in):
    item = FundingEntryFactory(reference="DOG-2019-900", live=False)

    send(log_in("cijfers"), "theme", [item], **theme_typed())

    item.refresh_from_db()
    assert (item.theme, item.live) == (infrastructure(), False)
    assert item.get_latest_revision_as_object().theme == infrastructure()


def test_the_page_says_from_what_to_what_before_anything_is_done(log_in):
    client = log_in("cijfers")
    url = address("theme", chosen())
    shown = versions(client.get(url))
    before = everything()

    response = client.post(url, {**shown, **theme_typed(propose="on")})

    text = bs4.BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)
    assert text.count("Kennis & Innovatie → Infrastructuur") == 3
    assert everything() == before


def test_what_has_the_theme_already_gets_no_new_version(log_in):
    rows = chosen("DOG-2017-003", FundingEntry.objects.filter(theme=infrastructure()).first().reference)

    send(log_in("cijfers"), "theme", rows, **theme_typed())

    after = chosen(*(row.reference for row in rows))
    assert [now.latest_revision_id == row.latest_revision_id for now, row in zip(after, rows, strict=True)] == [
        False,
        True,
    ]


def test_a_batch_goes_from_proposal_to_approval_and_is_public_at_once(log_in):
    send(log_in("cijfers"), "theme", chosen(), **theme_typed(propose="on"))
    waiting = [item.current_workflow_state.requested_by.username for item in chosen()]

    page = log_in("coordinatie").get(address("approve", chosen()))
    response = send(log_in("coordinatie"), "approve", chosen())

    assert waiting == ["cijfers"] * 3
    assert page.content.decode().count("Kennis &amp; Innovatie → <strong>Infrastructuur") == 3
    assert response.status_code == 302
    assert {item.theme.slug for item in chosen()} == {"infrastructuur"}
    assert csv_row("DOG-2017-003")["theme"] == "Infrastructuur"
    changes = FigureChange.objects.filter(reference__in=REFERENCES)
    assert {(change.field, change.reason, change.approved_by.username) for change in changes} == {
        ("theme", "De brief noemt een ander thema", "coordinatie")
    }


def test_drafts_are_proposed_together_and_each_keeps_it_in_its_history(log_in):
    rows = proposed(log_in)

    assert {row.current_workflow_state.requested_by for row in rows} == {user("cijfers")}
    logged = ModelLogEntry.objects.filter(action="wagtail.workflow.start", user=user("cijfers"))
    assert {log.object_id for log in logged} == {str(row.pk) for row in rows}


def test_what_was_sent_back_is_proposed_again_in_the_same_workflow(log_in):
    rows = proposed(log_in, "DOG-2017-003")
    state = rows[0].current_workflow_state
    state.current_task_state.reject(user=user("coordinatie"))

    send(log_in("cijfers"), "propose", rows)

    assert entry().current_workflow_state.pk == state.pk
    assert entry().workflow_in_progress


def test_unpublishing_is_proposed_and_takes_the_entries_out_once_somebody_else_approves(log_in):
    response = send(log_in("coordinatie"), "unpublish", chosen(), reason="Dubbel geteld")
    until_then = {item.live for item in chosen()}
    own = send(log_in("coordinatie"), "approve", chosen())
    approved = send(log_in("beheer"), "approve", chosen())

    assert (response.status_code, until_then) == (302, {True})
    assert (own.status_code, approved.status_code) == (200, 302)
    assert not any(item.live for item in chosen())
    assert {change.reason for change in FigureChange.objects.filter(reference__in=REFERENCES)} == {"Dubbel geteld"}
    assert not any(reference in public_text("/resultaten/2017/") for reference in REFERENCES)


# One refused row refuses all


def without_source(log_in):
    draft(log_in("cijfers"), entry("DOG-2017-004"), source="", source_locator="")


def without_reason(log_in):
    draft(log_in("cijfers"), entry("DOG-2017-004"), change_reason="")


def waiting(log_in):
    proposed(log_in, "DOG-2017-004")


def locked(log_in):
    FundingEntry.objects.filter(reference="DOG-2017-004").update(locked=True, locked_by=user("beheer"))


def planned(log_in):
    item = entry("DOG-2017-004")
    Revision.objects.filter(pk=item.latest_revision_id).update(approved_go_live_at="2099-01-01T10:00Z")


def unchanged(log_in):
    pass


def unpublished(log_in):
    FundingEntry.objects.filter(reference="DOG-2017-004").update(live=False)


@pytest.mark.parametrize(
    "action, role, spoil",
    [
        ("propose", "cijfers", without_source),
        ("propose", "cijfers", without_reason),
        ("propose", "cijfers", waiting),
        ("propose", "cijfers", unchanged),
        ("propose", "cijfers", planned),
        ("theme", "cijfers", waiting),
        ("theme", "cijfers", locked),
        ("theme", "cijfers", planned),
        ("stage", "coordinatie", waiting),
        ("unpublish", "coordinatie", unpublished),
        ("unpublish", "coordinatie", locked),
        ("approve", "coordinatie", unchanged),
    ],
)
def test_one_refused_row_refuses_the_whole_batch_and_nothing_is_changed(log_in, action, role, spoil):
    others = ("DOG-2017-003", "DOG-2017-005")
    if action == "propose":
        for reference in others:
            draft(log_in("cijfers"), entry(reference))
    if action == "approve":
        proposed(log_in, *others)
    spoil(log_in)
    before = everything()
    shown = {f"version-{row.pk}": row.latest_revision_id for row in chosen()}

    response = send(log_in(role), action, chosen(), shown, **theme_typed(stage="ingetrokken"))

    assert "DOG-2017-004" in said(response)
    assert not any(reference in said(response) for reference in others)
    assert everything() == before


def test_an_approval_that_one_row_refuses_publishes_none_and_mails_nobody(log_in, mailoutbox):
    theme = ThemeFactory()
    client = log_in("cijfers")
    draft(client, entry("DOG-2017-003"))
    draft(client, entry("DOG-2017-004"), theme=str(theme.pk))
    send(client, "propose", chosen("DOG-2017-003", "DOG-2017-004"))
    Theme.objects.filter(pk=theme.pk).update(live=False)
    before, mailed = (everything(), what_visitors_see()), len(mailoutbox)

    response = send(log_in("coordinatie"), "approve", chosen("DOG-2017-003", "DOG-2017-004"))

    assert "DOG-2017-004" in said(response)
    assert (everything(), what_visitors_see()) == before
    assert len(mailoutbox) == mailed


def test_a_batch_that_fails_halfway_leaves_nothing_behind(log_in, monkeypatch):
    rows = proposed(log_in)
    before = everything()
    publish = FundingEntry.publish

    def fails_at_the_second(self, revision, **kwargs):
        if self.reference == "DOG-2017-004":
            raise ValidationError("Toch niet.")
        return publish(self, revision, **kwargs)

    monkeypatch.setattr(FundingEntry, "publish", fails_at_the_second)
    response = send(log_in("coordinatie"), "approve", rows)

    assert "Toch niet." in said(response)
    assert everything() == before


def test_the_page_says_beforehand_which_rows_cannot_take_part_and_goes_on_without_them(log_in):
    proposed(log_in, "DOG-2017-004")
    client = log_in("cijfers")
    url = address("theme", chosen())

    opened = client.get(url)
    preview = client.post(url, {**versions(opened), **theme_typed()})
    client.post(url, {**versions(preview), **theme_typed(), "confirmed": "1"})

    refused = [item["item"].reference for item in opened.context["items"] if item["refusal"]]
    assert refused == ["DOG-2017-004"]
    assert "DOG-2017-004" not in preview.content.decode()
    themes = {item.reference: item.get_latest_revision_as_object().theme.slug for item in chosen()}
    assert themes == {
        "DOG-2017-003": "infrastructuur",
        "DOG-2017-004": "kennis-innovatie",
        "DOG-2017-005": "infrastructuur",
    }


def test_a_row_that_the_full_check_refuses_can_be_left_out_afterwards(log_in):
    without_source(log_in)
    draft(log_in("cijfers"), entry())
    client = log_in("cijfers")

    refused = send(client, "propose", chosen("DOG-2017-003", "DOG-2017-004"))
    assert "Bron: " in said(refused)
    client.post(address("propose", chosen("DOG-2017-003", "DOG-2017-004")), versions(refused))

    assert entry("DOG-2017-003").workflow_in_progress
    assert not entry("DOG-2017-004").workflow_in_progress


# Versions


@pytest.mark.parametrize(
    "action, role", [("theme", "cijfers"), ("stage", "cijfers"), ("propose", "cijfers"), ("unpublish", "coordinatie")]
)
def test_a_row_that_was_changed_meanwhile_refuses_the_batch_and_says_by_whom(log_in, action, role):
    if action == "propose":
        for item in chosen():
            draft(log_in("cijfers"), item)
    shown = versions(log_in(role).get(address(action, chosen())))
    draft(log_in("cijfers2"), entry("DOG-2017-004"), contribution="3.000")
    before = everything()

    response = send(log_in(role), action, chosen(), shown, **theme_typed(stage="ingetrokken"))

    assert "DOG-2017-004" in said(response)
    assert user("cijfers2").get_full_name() in said(response)
    assert everything() == before


def test_an_approval_of_a_version_that_nobody_saw_is_refused(log_in):
    rows = proposed(log_in)
    shown = versions(log_in("coordinatie").get(address("approve", rows)))
    draft(log_in("beheer"), entry("DOG-2017-004"), contribution="3.000")

    response = send(log_in("coordinatie"), "approve", rows, shown)

    assert "DOG-2017-004" in said(response)
    assert entry("DOG-2017-003").contribution == 1_500


def test_a_refused_batch_keeps_what_was_chosen_and_typed_and_shows_the_newer_version(log_in):
    client = log_in("cijfers")
    shown = versions(client.get(address("theme", chosen())))
    draft(log_in("cijfers2"), entry("DOG-2017-004"))

    response = send(log_in("cijfers"), "theme", chosen(), shown, **theme_typed())

    page = bs4.BeautifulSoup(response.content, "html.parser")
    assert page.find("textarea", attrs={"name": "reason"}).get_text(strip=True) == "De brief noemt een ander thema"
    assert page.select_one("select[name=theme] option[selected]")["value"] == str(infrastructure().pk)
    assert versions(response) == {f"version-{row.pk}": str(row.latest_revision_id or "") for row in chosen()}


@pytest.mark.parametrize(
    "typed", [{"reason": ""}, {"theme": ""}, {"theme": "9" * 40}, {"theme": "abc"}, {"reason": "\0"}]
)
def test_a_form_that_is_not_filled_in_changes_nothing(log_in, typed):
    before = everything()

    response = send(log_in("cijfers"), "theme", chosen(), **theme_typed(**typed))

    assert response.status_code == 200
    assert response.context["form"].errors
    assert everything() == before


@pytest.mark.parametrize("version", [None, "", "0", "abc", "9" * 40])
def test_a_row_without_the_version_that_was_shown_refuses_the_batch(log_in, version):
    shown = versions(log_in("cijfers").get(address("theme", chosen())))
    shown[f"version-{entry().pk}"] = version
    before = everything()

    sent = {name: value for name, value in shown.items() if value is not None}
    response = send(log_in("cijfers"), "theme", chosen(), sent, **theme_typed())

    assert "DOG-2017-003" in said(response)
    assert everything() == before


# Garbage, "all", and many


KEYS = ["abc", "-1", "0", "9" * 40, "9" * 18, "%00", "1;2", "", "٣"]


@pytest.mark.parametrize("action", ACTIONS)
def test_a_key_that_does_not_exist_is_not_found_and_never_an_error(log_in, action):
    client = log_in("beheer")
    client.raise_request_exception = False

    found = {
        (method, key): getattr(client, method)(address(action, [key])).status_code
        for method in ("get", "post")
        for key in KEYS
    }

    assert {asked: status for asked, status in found.items() if status != 404} == {}


def test_all_means_the_rows_of_the_filtered_list(log_in):
    FundingEntryFactory(reference="DOG-2019-900")
    client = log_in("beheer")

    found = {
        action: versions(client.get(f"{address(action, ['all'])}&year=2019&stage=verleend"))
        for action in ("theme", "stage")
    }
    deletes = client.get(f"{address('delete', ['all'])}&stage=gepland").status_code

    assert [list(shown) for shown in found.values()] == [[f"version-{entry('DOG-2019-900').pk}"]] * 2
    assert deletes == 404


def test_a_row_that_came_after_the_page_was_opened_is_left_alone(log_in):
    client = log_in("cijfers")
    url = f"{address('theme', ['all'])}&year=2019"
    theme = ThemeFactory()
    FundingEntryFactory(reference="DOG-2019-900", theme=theme)
    shown = versions(client.get(url))
    FundingEntryFactory(reference="DOG-2019-901", theme=theme)

    client.post(url, {**shown, **theme_typed(), "confirmed": "1"})

    assert entry("DOG-2019-900").latest_revision is not None
    assert entry("DOG-2019-901").latest_revision is None


def test_a_row_that_is_gone_refuses_the_batch(log_in):
    item = FundingEntryFactory(reference="DOG-2019-900")
    rows = [*chosen(), item]
    shown = versions(log_in("cijfers").get(address("theme", rows)))
    url = address("theme", rows)
    item.delete()
    before = everything()

    response = log_in("cijfers").post(url, {**shown, **theme_typed(), "confirmed": "1"})

    assert said(response)
    assert everything() == before


def test_more_rows_than_a_person_reads_are_refused(log_in, monkeypatch):
    monkeypatch.setattr("funding.admin.bulk.base.MOST_ROWS", 2)
    shown = {f"version-{row.pk}": row.latest_revision_id for row in chosen()}
    before = everything()

    opened = log_in("cijfers").get(address("theme", chosen()))
    response = send(log_in("cijfers"), "theme", chosen(), shown, **theme_typed())

    assert versions(opened) == {}
    assert "2" in said(response)
    assert everything() == before


@pytest.mark.slow
def test_200_rows_are_shown_in_as_many_queries_as_three_and_done_at_once(log_in):
    theme = ThemeFactory()
    author = user("cijfers")
    for number in range(200):
        item = FundingEntryFactory(reference=f"DOG-2019-{number}", theme=theme)
        item.title = "Gewijzigd"
        item.save_revision(user=author)
    rows = list(FundingEntry.objects.filter(theme=theme))
    client = log_in("cijfers")

    def count(rows, action):
        client.get(address(action, rows))
        with CaptureQueriesContext(connection) as captured:
            client.get(address(action, rows))
        return len(captured)

    for action in ("theme", "propose"):
        assert count(rows[:3], action) == count(rows, action)
    with CaptureQueriesContext(connection) as captured:
        response = send(client, "theme", rows, **theme_typed())
    assert response.status_code == 302
    assert {row.get_latest_revision_as_object().theme_id for row in FundingEntry.objects.filter(theme=theme)} == {
        infrastructure().pk
    }
    assert len(captured) < 40 * len(rows)


# Deleting


@pytest.mark.parametrize("path", ["bulk", "single"])
def test_a_published_entry_is_not_deleted(log_in, path):
    client = log_in("beheer")
    rows = [entry(), FundingEntryFactory(reference="DOG-2019-900", live=False)]
    url = address("delete", rows) if path == "bulk" else f"{ENTRIES}delete/{rows[0].pk}/"
    before = everything()

    opened, response = client.get(url), client.post(url, follow=True)

    assert opened.status_code == 302
    assert "DOG-2017-003" in response.content.decode()
    assert everything() == before


def test_drafts_are_deleted_together(log_in):
    rows = [FundingEntryFactory(reference=f"DOG-2019-90{number}", live=False) for number in range(2)]

    log_in("beheer").post(address("delete", rows))

    assert not FundingEntry.objects.filter(year=2019).exists()
