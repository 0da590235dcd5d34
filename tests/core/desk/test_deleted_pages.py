"""A page that was deleted comes back within 30 days, whole, as a draft, and never more public than it was."""

import datetime
import json
import zlib

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Comment,
    GroupPagePermission,
    Page,
    PageLogEntry,
    PageViewRestriction,
    ReferenceIndex,
    Revision,
    get_page_models,
)

from dog_site.core.editing.kept_rows import Kept
from dog_site.core.editing.recovering import NotKept, put_back
from dog_site.core.editing.returning_rows import Refused
from dog_site.core.models import ContentVersion, DeletedPage, Word
from events.models import EventPage
from events.models.attached import EventProject, EventSession, EventSpeaker
from events.models.identity import CalendarEntry
from funding.models import FundingEntry, PublishedFigureOmission
from home.models import StandardPage
from news.models import NewsIndexPage, NewsPage
from projects.models import Theme
from tests.desk.browser import page_edit_url, post_page, project, public
from tests.factories import EventPageFactory, EventSeriesPageFactory, NewsPageFactory, ThemeFactory, VenueFactory
from tests.pages import parsed

LIST = "deleted_pages"
# What differs afterwards by intent: it is a draft.
OF_A_DRAFT = {"live", "has_unpublished_changes", "live_revision"}


def user(username):
    return get_user_model().objects.get(username=username)


