"""A case about one kind of item is about the room of that kind (tests/selection.py)."""

from inspect import isclass

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db.models import Model
from django.test import Client
from wagtail.models import GroupPagePermission

from news.models import NewsIndexPage

from .browser import MODELS


def pytest_itemcollected(item):
    values = item.callspec.params.values() if hasattr(item, "callspec") else ()
    for value in values:
        model = MODELS.get(value) if isinstance(value, str) else value
        if isclass(model) and issubclass(model, Model):
            item.add_marker(pytest.mark.about(model._meta.app_label))


@pytest.fixture
def of_the_news(db):
    """A client of somebody who writes and publishes the news, and nothing else."""
    group = Group.objects.create(name="Krant")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in ("add_page", "change_page", "publish_page"):
        right = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page=NewsIndexPage.objects.get(), permission=right)
    user = get_user_model().objects.create_user("krant")
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    return client
