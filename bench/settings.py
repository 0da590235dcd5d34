"""Production settings, with static files in a folder that is thrown away, and gzip as nginx does it in production."""

import os

from dog_site.settings.production import *  # noqa: F403
from dog_site.settings.production import LOGGING, MIDDLEWARE

STATIC_ROOT = os.environ["BENCH_STATIC_ROOT"]
# What is measured is the site and not the compressing, unless a browser looks.
if os.environ.get("BENCH_COMPRESSES"):
    MIDDLEWARE = ["django.middleware.gzip.GZipMiddleware", *MIDDLEWARE]
LOGGING["root"]["level"] = "WARNING"
LOGGING["loggers"]["django"] = {"level": "ERROR"}  # a page that is not there is measured too
