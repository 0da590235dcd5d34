import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _sentences_as_in_the_source():
    with translation.override("en"):
        yield
