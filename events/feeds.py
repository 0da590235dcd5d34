from django.utils.translation import gettext, gettext_lazy

from dog_site.core.feeds import PageFeed

from .models import EventPage


class AgendaFeed(PageFeed):
    title = gettext_lazy("Agenda of the Digital Office Groningen")
    subtitle = gettext_lazy("The events that were added last.")
    link = "/agenda/"
    feed_url = "/agenda/feed.atom"

    def pages(self):
        return EventPage.objects.live().public()

    def describe(self, event):
        state = [gettext("%(state)s.") % {"state": event.status_mark}] if event.status_mark else []
        when = ", ".join(part for part in (event.when.words, event.when.times) if part)
        return " ".join([*state, f"{when}.", event.summary]).strip()
