"""The site with what stands before it in production: a proxy that says https and serves the uploaded images."""

from pathlib import Path

from django.conf import settings
from whitenoise import WhiteNoise

from dog_site.wsgi import application as site

IMAGES = Path(settings.MEDIA_ROOT) / "images"
served = WhiteNoise(site, root=IMAGES, prefix="media/images/", autorefresh=True, max_age=3600)


def application(environ, start_response):
    return served({**environ, "HTTP_X_FORWARDED_PROTO": "https"}, start_response)
