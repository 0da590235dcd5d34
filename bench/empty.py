"""The yardstick: a view of 20,000 bytes behind three of Django's middlewares. Settings, addresses and server in one."""

import secrets
from functools import cache

from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

DEBUG = False
SECRET_KEY = secrets.token_urlsafe(64)
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = __name__
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
BODY = b"x" * 20_000


def answer(request):
    return HttpResponse(BODY)


urlpatterns = [path("", answer)]


@cache
def site():
    """Made at the first request: while this module loads, Django has not read the settings in it yet."""
    return get_wsgi_application()


def application(environ, start_response):
    return site()(environ, start_response)
