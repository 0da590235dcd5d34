"""What every response tells the browser it may not do, beside the headers that Django's own settings make.

The middleware stand at the very beginning of MIDDLEWARE, so that redirects, error pages and static files get
their headers too.
"""

from urllib.parse import urlsplit

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils.cache import patch_cache_control

PUBLIC = {
    "default-src": [NONE],
    "connect-src": [SELF],
    "font-src": [SELF],
    "img-src": [SELF],
    "manifest-src": [SELF],
    "script-src": [SELF],
    "style-src": [SELF],
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
}
# The admin writes scripts into its choosers and date pickers, and shows pictures before they are uploaded.
ADMIN = {
    "default-src": [SELF],
    "img-src": [SELF, "data:", "blob:"],
    "object-src": [NONE],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
}
DENIED = [
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
]


class ContentSecurityPolicy(CSPMiddleware):
    """The strict policy for visitors, and a policy of its own for the admin."""

    def __init__(self, get_response):
        super().__init__(get_response)
        self.media = media_origins()

    def process_response(self, request, response):
        # The admin makes a preview with a request to itself; the answer to the browser's request needs the policy.
        if getattr(request, "is_dummy", False):
            return response
        return super().process_response(request, response)

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if parts.config is None and not report_only:
            parts.config = {**policy(request), "frame-ancestors": framed_by(response)}
            parts.config["img-src"] = [*parts.config["img-src"], *self.media]
        return parts


def policy(request):
    return ADMIN if request.path.startswith(reverse("wagtailadmin_home")) else PUBLIC


def framed_by(response):
    """Wagtail marks the previews that the admin shows in a frame, and nothing else."""
    return [SELF] if response.get("X-Frame-Options") == "SAMEORIGIN" else [NONE]


def media_origins():
    """Where browsers fetch uploaded images when they come from a bucket and not from this site."""
    address = urlsplit(default_storage.url("image"))
    return [f"{address.scheme}://{address.netloc}"] if address.netloc else []


def private_to_who_is_known(get_response):
    """What somebody with a session is shown (an editor, or who knows the password of a page) is in no shared cache."""

    def middleware(request):
        response = get_response(request)
        cookie = settings.SESSION_COOKIE_NAME
        # By the cookie: to look who it is takes a query, and an answer made before the session was read is theirs too.
        if cookie in request.COOKIES or cookie in response.cookies:
            patch_cache_control(response, private=True)
        return response

    return middleware


def permissions_policy(get_response):
    """The devices and abilities of a browser that no page of this site asks for."""
    denied = ", ".join(f"{feature}=()" for feature in DENIED)

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", denied)
        return response

    return middleware
