"""A wrong publication is taken back: visitors see what they saw before it, and what was wrong stays as a draft.

Of pages only. What public figures are computed from changes by the approval of another (core/models/approval.py): there
an old version is proposed again, from the history.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import Button
from wagtail.log_actions import log
from wagtail.models import Page

from ..models import PageQuerySet
from ..models.leaning import what_leans_on
from ..models.publications import NotKnown, public_before
from ..models.readable import unreadable_sentence
from .plans import notice, saying_which_plan_ends
from .sentences import tell_why

TAKEN_BACK = "core.publication.taken_back"
# What of a form published something.
PUBLISHING = {"action-publish", "action-workflow-action"}


def address_of(page) -> str:
    return reverse("take_back", args=[page.pk, page.live_revision_id])


def may_take_back(user, page) -> bool:
    return bool(page.live and page.live_revision_id) and page.permissions_for_user(user).can_publish()


def offer_to_take_back(request, page):
    """After a publication: a way back, for who may go it."""
    page = Page.objects.filter(pk=page.pk).first()
    is_just_published = page is not None and page.live_revision_id == page.latest_revision_id
    if is_just_published and may_take_back(request.user, page):
        button = messages.button(address_of(page), _("Take this publication back"))
        messages.info(request, _("Is something wrong in it?"), buttons=[button])


class TakeBackButton(Button):
    label = gettext_lazy("Take this publication back")
    icon_name = "rotate"
    allow_in_dropdown = True

    def __init__(self, page, user, **kwargs):
        self.page, self.user = page, user
        super().__init__(url=address_of(page) if self.show else "", **kwargs)

    @property
    def show(self):
        return may_take_back(self.user, self.page)


class TakeBack(WagtailAdminTemplateMixin, TemplateView):
    """Says what visitors will see; a POST does it."""

    template_name = "core/take_back.html"
    page_title = gettext_lazy("Take this publication back")
    breadcrumbs_items = []
    header_icon = "rotate"

    def dispatch(self, request, *args, **kwargs):
        with transaction.atomic():
            # Whoever publishes another version meanwhile waits, or is told of below.
            rows = Page.objects.select_for_update() if request.method == "POST" else Page.objects
            page = rows.filter(pk=kwargs["page_id"]).first()
            if page is None:
                raise Http404
            self.item = page.specific
            if page.is_root() or not self.item.permissions_for_user(request.user).can_publish():
                raise PermissionDenied
            if refusal := self._refusal(kwargs["revision_id"]):
                messages.warning(request, refusal)
                return self._back()
            return super().dispatch(request, *args, **kwargs)

    def _refusal(self, revision_id) -> str:
        """Why this publication is not taken back, as a sentence; empty when it can be."""
        if not self.item.live or self.item.live_revision_id != revision_id:
            return _("Nothing was changed: visitors see another version by now, or none. Look at the history first.")
        if self.item.permissions_for_user(self.request.user).page_locked():
            return _("Nothing was changed: the page is locked.")
        try:
            self.before = public_before(self.item)
        except NotKnown:
            return _("Nothing was changed: the history does not say what visitors saw before.")
        if self.before is None:
            return " ".join(what_leans_on(Page.objects.filter(pk=self.item.pk)))
        self.version = self.before.as_object()
        return unreadable_sentence(self.version, self.version.lost_fields) if self.version.lost_fields else ""

    def post(self, request, *args, **kwargs):
        title, taken_back = self.item.title, self.item.live_revision_id
        try:
            with transaction.atomic(), saying_which_plan_ends(request, [self.item]):
                self._do()
        except ValidationError as error:
            tell_why(request, _("Nothing was changed: %(reasons)s"), error)
            return self._back()
        log(self.item, TAKEN_BACK, user=request.user, data={"version": taken_back})
        said = (
            _("The publication of “%(title)s” was taken back. Visitors see the version of %(when)s again.")
            if self.before
            else _("The publication of “%(title)s” was taken back. Visitors do not see the page any more.")
        )
        words = {"title": title, "when": self.before and _moment(self.before)}
        messages.success(request, said % words)
        messages.info(request, _("What you took back is kept as a draft, and stands in the form."))
        return self._back()

    def _do(self):
        if self.before is None:
            self.item.unpublish(user=self.request.user)
        else:
            self.before.publish(user=self.request.user)

    def _back(self):
        return redirect("wagtailadmin_pages:edit", self.item.pk)

    def get_page_subtitle(self):
        return self.item.get_admin_display_title()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs) | {
            "item": self.item,
            "before": self.before,
            "notice": notice(self.item),
            "waits": self.item.workflow_in_progress,
            "below": PageQuerySet(Page).descendant_of(self.item).visible().count() if self.before is None else 0,
            "back": reverse("wagtailadmin_pages:edit", args=[self.item.pk]),
        }
        if self.before:
            key = self.item.pk
            context |= {
                "version": self.version,
                "is_over": bool(self.version.expire_at) and self.version.expire_at <= timezone.now(),
                "who": user_display_name(self.before.user) or _("the site itself"),
                "when": _moment(self.before),
                "preview": reverse("wagtailadmin_pages:revisions_view", args=[key, self.before.pk]),
                "comparison": reverse("wagtailadmin_pages:revisions_compare", args=[key, self.before.pk, "live"]),
            }
        return context


def _moment(revision):
    return date_format(localtime(revision.created_at), "DATETIME_FORMAT")


urlpatterns = [
    path("publications/<int:page_id>/<int:revision_id>/take-back/", TakeBack.as_view(), name="take_back"),
]
