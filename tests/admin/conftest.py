import pytest
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file


@pytest.fixture
def image(db):
    return get_image_model().objects.create(
        title="Podium", description="Een spreker op het podium", file=get_test_image_file("podium.png")
    )
