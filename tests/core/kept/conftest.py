import pytest
from django.core.cache import cache

from dog_site.core.kept import answers, shared, values


def forget():
    """What another process would know of what this one kept: nothing."""
    answers.forget()
    values.forget()


@pytest.fixture
def shared_cache(settings, tmp_path):
    """A cache on disk, as workers and machines share one."""
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": str(tmp_path)}
    }
    reopen()
    yield cache
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    reopen()


def reopen():
    shared.open_again()
    forget()
