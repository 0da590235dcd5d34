from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """Somebody who works in the admin; visitors have no account."""

    is_development_login = models.BooleanField(
        default=False,
        editable=False,
        verbose_name=_("development log-in"),
        help_text=_("Made by setup_site with a public password; refused outside development."),
    )

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
