"""Views that are not pages: what search engines, browsers and other sites ask for, and the error pages.

The pages of refusals and of a server error make no query: they also have to work when the database does not, and when
the address does not even name a host of ours. That of an address that is not there does without when it has to.
"""

from django.conf import settings
from django.db import Error as DatabaseError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from dog_site.core.images.share_cards import card_address, card_key, draw_card
from dog_site.core.models import PageQuerySet

from .lookalike import pages_alike, words_of_address

DAY = 24 * 60 * 60


@require_safe
def robots(request):
    """Search engines may read everything except the admin; the sitemap names what there is."""
    site = Site.find_for_request(request)
    lines = ["User-agent: *", f"Disallow: {reverse('wagtailadmin_home')}"]
    if site:
        lines += ["", f"Sitemap: {site.root_url}{reverse('sitemap')}"]
    return HttpResponse("".join(f"{line}\n" for line in lines), content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=DAY)
def favicon(request):
    """Programs that do not read the page ask for the icon here."""
    return redirect(static("icons/favicon.ico"))


@require_safe
@cache_control(public=True, max_age=DAY)
def web_manifest(request):
    """What a telephone needs to put the site on its home screen. A view, because static addresses carry a hash."""
    svg = {"src": static("icons/favicon.svg"), "type": "image/svg+xml", "sizes": "any"}
    drawn = [("icon-192.png", 192, "any"), ("icon-512.png", 512, "any"), ("icon-maskable-512.png", 512, "maskable")]
    manifest = {
        "name": settings.WAGTAIL_SITE_NAME,
        "short_name": "Digital Office",
        "description": gettext("Digital projects, events and figures of the city of Groningen."),
        "lang": "nl",
        "dir": "ltr",
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "browser",
        "background_color": "#ffffff",
        "theme_color": "#007a3e",
        "icons": [
            svg,
            *(
                {"src": static(f"icons/{name}"), "type": "image/png", "sizes": f"{size}x{size}", "purpose": purpose}
                for name, size, purpose in drawn
            ),
        ],
    }
    return JsonResponse(manifest, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})


@require_safe
def share_card(request, page_id, key):
    """The card of a public page. The address of an older title redirects to the card of today."""
    page = get_object_or_404(_public_pages(request), pk=page_id)
    if key != card_key(page.title):
        return redirect(card_address(page))
    etag = f'"{key}"'
    response = get_conditional_response(request, etag=etag) or _png(draw_card(page.title))
    # Not for ever, although the address changes with the title: unpublishing a page removes its card.
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={DAY}"
    return response


def _public_pages(request):
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return PageQuerySet(Page).descendant_of(site.root_page, inclusive=True).visible()


def _png(content):
    return HttpResponse(content, content_type="image/png")


def bad_request(request, exception):
    return render(request, "400.html", status=400)


def forbidden(request, exception):
    return render(request, "403.html", status=403)


def form_refused(request, reason=""):
    """A form came without the token that shows that this site made it."""
    return render(request, "403_csrf.html", status=403)


def page_not_found(request, exception):
    """With pages whose address looks like the one that was asked; without them where the database does not answer."""
    try:
        site = Site.find_for_request(request)
        alike = {"typed": words_of_address(request.path), "alike": pages_alike(site, request.path)}
        return render(request, "404.html", alike, status=404)
    except DatabaseError:
        return render(request, "404_plain.html", status=404)


def server_error(request):
    return render(request, "500.html", status=500)
