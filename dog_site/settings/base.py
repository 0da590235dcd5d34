"""What every environment shares. Everything here is safe; dev, test and production hold differences only."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parents[2]

env = environ.Env()
env.read_env(BASE_DIR / ".env")

# Applications

INSTALLED_APPS = [
    "content_2017",
    "home",
    "results",
    "news",
    "events",
    "funding",
    "projects",
    "dog_site.core",
    "dog_site.desk",
    "dog_site.operations",
    "wagtail_modeladmin",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.admin",
    "wagtail",
    # Wagtail's index; "wagtail.search" beside it would index nothing.
    "modelsearch",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]

MIDDLEWARE = [
    # What a visitor is sent from memory needs none of the others.
    "dog_site.core.kept.answers.KeepsAnswers",
    # Headers first: what the next ones answer by themselves (static files, redirects) needs them too.
    "dog_site.operations.headers.permissions_policy",
    "dog_site.operations.headers.private_to_who_is_known",
    "dog_site.operations.headers.content_security_policy",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "dog_site.operations.methods.OnlyReading",
    "dog_site.core.around.site.knows_its_site",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "dog_site.core.around.addresses.SendsOn",
    "dog_site.core.editing.protected.SaysWhatIsProtected",
    "dog_site.core.editing.unreadable.SaysWhatIsUnreadable",
]

ROOT_URLCONF = "dog_site.urls"
WSGI_APPLICATION = "dog_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["dog_site.core.templatetags.dog"],
        },
    },
]

# Database, cache

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def tune(database):
    """The options without which a database loses writes or connections."""
    options = database.setdefault("OPTIONS", {})
    if database["ENGINE"] == "django.db.backends.sqlite3":
        options.setdefault("transaction_mode", "IMMEDIATE")
        options.setdefault("timeout", 20)
        # To open the file and read its tables for each request takes longer than what the request asks.
        database.setdefault("CONN_MAX_AGE", None)
        options.setdefault("init_command", "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;")
    elif database["ENGINE"] == "django.db.backends.postgresql":
        database.setdefault("CONN_MAX_AGE", 60)
        database.setdefault("CONN_HEALTH_CHECKS", True)
        options.setdefault("connect_timeout", 5)
    return database


tune(DATABASES["default"])

CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}


def name_of_site(database):
    """Before each key of the cache, so that a staging site on the same cache shares nothing with production."""
    parts = [env.str("SITE_URL", default=""), *(str(database.get(name, "")) for name in ("HOST", "PORT", "NAME"))]
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:8]


def tune_cache(cache):
    """A cache that hangs may cost a visitor a moment and no more."""
    cache.setdefault("KEY_PREFIX", name_of_site(DATABASES["default"]))
    if "redis" in cache["BACKEND"].lower():
        waits = {"socket_timeout": 0.5, "socket_connect_timeout": 0.5}  # seconds
        cache["OPTIONS"] = {**waits, **cache.get("OPTIONS", {})}
    return cache


tune_cache(CACHES["default"])
# Whole answers to visitors are kept (dog_site/core/kept/answers.py); to look for what makes a page slow, switch it off.
ANSWERS_ARE_KEPT = env.bool("ANSWERS_ARE_KEPT", default=True)

# People

AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = ["dog_site.operations.development_logins.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# The sample log-ins that `setup_site --development-logins` makes; only dev and test settings switch them on.
DEVELOPMENT_LOGINS = False
# The page /stijl/ with every component in every state; only dev settings switch it on.
STYLE_GUIDE = False
LOGIN_URL = "wagtailadmin_login"
# Where the form of a restricted page leads when nothing says which page; the log-in of the admin leads to the admin.
LOGIN_REDIRECT_URL = "/"
CSRF_FAILURE_VIEW = "home.views.form_refused"

# Headers (the Content-Security-Policy stands in dog_site/operations/headers.py), and whom to tell about a leak

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"


def moment(name):
    """A date or a moment from the environment, in UTC where it names no time zone; None where there is none."""
    text = env.str(name, default="")
    if not text:
        return None
    try:
        value = datetime.fromisoformat(text)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is no date: write it like 2027-01-31.") from None
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


SECURITY_CONTACT = env.list("SECURITY_CONTACT", default=[])
if not all(contact.startswith(("mailto:", "https://")) for contact in SECURITY_CONTACT):
    raise ImproperlyConfigured("SECURITY_CONTACT must be addresses that begin with mailto: or https://.")
SECURITY_TXT_EXPIRES = moment("SECURITY_TXT_EXPIRES")

# Language and time

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
# How days and times are printed; forms read and show 28-11-2026 and 19.30 (dog_site/core/numbers/days.py).
FORMAT_MODULE_PATH = "dog_site.formats"
WAGTAIL_DATE_FORMAT, WAGTAIL_TIME_FORMAT, WAGTAIL_DATETIME_FORMAT = "%d-%m-%Y", "%H.%M", "%d-%m-%Y %H.%M"
# The second has what Wagtail says otherwise at this desk; the order is that in which words are looked for.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "of_wagtail"]

# Files

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(BASE_DIR / "media"))()

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if env.str("MEDIA_S3_BUCKET", default=""):
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": env.str("MEDIA_S3_BUCKET"),
            "endpoint_url": env.str("MEDIA_S3_ENDPOINT", default=None),
            "region_name": env.str("MEDIA_S3_REGION", default=None),
            "access_key": env.str("MEDIA_S3_ACCESS_KEY", default=None),
            "secret_key": env.str("MEDIA_S3_SECRET_KEY", default=None),
            "default_acl": None,
            "file_overwrite": False,
        },
    }
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Calendars

# The part behind the @ of the name by which a calendar knows an event. It stays when the site moves to another host:
# after a change every subscriber has each event twice.
CALENDAR_DOMAIN = env.str("CALENDAR_DOMAIN", default="digital-office-groningen")

# Mail

vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
# Somebody who proposes a figure waits no longer than this for a mail server that does not answer.
EMAIL_TIMEOUT = 10  # seconds
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Digital Office Groningen <no-reply@localhost>")

# Wagtail

WAGTAIL_SITE_NAME = "Digital Office Groningen"
WAGTAILADMIN_USER_LOGIN_FORM = "dog_site.core.editing.sign_in.SignInForm"
WAGTAILADMIN_BASE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000")
WAGTAIL_I18N_ENABLED = False
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# Autosave writes a draft, never anything public; half a second of typing fills the history.
WAGTAIL_AUTOSAVE_INTERVAL = 5000
WAGTAIL_FINISH_WORKFLOW_ACTION = "dog_site.core.editing.finish.publish_what_was_approved"
WAGTAILIMAGES_IMAGE_MODEL = "core.DogImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "dog_site.core.images.upload.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 12 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_MODEL = "core.DogDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "dog_site.core.editing.documents.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "json", "ods", "odt", "pdf", "txt", "xlsx"]
WAGTAILEMBEDS_FINDERS = []
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# dog_site/core/around/addresses.py makes them: Wagtail also makes some for addresses that were never public.
WAGTAILREDIRECTS_AUTO_CREATE = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False

_search_backend = {"BACKEND": "dog_site.core.search.backend"}
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    _search_backend["SEARCH_CONFIG"] = "dutch"
MODELSEARCH_BACKENDS = {"default": _search_backend}
