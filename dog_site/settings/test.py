"""The tests: no network, no mail, a database of their own (TEST_DATABASE_URL, else SQLite in memory)."""

import tempfile

from .base import *  # noqa: F403
from .base import MODELSEARCH_BACKENDS, env, tune

DEBUG = False
SECRET_KEY = "for the tests only"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
DEVELOPMENT_LOGINS = True

DATABASES = {"default": tune(env.db_url("TEST_DATABASE_URL", default="sqlite://:memory:"))}
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    MODELSEARCH_BACKENDS["default"]["SEARCH_CONFIG"] = "dutch"
else:
    MODELSEARCH_BACKENDS["default"].pop("SEARCH_CONFIG", None)
    # Twenty people who save at once wait for each other; on a busy machine longer than people would.
    DATABASES["default"]["OPTIONS"]["timeout"] = 300  # seconds

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Removed when the process ends.
_media = tempfile.TemporaryDirectory(prefix="dog-test-media-", ignore_cleanup_errors=True)
MEDIA_ROOT = _media.name
