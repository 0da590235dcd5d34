"""Nieuw: the buttons that begin something, each with a form that is not empty."""

from django.utils.translation import pgettext_lazy

from dog_site.core.editing.panel import Panel, Place
from dog_site.core.editing.starters import starts_for


class NewPanel(Panel):
    name = "nieuw"
    heading = pgettext_lazy("something new", "New")
    template_name = "desk/bureau/new.html"
    place = Place.TOP

    def context(self):
        starts = starts_for(self.user)
        return {"starts": starts} if starts else None
