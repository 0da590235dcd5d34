from django.urls import path

from .feeds import AgendaFeed

urlpatterns = [path("feed.atom", AgendaFeed(), name="agenda_feed")]
