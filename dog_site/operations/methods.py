"""Visitors read: an address outside the admin knows GET and HEAD, and no other method.

Here and not in each view, because a post without a token would be called forbidden before its view is asked, and pages
and documents are shown by views of Wagtail that take anything.
"""

from django.http import HttpResponseNotAllowed
from django.urls import reverse

READING = ["GET", "HEAD"]
# Wagtail's forms at which a visitor opens what asks for a password or a log-in.
DOORS = {
    "wagtailcore_authenticate_with_password",
    "wagtailcore_login",
    "wagtaildocs_authenticate_with_password",
}


class OnlyReading:
    """Middleware: 405 for a method that the address does not have."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.path.startswith(reverse("wagtailadmin_home")):
            return None
        methods = [*READING, "POST"] if request.resolver_match.url_name in DOORS else READING
        return None if request.method in methods else HttpResponseNotAllowed(methods)
