"""Uw eerste dag: five steps for a new colleague that tick themselves off, until all are done or they say so."""

from django.contrib.auth import get_user_model
from django.db.models import Exists
from django.utils.translation import gettext_lazy as _
from wagtail.users.models import UserProfile

from dog_site.core.editing.first_day import steps_of
from dog_site.core.editing.panel import Panel, Place

# Under this name Wagtail keeps that somebody does not want to see it any more.
NOT_ANY_MORE = "desk_first_day"


class FirstDayPanel(Panel):
    name = "eerste-dag"
    heading = _("Your first day")
    template_name = "desk/bureau/first_day.html"
    place = Place.NARROW
    order = 40

    def context(self):
        profile = getattr(self.user, "wagtail_userprofile", None) or UserProfile()
        if profile.dismissibles.get(NOT_ANY_MORE):
            return None
        steps = steps_of(self.user)
        if not steps:
            return None
        # One query for all steps.
        done = {f"step_{number}": Exists(step.done(self.user)) for number, step in enumerate(steps)}
        row = get_user_model().objects.filter(pk=self.user.pk).values(**done).get()
        rows = [(step, row[name], step.address(self.user)) for step, name in zip(steps, done, strict=True)]
        count = sum(is_done for _step, is_done, _address in rows)
        if count == len(rows):
            return None
        return {"count": count, "total": len(rows), "rows": rows, "dismissible": NOT_ANY_MORE}
