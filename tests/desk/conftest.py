"""A case about one kind of item is about the room of that kind (tests/selection.py)."""

from inspect import isclass

import pytest
from django.db.models import Model

from .browser import MODELS


def pytest_itemcollected(item):
    values = item.callspec.params.values() if hasattr(item, "callspec") else ()
    for value in values:
        model = MODELS.get(value) if isinstance(value, str) else value
        if isclass(model) and issubclass(model, Model):
            item.add_marker(pytest.mark.about(model._meta.app_label))
