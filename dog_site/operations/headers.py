"""What every response tells the browser it may not do, beside the headers that Django's own settings make.

The middleware stand at the very beginning of MIDDLEWARE, so that redirects, error pages and static files get
their headers too.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils.cache import patch_cache_control

POLICY = "Content-Security-Policy"
SELF, NONE = "'self'", "'none'"
PUBLIC = {
    "default-src": NONE,
    "connect-src": SELF,
    "font-src": SELF,
    "img-src": SELF,
    "manifest-src": SELF,
    "script-src": SELF,
    "style-src": SELF,
    "base-uri": NONE,
    "form-action": SELF,
}
# The admin writes scripts into its choosers and date pickers, and shows pictures before they are uploaded.
ADMIN = {
    "default-src": SELF,
    "img-src": f"{SELF} data: blob:",
    "object-src": NONE,
    "script-src": f"{SELF} 'unsafe-inline'",
    "style-src": f"{SELF} 'unsafe-inline'",
    "base-uri": NONE,
    "form-action": SELF,
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


def content_security_policy(get_response):
    """The strict policy for visitors, and a policy of its own for the admin; each is written once, at the start."""
    admin, media = reverse("wagtailadmin_home"), media_origins()
    policies = {
        (is_admin, ancestors): written(policy, media, ancestors)
        for is_admin, policy in ((True, ADMIN), (False, PUBLIC))
        for ancestors in (SELF, NONE)
    }

    def middleware(request):
        response = get_response(request)
        # The admin makes a preview with a request to itself; the answer to the browser's request needs the policy.
        is_inside = getattr(request, "is_dummy", False)
        # In development Django explains these in a page with a style of its own.
        is_explained = settings.DEBUG and response.status_code in (404, 500)
        if POLICY not in response.headers and not (is_inside or is_explained):
            response.headers[POLICY] = policies[request.path.startswith(admin), framed_by(response)]
        return response

    return middleware


def written(policy: dict[str, str], media: list[str], ancestors: str) -> str:
    """`policy` as a header, with images from `media` too, for what may stand in frames of `ancestors`."""
    whole = {**policy, "img-src": " ".join([policy["img-src"], *media]), "frame-ancestors": ancestors}
    return "; ".join(f"{name} {sources}" for name, sources in whole.items())


def framed_by(response):
    """Wagtail marks the previews that the admin shows in a frame, and nothing else."""
    return SELF if response.get("X-Frame-Options") == "SAMEORIGIN" else NONE


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
