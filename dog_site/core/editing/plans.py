"""A version that is planned for later: whatever ends its plan says so, and offers to keep it.

Wagtail forgets the plans of all other versions when it publishes, plans or unpublishes one. The version stays in the
history, but it never goes live: somebody who planned it finds out when it did not.
"""

from contextlib import contextmanager

from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log, registry
from wagtail.models import Page, Revision
from wagtail.permission_policies.base import ModelPermissionPolicy
from wagtail.utils.timestamps import ensure_utc

from ..models.approval import ApprovedByAnother

# What Wagtail writes in the history when somebody plans a version.
PLANNED = "wagtail.publish.schedule"


def plans_of(items) -> list[Revision]:
    """The versions of these items, all of one kind, that are planned for later; the earliest first."""
    if not items or not hasattr(items[0], "revisions"):
        return []
    planned = Revision.objects.filter(
        base_content_type=items[0].get_base_content_type(),
        object_id__in=[str(item.pk) for item in items],
        approved_go_live_at__gt=timezone.now(),
    )
    return list(planned.order_by("approved_go_live_at", "pk"))


def notice(item) -> str:
    """What ends when `item` is published now, as a sentence; empty when nothing is planned."""
    return " ".join(
        _("%(who)s planned a version of this for %(when)s. Publishing another version ends that plan.") % _words(plan)
        for plan in plans_of([item])
    )


@contextmanager
def saying_which_plan_ends(request, items):
    """Say after what is done in this block which plans of `items` it ended."""
    before = plans_of(items)
    yield
    say_which_ended(request, before)


def those_that_ended(plans) -> list[Revision]:
    """Of these plans those that are planned no more, and did not go live either."""
    if not plans:
        return []
    rows = Revision.objects.filter(pk__in=[plan.pk for plan in plans], approved_go_live_at=None).order_by("pk")
    return [plan for plan in rows if plan.content_object.live_revision_id != plan.pk]


def what_expired_with(plan) -> str:
    """What is told of a plan when the item of it left the site on its last day."""
    sentence = _("The version that %(who)s planned for %(when)s does not go live, since the last day came first.")
    return sentence % _words(plan)


def say_which_ended(request, plans):
    """Warn about each of `plans` that ended, with a way to keep it where that is allowed."""
    for plan in those_that_ended(plans):
        item = plan.content_object
        said = [
            _("“%(item)s”: what you did ended the plan of %(who)s for %(when)s. That version will not go live.")
            % _words(plan)
        ]
        buttons = [messages.button(_address_of_comparison(item, plan), _("Look at that version"))]
        if isinstance(item, ApprovedByAnother):
            said.append(_("Propose it again if it is still needed."))
        elif later := plans_of([item]):
            said.append(_("A newer version is planned for %(when)s.") % _words(later[0]))
        elif may_publish(request.user, item):
            buttons.append(messages.button(reverse("keep_plan", args=[plan.pk]), _("Keep the plan")))
        messages.warning(request, " ".join(said), buttons=buttons)


def may_publish(user, item) -> bool:
    if isinstance(item, Page):
        return item.permissions_for_user(user).can_publish()
    return ModelPermissionPolicy(type(item)).user_has_permission(user, "publish")


def _planning(plan):
    """The entry in the history of the last time that somebody planned this version."""
    logs = registry.get_logs_for_instance(plan.content_object).filter(action=PLANNED, revision=plan)
    return logs.select_related("user").order_by("timestamp", "pk").last()


def _moment(plan):
    return plan.approved_go_live_at or plan.as_object().go_live_at


def _words(plan) -> dict[str, str]:
    planning = _planning(plan)
    return {
        "item": plan.object_str,
        "who": user_display_name(planning.user if planning else plan.user) or _("the site itself"),
        "when": date_format(localtime(_moment(plan)), "DATETIME_FORMAT"),
    }


def _address_of_comparison(item, plan):
    """Where somebody sees what the version is; beside the public one, where there is one."""
    name, key = "wagtailadmin_pages:{}".format, item.pk
    if not isinstance(item, Page):
        name, key = item.snippet_viewset.get_url_name, quote(item.pk)
    if item.live:
        return reverse(name("revisions_compare"), args=[key, "live", plan.pk])
    return reverse(name("history"), args=[key])


class KeepPlan(WagtailAdminTemplateMixin, TemplateView):
    """Plans a version again, for the moment for which it was planned before something else was published."""

    template_name = "core/keep_plan.html"
    page_title = gettext_lazy("Keep the plan")
    breadcrumbs_items = []
    header_icon = "calendar-alt"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.plan = get_object_or_404(Revision, pk=kwargs["revision_id"])
        self.item = self.plan.content_object

    def dispatch(self, request, *args, **kwargs):
        if not hasattr(self.item, "live_revision") or not may_publish(request.user, self.item):
            raise PermissionDenied
        if _planning(self.plan) is None:
            raise Http404
        with transaction.atomic():
            rows = Page.objects if isinstance(self.item, Page) else type(self.item)._base_manager
            list(rows.select_for_update().filter(pk=self.item.pk).values_list("pk"))
            if refusal := self._refusal():
                messages.warning(request, refusal)
                return self._back()
            return super().dispatch(request, *args, **kwargs)

    def _refusal(self) -> str:
        """Why this plan cannot be kept, as a sentence; empty when it can."""
        moment, words = _moment(self.plan), _words(self.plan)
        if isinstance(self.item, ApprovedByAnother):
            return _("Somebody else has to approve a public figure again. Propose the change anew.")
        if moment is None or moment <= timezone.now():
            return _("Nothing was changed: %(when)s has passed. Plan the change anew.") % words
        if planned := plans_of([self.item]):
            return _("Nothing was changed: a version of “%(item)s” is planned for %(when)s.") % _words(planned[0])
        return ""

    def post(self, request, *args, **kwargs):
        self.plan.approved_go_live_at = _moment(self.plan)
        self.plan.save(update_fields=["approved_go_live_at"])
        said = {
            "id": self.plan.pk,
            "created": ensure_utc(self.plan.created_at),
            "go_live_at": ensure_utc(self.plan.approved_go_live_at),
            "has_live_version": self.item.live,
        }
        log(self.item, PLANNED, user=request.user, revision=self.plan, data={"revision": said})
        messages.success(request, _("“%(item)s” is planned again for %(when)s.") % _words(self.plan))
        return self._back()

    def _back(self):
        return redirect(AdminURLFinder(self.request.user).get_edit_url(self.item) or "wagtailadmin_home")

    def get_page_subtitle(self):
        return self.plan.object_str

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "words": _words(self.plan),
            "comparison": _address_of_comparison(self.item, self.plan),
            "back": AdminURLFinder(self.request.user).get_edit_url(self.item),
        }


urlpatterns = [path("plans/<int:revision_id>/keep/", KeepPlan.as_view(), name="keep_plan")]
