"""What a production server (gunicorn) loads."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dog_site.settings.production")

application = get_wsgi_application()

# Needs the loaded apps, hence below the application.
from dog_site.operations.development_logins import refuse_development_logins  # noqa: E402

refuse_development_logins()
