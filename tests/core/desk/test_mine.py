"""The pages that somebody may change are those of Wagtail's own policy, for every kind of right."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page
from wagtail.permissions import page_permission_policy

from dog_site.core.editing.mine import those_to_change
from events.models import EventIndexPage, EventPage
from tests.factories import EventPageFactory

ROLES = ("communicatie", "cijfers", "coordinatie", "beheer")
ADD, CHANGE, PUBLISH = "add_page", "change_page", "publish_page"


@pytest.fixture
def writer(db):
    """Somebody who owns a page in the agenda, where others have theirs as well."""
    user = get_user_model().objects.create_user("iemand")
    EventPageFactory(title="Van iemand", owner=user)
    EventPageFactory(title="Van een ander")
    return user


def grant(user, *rights):
    group = Group.objects.create(name="Eigen")
    for page, codename in rights:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    user.groups.add(group)


def asked(model, user):
    return sorted(those_to_change(model.objects.all(), user).values_list("pk", flat=True))


def by_policy(model, user):
    mine = page_permission_policy.instances_user_has_permission_for(user, "change").order_by().values("pk")
    return sorted(model.objects.filter(pk__in=mine).values_list("pk", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Page, EventPage])
@pytest.mark.parametrize("username", ROLES)
def test_each_role_changes_what_the_policy_says(username, model):
    EventPageFactory()
    user = get_user_model().objects.get(username=username)

    assert asked(model, user) == by_policy(model, user)


@pytest.mark.parametrize(
    "rights, titles",
    [
        ({"agenda": [ADD]}, ["Van iemand"]),
        ({"agenda": [CHANGE]}, ["Van een ander", "Van iemand"]),
        ({"agenda": [ADD, CHANGE]}, ["Van een ander", "Van iemand"]),
        ({"agenda": [ADD], "home": [CHANGE]}, ["Van een ander", "Van iemand"]),
        ({"agenda": [CHANGE], "home": [ADD]}, ["Van een ander", "Van iemand"]),
        ({"agenda": [PUBLISH]}, []),
        ({}, []),
    ],
)
def test_rights_of_a_part_of_the_site(writer, rights, titles):
    agenda = EventIndexPage.objects.get()
    places = {"agenda": agenda, "home": agenda.get_parent()}
    grant(writer, *((places[place], codename) for place, names in rights.items() for codename in names))
    written = EventPage.objects.filter(title__startswith="Van ")

    assert sorted(those_to_change(written, writer).values_list("title", flat=True)) == titles
    assert asked(Page, writer) == by_policy(Page, writer)


def test_who_is_no_longer_active_changes_nothing(writer):
    writer.is_superuser, writer.is_active = True, False

    assert asked(Page, writer) == []
