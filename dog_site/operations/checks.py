"""`manage.py check --deploy` says whether people who find a leak know whom to tell."""

from datetime import timedelta

from django.conf import settings
from django.core.checks import Tags, Warning, register
from django.utils import timezone

from .security_txt import expires

SOON = timedelta(days=30)
YEAR = timedelta(days=365)


@register(Tags.security, deploy=True)
def security_txt_is_valid(app_configs=None, **kwargs):
    if not settings.SECURITY_CONTACT:
        hint = "Set SECURITY_CONTACT to a mailto: or https:// address."
        return [Warning("There is no /.well-known/security.txt.", hint=hint, id="operations.W001")]
    left = expires() - timezone.now()
    hint = "Set SECURITY_TXT_EXPIRES to a later moment within a year, or leave it out."
    if left < timedelta(0):
        return [Warning("/.well-known/security.txt has expired.", hint=hint, id="operations.W002")]
    if left < SOON:
        return [Warning("/.well-known/security.txt expires within 30 days.", hint=hint, id="operations.W003")]
    if left >= YEAR:
        hint = "Set SECURITY_TXT_EXPIRES to a moment within a year, or leave it out."
        return [Warning("/.well-known/security.txt expires in more than a year.", hint=hint, id="operations.W004")]
    return []
