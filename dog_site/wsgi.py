"""What a production server (gunicorn) loads."""

import os

from django.core.wsgi import get_wsgi_application
from django.template.loader import get_template
from django.urls import get_resolver

from dog_site.operations.stack import with_room

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dog_site.settings.production")

application = with_room(get_wsgi_application())

# Imported and compiled before the first visitor comes, who would wait for it.
URLS = get_resolver().url_patterns
get_template("base.html")

# Needs the loaded apps, hence below the application.
from dog_site.operations.development_logins import refuse_development_logins  # noqa: E402

refuse_development_logins()
