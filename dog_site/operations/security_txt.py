"""Whom to tell about a leak, in the form of RFC 9116."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

# Used when no moment is set; the RFC wants less than a year.
VALID = timedelta(days=180)


def expires() -> datetime:
    """The moment set by SECURITY_TXT_EXPIRES, else half a year from the beginning of this day (UTC)."""
    today = timezone.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return settings.SECURITY_TXT_EXPIRES or today + VALID


@require_safe
def security_txt(request):
    if not settings.SECURITY_CONTACT:
        raise Http404("SECURITY_CONTACT is not set.")
    fields = [
        *(("Contact", contact) for contact in settings.SECURITY_CONTACT),
        ("Expires", f"{expires():%Y-%m-%dT%H:%M:%SZ}"),
        ("Preferred-Languages", "nl, en"),
        ("Canonical", settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("security_txt")),
    ]
    text = "".join(f"{name}: {value}\n" for name, value in fields)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
