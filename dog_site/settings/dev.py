"""On a developer's own machine: sample log-ins, errors in full, mail on the console."""

from .base import *  # noqa: F403
from .base import INSTALLED_APPS, env

DEBUG = True
SECRET_KEY = env.str("SECRET_KEY", default="for development only, never for a site that others can reach")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
DEVELOPMENT_LOGINS = True
STYLE_GUIDE = True
WHITENOISE_USE_FINDERS = True
# Without this runserver serves static files itself, without the headers of the middleware.
INSTALLED_APPS.insert(0, "whitenoise.runserver_nostatic")
# A template that changes is seen at once.
ANSWERS_ARE_KEPT = False
