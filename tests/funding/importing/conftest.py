import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _sentences_as_in_the_source(request):
    """The tests of the readers look for sentences as the code has them; all others read what an editor reads."""
    if not request.path.name.startswith("test_reading"):
        yield
        return
    with translation.override("en"):
        yield
