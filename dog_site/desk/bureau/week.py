"""Deze week: what is late, and what goes live, ends or takes place in the seven days that begin today."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, Revision

from dog_site.core.editing.attention import Kind
from dog_site.core.editing.mine import those_to_change
from dog_site.core.editing.panel import Panel, Place
from dog_site.core.editing.planning import Moment, moments
from dog_site.core.editing.versions import form_of, model_of

from .attention import found_for, lines_of

A_WEEK = datetime.timedelta(days=7)
SHOWN = 12


def plans(start, end, user):
    """What goes live between two moments."""
    planned = Revision.objects.filter(approved_go_live_at__gte=start, approved_go_live_at__lt=end)
    planned = [(plan, model_of(plan)) for plan in planned.order_by("approved_go_live_at", "pk")]
    keys = {plan.object_id for plan, model in planned if model and issubclass(model, Page)}
    pages = {*those_to_change(Page.objects.filter(pk__in=keys), user).values_list("pk", flat=True)} if keys else set()
    for plan, model in planned:
        if model and (int(plan.object_id) in pages if issubclass(model, Page) else _may_change(user, model)):
            yield Moment(plan.approved_go_live_at, plan.object_str, _("goes live"), form_of(plan))


def _may_change(user, model):
    return user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}")


def ends(start, end, user):
    """Which pages leave the site between two moments."""
    ending = Page.objects.filter(live=True, expire_at__gte=start, expire_at__lt=end)
    finder = AdminURLFinder(user)
    for page in those_to_change(ending, user).order_by("expire_at", "pk"):
        yield Moment(page.expire_at, page.title, _("leaves the site"), finder.get_edit_url(page) or "")


class WeekPanel(Panel):
    name = "week"
    heading = _("This week")
    template_name = "desk/bureau/week.html"
    place = Place.NARROW
    order = 20

    def context(self):
        now = timezone.now()
        start = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
        found = moments(start, start + A_WEEK, self.user)
        late = [each for each in found_for(self.request) if each.rule.kind == Kind.LATE]
        return {
            "count": len(found) + sum(each.total for each in late),
            "late": [line for each in late for line in lines_of(each, together=not each.is_few)],
            "rows": found[:SHOWN],
            "more": max(len(found) - SHOWN, 0),
            "today": timezone.localdate(),
        }
