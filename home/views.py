"""What is no page: a text for search engines, and the error pages.

The error pages are in Dutch and without a query: they also have to work when the database does not.
"""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Site


@require_safe
def robots(request):
    """Search engines may read everything but the admin; the sitemap names what there is."""
    site = Site.find_for_request(request)
    lines = ["User-agent: *", f"Disallow: {reverse('wagtailadmin_home')}"]
    if site:
        lines += ["", f"Sitemap: {site.root_url}{reverse('sitemap')}"]
    return HttpResponse("".join(f"{line}\n" for line in lines), content_type="text/plain; charset=utf-8")


def page_not_found(request, exception):
    return render(request, "404.html", status=404)


def server_error(request):
    return render(request, "500.html", status=500)
