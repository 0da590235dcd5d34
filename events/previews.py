"""How what is typed of a venue looks on the page of an event."""

from django.shortcuts import render


def show_venue(request, venue):
    return render(request, "events/admin/venue_preview.html", {"venue": venue})
