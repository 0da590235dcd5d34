"""`manage.py check --database default` finds development log-ins where the settings forbid them."""

from django.core.checks import Error, Tags, register
from django.core.exceptions import ImproperlyConfigured

from .authentication import refuse_development_logins


@register(Tags.database)
def no_development_logins(databases=None, **kwargs):
    if not databases:
        return []
    try:
        refuse_development_logins()
    except ImproperlyConfigured as error:
        return [Error(str(error), id="core.E001")]
    return []
