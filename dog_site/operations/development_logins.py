"""Development log-ins exist in development only: production refuses them and does not start with them."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.core.checks import Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError


class Backend(ModelBackend):
    """Django's log-in, which refuses a development log-in unless the settings allow it."""

    def user_can_authenticate(self, user):
        allowed = settings.DEVELOPMENT_LOGINS or not user.is_development_login
        return allowed and super().user_can_authenticate(user)


def refuse_development_logins() -> None:
    """Raise ImproperlyConfigured when the database holds development log-ins and the settings forbid them.

    A database that cannot be reached does not stop the start: `Backend` refuses those log-ins all the same.
    """
    if settings.DEVELOPMENT_LOGINS:
        return
    try:
        found = get_user_model().objects.filter(is_development_login=True, is_active=True)
        names = ", ".join(found.order_by("username").values_list("username", flat=True))
    except DatabaseError:
        return
    if names:
        raise ImproperlyConfigured(
            f"The database holds the development log-ins {names}, whose passwords are public. "
            "Remove them (manage.py remove_development_logins) before this site starts."
        )


@register(Tags.database)
def no_development_logins(databases=None, **kwargs):
    """`manage.py check --database default` finds development log-ins where the settings forbid them."""
    if not databases:
        return []
    try:
        refuse_development_logins()
    except ImproperlyConfigured as error:
        return [Error(str(error), id="operations.E001")]
    return []