def said(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def delete_address(page):
    return reverse("wagtailadmin_pages:delete", args=[page.pk])


def address(deleted):
    return reverse("put_back_page", args=[deleted.pk])


def deleted(page, by="beheer"):
    """The deletion of `page`."""
    page.specific.delete(user=user(by))
    return DeletedPage.objects.get(page_key=page.pk)


def back(page, by="beheer"):
    """`page` after it was deleted and put back, and what was said."""
    outcome = put_back(deleted(page).pk, user(by))
    return outcome.page, " ".join(map(str, outcome.told))


def columns(row):
    return {each.name: each.value_from_object(row) for each in row._meta.concrete_fields if each.name not in OF_A_DRAFT}


def has_sound_tree():
    return not any(Page.find_problems()) and all(
        page.url_path == f"{page.get_parent().url_path}{page.slug}/" for page in Page.objects.filter(depth__gt=2)
    )


def with_json(row, change):
    """Change what was kept, as an older version of the code or a hand in the database would leave it."""
    kept = json.loads(zlib.decompress(bytes(row.data)))
    change(kept)
    row.data = zlib.compress(json.dumps(kept).encode())
    row.save()
    return row


@pytest.fixture
def festival():
    """An event with everything that hangs on one, two side events and a history."""
    theme, venue = ThemeFactory(name="Makers"), VenueFactory(name="De Hal")
    owner = user("communicatie")
    page = EventPageFactory(title="Festival", slug="festival", venue=venue, themes=[theme], owner=owner)
    opening = datetime.datetime(2019, 5, 14, 10, tzinfo=datetime.UTC)
    page.sessions = [EventSession(title="Opening", start=opening)]
    page.speakers = [EventSpeaker(name="Ada")]
    page.project_links = [EventProject(project=project())]
    page.save()
    page.save_revision(user=user("communicatie")).publish(user=user("coordinatie"))
    page = EventPage.objects.get(pk=page.pk)
    for number in (1, 2):
        EventPageFactory(parent=page, title=f"Workshop {number}", slug=f"workshop-{number}", venue=venue)
    Redirect.objects.create(old_path="/oud-festival", redirect_page=page)
    Comment.objects.create(page=page, user=user("communicatie"), text="Mooi", contentpath="title")
    return EventPage.objects.get(pk=page.pk)


def of_the(page):
    """Everything of one event that hangs on it."""
    sets = [page.sessions, page.speakers, page.project_links, page.revisions, page.themes]
    kept = [list(rows.order_by("pk").values()) for rows in sets]
    redirects = list(Redirect.objects.filter(redirect_page=page).values())
    comments = list(Comment.objects.filter(page=page).values("pk", "text", "user"))
    return kept, redirects, comments, CalendarEntry.objects.filter(event=page).values("sequence", "changed_at").first()


def pages_of_every_kind():
    """A page of each type of this site that nothing leans on, by its name."""
    for model in get_page_models():
        if model is not Page:
            page = model.objects.order_by("-depth", "-pk").first()
            yield model.__name__, page or EventSeriesPageFactory()


@pytest.mark.parametrize("name", sorted(model.__name__ for model in get_page_models() if model is not Page))
def test_a_page_of_every_kind_comes_back_as_it_was(db, name):
    page = dict(pages_of_every_kind())[name]
    tree = Page.objects.filter(path__startswith=page.path)
    page.save_revision()
    before = {each.pk: columns(each) for each in tree.specific()}
    place, history = page.get_parent().pk, Revision.objects.for_instance(page).count()
    # As the database would, past what keeps pages that others lean on.
    for model in (PublishedFigureOmission, FundingEntry):
        model.objects.all().delete()
    type(page).objects.filter(pk=page.pk).delete()
    assert not Page.objects.filter(pk=page.pk).exists()

    outcome = put_back(DeletedPage.objects.get(page_key=page.pk).pk, user("beheer"))

    again = type(page).objects.get(pk=page.pk)
    assert {each.pk: columns(each) for each in tree.specific()} == before
    assert not any(tree.values_list("live", flat=True))
    assert all(tree.values_list("has_unpublished_changes", flat=True))
    assert again.get_parent().pk == place
    assert Revision.objects.for_instance(again).count() == history
    # The rights on all pages are those on the home page.
    assert len(outcome.told) == (name == "HomePage")
    assert has_sound_tree()


def test_what_hangs_on_an_event_and_its_side_events_comes_back(festival):
    before = of_the(festival)

    page, told = back(festival)

    assert of_the(page) == before
    assert [child.title for child in page.get_children()] == ["Workshop 1", "Workshop 2"]
    assert page.latest_revision_id == festival.latest_revision_id
    assert page.owner == user("communicatie")
    assert (page.live, page.first_published_at) == (False, festival.first_published_at)
    assert told == ""
    assert has_sound_tree()


def test_it_stands_between_the_same_pages(festival):
    around = list(festival.get_parent().get_children().values_list("pk", flat=True))
    EventPageFactory(title="Later")
    later = EventPage.objects.get(title="Later").pk

    page, _told = back(festival)

    assert list(page.get_parent().get_children().values_list("pk", flat=True)) == [*around, later]


def test_a_place_that_was_taken_is_behind_the_others(festival):
    kept = deleted(festival)
    other = EventPageFactory(title="Ander", slug="festival")
    assert other.path == festival.path

    outcome = put_back(kept.pk, user("beheer"))

    assert outcome.page.slug == "festival-2"
    assert "festival-2" in " ".join(outcome.told)
    assert outcome.page.get_children().count() == 2
    assert has_sound_tree()


def test_who_may_not_see_it_may_not_see_it_afterwards(festival):
    restriction = PageViewRestriction.objects.create(page=festival, restriction_type="groups")
    restriction.groups.add(Group.objects.get(name="Beheer"))

    page, told = back(festival)
    page.get_latest_revision().publish()

    found = page.view_restrictions.get()
    assert (found.pk, found.restriction_type) == (restriction.pk, "groups")
    assert [group.name for group in found.groups.all()] == ["Beheer"]
    assert public(page.url).status_code == 302
    assert told == ""


def test_what_was_private_by_a_page_that_is_gone_is_private_by_itself():
    above = StandardPage.objects.get(slug="over").get_parent().add_child(instance=StandardPage(title="Intern"))
    PageViewRestriction.objects.create(page=above, restriction_type="password", password="geheim")
    page = above.add_child(instance=StandardPage(title="Notulen"))
    kept = deleted(page)
    above.delete()
    DeletedPage.objects.filter(page_key=above.pk).delete()

    outcome = put_back(kept.pk, user("beheer"))

    restriction = outcome.page.view_restrictions.get()
    assert (restriction.restriction_type, restriction.password) == ("password", "geheim")
    assert outcome.page.get_parent() == above.get_parent()
    assert above.get_parent().title in " ".join(outcome.told)
    assert len(outcome.told) == 2


def test_what_was_opened_above_it_meanwhile_does_not_open_it():
    above = StandardPage.objects.get(slug="over").get_parent().add_child(instance=StandardPage(title="Intern"))
    restriction = PageViewRestriction.objects.create(page=above, restriction_type="login")
    kept = deleted(above.add_child(instance=StandardPage(title="Notulen")))
    restriction.delete()

    assert put_back(kept.pk, user("beheer")).page.view_restrictions.get().restriction_type == "login"


@pytest.mark.parametrize("broken", [{"restriction_type": "none"}, {"restriction_type": "x"}, {"page_id": "x"}])
def test_a_restriction_that_cannot_be_read_leaves_it_closed(festival, broken):
    PageViewRestriction.objects.create(page=festival, restriction_type="password", password="geheim")

    def spoil(kept):
        for row in kept["rows"]:
            if row["model"] == "wagtailcore.pageviewrestriction":
                row["values"] |= broken

    outcome = put_back(with_json(deleted(festival), spoil).pk, user("beheer"))

    assert "login" in outcome.page.view_restrictions.values_list("restriction_type", flat=True)


def test_a_page_comes_back_with_the_one_above_it_that_was_deleted_too(festival):
    child = festival.get_children().first()
    below, above = deleted(child), deleted(festival)

    outcome = put_back(below.pk, user("beheer"))

    assert outcome.page.get_parent().pk == festival.pk
    assert not DeletedPage.objects.filter(pk=above.pk).exists()
    assert festival.title in " ".join(outcome.told)
    assert has_sound_tree()


def test_a_page_comes_back_after_the_one_above_it_was_put_back(festival):
    child = festival.get_children().first()
    below, above = deleted(child), deleted(festival)
    put_back(above.pk, user("beheer"))

    outcome = put_back(below.pk, user("beheer"))

    assert [each.title for each in Page.objects.child_of(festival)] == ["Workshop 1", "Workshop 2"]
    assert outcome.told == []


def test_without_the_one_above_it_stands_under_the_nearest_that_takes_it(festival):
    below, above = deleted(festival.get_children().first()), deleted(festival)
    above.delete()

    outcome = put_back(below.pk, user("beheer"))

    assert outcome.page.get_parent().specific == festival.get_parent().specific
    assert len(outcome.told) == 1
    assert has_sound_tree()


def test_a_page_is_deleted_and_put_back_twice(festival):
    back(festival)
    page, told = back(festival)

    assert (page.pk, told) == (festival.pk, "")
    assert PageLogEntry.objects.filter(page=page.pk, action="core.page.put_back").count() == 2
    assert not DeletedPage.objects.exists()


def test_what_is_gone_is_empty_and_named(festival):
    kept = deleted(festival)
    user("communicatie").delete()
    Theme.objects.get(name="Makers").delete()
    festival.venue.delete()

    outcome = put_back(kept.pk, user("beheer"))

    told = " ".join(map(str, outcome.told))
    assert (outcome.page.venue, outcome.page.owner, outcome.page.themes.count()) == (None, None, 0)
    assert "Makers" in told
    assert "De Hal" in told
    assert len(outcome.told) == 3
    assert has_sound_tree()


def test_an_image_that_is_gone_is_named(image):
    page = NewsPageFactory(title="Met foto", image=image)
    kept = deleted(page)
    image.delete()

    outcome = put_back(kept.pk, user("beheer"))

    assert outcome.page.image is None
    assert "Podium" in " ".join(outcome.told)


def test_what_cannot_be_without_what_is_gone_is_refused(db):
    page = project()
    kept = deleted_at_once(page)

    def spoil(kept):
        for row in kept["rows"]:
            if row["model"] == "projects.projectpage":
                row["values"]["theme_id"] = 987654

    with pytest.raises(Refused):
        put_back(with_json(kept, spoil).pk, user("beheer"))
    assert DeletedPage.objects.filter(pk=kept.pk).exists()


def deleted_at_once(page):
    """Of what something leans on, past what keeps it."""
    from_above = EventProject.objects.filter(project=page)
    from_above.delete()
    page.funding_entries.all().delete()
    type(page).objects.filter(pk=page.pk).delete()
    return DeletedPage.objects.get(page_key=page.pk)


def test_nothing_goes_live_and_nothing_waits_by_itself(festival):
    revision = festival.save_revision()
    revision.approved_go_live_at = timezone.now() + datetime.timedelta(days=1)
    revision.save()
    festival.get_workflow().start(festival, user("communicatie"))

    page, told = back(festival)

    assert not Revision.objects.exclude(approved_go_live_at=None).exists()
    assert page.current_workflow_state is None
    assert page.workflow_states.count() == 1
    assert told.count(".") >= 3


def test_rights_of_groups_are_told_and_not_given(festival):
    group = Group.objects.get(name="Cijferredactie")
    permission = GroupPagePermission.objects.first().permission
    GroupPagePermission.objects.create(group=group, page=festival, permission=permission)

    page, told = back(festival)

    assert not GroupPagePermission.objects.filter(page=page).exists()
    assert "Cijferredactie" in told


def test_a_key_that_was_taken_is_another_and_the_links_follow(festival):
    kept = deleted(festival)
    side = festival.get_children().count()
    other = StandardPage(pk=festival.pk, title="Op dezelfde sleutel", slug="op-dezelfde-sleutel")
    StandardPage.objects.get(slug="over").get_parent().add_child(instance=other)
    taken = kept.keys[1]
    StandardPage.objects.get(slug="over").get_parent().add_child(instance=StandardPage(pk=taken, title="Nog een"))

    page = put_back(kept.pk, user("beheer")).page

    assert page.pk not in (festival.pk, taken)
    assert (page.title, page.sessions.count(), page.speakers.count()) == ("Festival", 1, 1)
    assert side == 0 or page.get_children().count() == side
    assert page.latest_revision.content_object.pk == page.pk
    assert page.get_latest_revision_as_object().title == "Festival"
    assert has_sound_tree()


@pytest.mark.parametrize("spoil", [
    lambda kept: kept["rows"][0]["values"].update(no_field_of_ours="x"),
    lambda kept: kept["rows"].append({"model": "events.gone", "key": 1, "values": {}}),
    lambda kept: kept["rows"].append({"model": 7, "key": 1, "values": {}}),
    lambda kept: kept["rows"].append({"model": "events.eventspeaker", "key": "x", "values": {"event_id": "y"}}),
    lambda kept: kept["rows"].append({"model": "events.eventspeaker", "key": 10**30, "values": {"id": 10**30}}),
    lambda kept: kept.pop("rows"),
    lambda kept: kept["rows"].clear(),
    lambda kept: kept.update(rows=None),
    lambda kept: kept.update(restrictions=[{"model": "x.y", "values": {}, "groups": 3}]),
    lambda kept: kept.update(names={"x": 1, "a.b:1": "?", "events.venue:99999999999999999999999": "?"}),
    lambda kept: kept.update(unknown=1),
    lambda kept: kept["rows"][0]["values"].update(path="x", url_path=None, slug=None, title=None),
    lambda kept: kept["rows"][0]["values"].update(content_type_id=987654),
    lambda kept: kept["rows"][0]["values"].update(owner_id="x", latest_revision_id=10**25),
])  # fmt: skip
def test_garbage_in_what_was_kept_is_said_and_is_no_error(festival, log_in, spoil):
    kept = with_json(deleted(festival), spoil)

    response = log_in("beheer").post(address(kept))

    assert response.status_code == 302
    assert said(response) != ""
    assert has_sound_tree()
    # Nothing in between: it is back, or it is still kept.
    assert EventPage.objects.filter(title="Festival").exists() != DeletedPage.objects.filter(pk=kept.pk).exists()


@pytest.mark.parametrize("data", [b"", b"x", zlib.compress(b"x"), zlib.compress(b"[]"), zlib.compress(b"\xff")])
def test_what_is_no_page_at_all_is_said(festival, log_in, data):
    kept = deleted(festival)
    kept.data = data
    kept.save()

    assert _("What was kept of this page is damaged and cannot be read.") in said(log_in("beheer").post(address(kept)))
    assert DeletedPage.objects.filter(pk=kept.pk).exists()


def test_a_field_that_is_no_more_is_named(festival):
    kept = with_json(deleted(festival), lambda kept: kept["rows"][0]["values"].update(no_field_of_ours="x"))

    assert "no_field_of_ours" in " ".join(put_back(kept.pk, user("beheer")).told)


# What follows a return


def test_what_is_derived_is_right_afterwards(festival, client):
    name, url = ContentVersion.name(), festival.url
    kept = deleted(festival)
    assert ContentVersion.name() != name
    name = ContentVersion.name()

    page = put_back(kept.pk, user("beheer")).page

    assert ContentVersion.name() != name
    assert public(url).status_code == 404
    assert b"festival" not in public("/sitemap-1.xml").getvalue()
    assert ReferenceIndex.get_references_for_object(page).filter(to_object_id=str(page.venue_id)).exists()
    page.get_latest_revision().publish()
    assert public(url).status_code == 200
    assert public("/oud-festival").headers["Location"].endswith(url)


def test_it_is_found_by_its_words_once_it_is_published(festival):
    EventPage.objects.filter(pk=festival.pk).update(title="Kwartelkoning")
    festival.refresh_from_db()
    festival.save()
    page, _told = back(festival)
    assert Word.objects.filter(text__startswith="kwartel", occurrences__object_id=page.pk).exists()

    page.save_revision().publish()

    assert "Kwartelkoning" in public("/zoeken/?q=kwartelkoning").content.decode()


# In the admin


def test_who_deletes_is_told_until_when_and_by_which_button(log_in, festival):
    client = log_in("beheer")

    response = client.post(delete_address(festival))

    kept = DeletedPage.objects.get(page_key=festival.pk)
    assert kept.deleted_by == user("beheer")
    assert (kept.title, kept.kind, kept.below) == ("Festival", "events.eventpage", 2)
    assert kept.place.endswith("Agenda")
    assert address(kept) in said(response)
    assert timezone.timedelta(days=29) < kept.kept_until - timezone.now() < timezone.timedelta(days=31)
    shown = client.get(address(kept))
    assert shown.status_code == 200
    assert "Festival" in parsed(shown.content).main.text
    response = client.post(address(kept))
    assert reverse("wagtailadmin_pages:edit", args=[festival.pk]) in said(response)
    assert EventPage.objects.get(pk=festival.pk).get_children().count() == 2


def test_nothing_is_kept_when_nothing_was_deleted(log_in, festival):
    client = log_in("beheer")
    client.get(delete_address(festival))
    client.post(delete_address(project()))

    assert not DeletedPage.objects.exists()


def test_many_that_are_deleted_at_once_come_back_one_by_one(log_in, festival):
    pages = [NewsPageFactory(title="Een"), NewsPageFactory(title="Twee"), festival]
    chosen = "&".join(f"id={page.pk}" for page in pages)
    client = log_in("beheer")

    response = client.post(f"/beheer/bulk/wagtailcore/page/delete/?next=/beheer/&{chosen}")

    assert not Page.objects.filter(pk__in=[page.pk for page in pages]).exists()
    assert reverse(LIST) in said(response)
    rows = parsed(client.get(reverse(LIST)).content).select("form[action$='put-back/']")
    assert len(rows) == 3
    for row in rows:
        client.post(row["action"])
    assert Page.objects.filter(pk__in=[page.pk for page in pages]).count() == 3
    assert has_sound_tree()


def test_a_page_and_one_below_it_that_are_chosen_together_come_back(log_in, festival):
    child = festival.get_children().first()
    client = log_in("beheer")
    client.post(f"/beheer/bulk/wagtailcore/page/delete/?next=/beheer/&id={child.pk}&id={festival.pk}")
    assert not Page.objects.filter(pk__in=[child.pk, festival.pk]).exists()

    for kept in DeletedPage.objects.order_by("pk"):
        client.post(address(kept))

    assert Page.objects.get(pk=child.pk).get_parent().pk == festival.pk
    assert not DeletedPage.objects.exists()


def test_two_who_press_the_button_get_one_page(log_in, festival):
    kept = deleted(festival)
    client = log_in("beheer")
    client.post(address(kept))

    response = client.post(address(kept))

    assert response.status_code == 302
    assert _("This page is not kept any more: somebody put it back, or its time is over.") in said(response)
    assert EventPage.objects.filter(title="Festival").count() == 1
    with pytest.raises(NotKept):
        put_back(kept.pk, user("beheer"))


@pytest.mark.parametrize(
    "username, may", [("communicatie", True), ("coordinatie", True), ("beheer", True), ("cijfers", False)]
)
def test_who_may_add_there_may_put_it_back(log_in, festival, username, may):
    kept = deleted(festival)
    client = log_in(username)

    shown = client.get(reverse(LIST))
    client.post(address(kept))

    assert ("Festival" in shown.content.decode()) == may
    assert Page.objects.filter(pk=festival.pk).exists() == may
    assert (reverse(LIST) in client.get(reverse("wagtailadmin_home")).content.decode()) == may


def test_who_may_add_elsewhere_only_sees_and_does_nothing(log_in, festival):
    kept = deleted(festival)
    group = Group.objects.get(name="Cijferredactie")
    permission = GroupPagePermission.objects.get(group__name="Communicatie", permission__codename="add_page").permission
    GroupPagePermission.objects.create(group=group, page=NewsIndexPage.objects.get(), permission=permission)
    client = log_in("cijfers")

    shown = client.get(reverse(LIST))

    assert shown.status_code == 200
    assert "Festival" not in shown.content.decode()
    assert client.get(address(kept)).status_code == 302
    client.post(address(kept))
    assert not Page.objects.filter(pk=festival.pk).exists()


def test_the_list_asks_no_more_for_more_rows(log_in, django_assert_max_num_queries):
    for number in range(12):
        deleted(NewsPageFactory(title=f"Bericht {number}"))
    client = log_in("communicatie")
    client.get(reverse(LIST))

    with django_assert_max_num_queries(25):
        shown = client.get(reverse(LIST) + "?p=x")

    assert shown.content.decode().count("put-back/") == 12


def test_a_link_that_is_no_number_or_no_more_is_no_error(log_in):
    client = log_in("beheer")

    assert client.get("/beheer/deleted-pages/x/put-back/").status_code == 404
    assert client.get("/beheer/deleted-pages/99999999999999999999999/put-back/").status_code in (302, 404)
    assert client.post("/beheer/deleted-pages/987654/put-back/").status_code == 302


# Forgetting


def test_after_thirty_days_nothing_is_kept(festival, log_in, capsys):
    kept, other = deleted(festival), deleted(NewsPageFactory())
    DeletedPage.objects.filter(pk=kept.pk).update(kept_until=timezone.now() - timezone.timedelta(minutes=1))
    client = log_in("beheer")

    assert "Festival" not in client.get(reverse(LIST)).content.decode()
    client.post(address(kept))
    assert not EventPage.objects.filter(pk=festival.pk).exists()
    name = ContentVersion.name()
    call_command("forget_deleted_pages")

    assert list(DeletedPage.objects.all()) == [other]
    assert str(festival.pk) in capsys.readouterr().out
    assert ContentVersion.name() == name


def test_what_has_to_be_forgotten_today_is(festival):
    deleted(festival)

    call_command("forget_deleted_pages", str(festival.pk))

    assert not DeletedPage.objects.exists()


def test_what_is_kept_is_small(festival):
    for _number in range(20):
        festival.save_revision()

    kept = deleted(festival)

    assert len(Kept.unpack(kept.data).rows) > 30
    assert len(kept.data) < 20_000


def test_the_form_of_what_came_back_opens(log_in, festival):
    page, _told = back(festival)
    client = log_in("coordinatie")

    response = post_page(client, page_edit_url(page), "publish", title="Festival, opnieuw")

    assert response.status_code == 302
    assert EventPage.objects.get(pk=page.pk).live
    assert NewsPage.objects.exists()
