import datetime

import pytest
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from events.moments import AMSTERDAM


@pytest.fixture
def at(monkeypatch):
    """Set the clock to a moment in Amsterdam: `at("2019-05-14 12:00")`."""

    def at(text):
        now = datetime.datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)
        monkeypatch.setattr("events.models.querysets.timezone.now", lambda: now)

    return at


@pytest.fixture
def image(db):
    return get_image_model().objects.create(
        title="Podium", description="Een spreker op het podium", file=get_test_image_file("podium.png")
    )
