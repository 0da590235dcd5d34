"""Actions on several pages of a list: each page takes part, or says why it cannot. Nothing is published.

Publishing and unpublishing are Wagtail's own; a list offers those, and ours, to who may.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.admin.widgets.button import ListingButton
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from ...models.readable import unreadable_sentence
from ...models.stored import LARGEST_KEY
from ..mine import those_in_lists

# Of Wagtail's own, those that a list of one type offers.
OF_WAGTAIL = ("publish", "unpublish")


def buttons_for(model, user) -> list[ListingButton]:
    """What `user` may do with several pages of this type."""
    actions = []
    if page_permission_policy.user_has_permission(user, "publish"):
        actions += [(Page, action) for action in _actions_of(Page) if action.action_type in OF_WAGTAIL]
    actions += [(model, action) for action in _actions_of(model) if action.is_for(user)]
    actions.sort(key=lambda found: found[1].action_priority)
    return [_button(of._meta, action) for of, action in actions]


def _actions_of(model):
    return bulk_action_registry.get_bulk_actions_for_model(model._meta.app_label, model._meta.model_name)


def _button(meta, action):
    return ListingButton(
        action.display_name,
        reverse("wagtail_bulk_action", args=[meta.app_label, meta.model_name, action.action_type]),
        attrs={"aria-label": action.aria_label, "data-bulk-action-button": ""},
        classname=" ".join(sorted(action.classes | {"bulk-action-btn"})),
    )


@dataclass(frozen=True)
class Refused:
    """A page that cannot take part, and why, as the end of a sentence that begins with its title."""

    page: Page
    reason: str


class PagesBulkAction(PageBulkAction):
    """One action on the chosen pages: `refusal()` says why a page cannot take part, `change()` does it."""

    template_name = "core/listings/bulk.html"
    classes = set()
    # The question on the page, and the words of its button.
    question = button = ""

    @classmethod
    def is_for(cls, user) -> bool:
        return page_permission_policy.user_has_any_permission(user, {"add", "change"})

    def dispatch(self, request, *args, **kwargs):
        if not self.is_for(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def chosen(self) -> list:
        """The chosen pages that the user may see in the list; an address may name anything."""
        asked = {key for key in self.request.GET.getlist("id") if key.isascii() and key.isdecimal()}
        keys = [key for each in asked if len(each) < 20 and (key := int(each)) <= LARGEST_KEY]
        found = list(those_in_lists(self.model.objects.filter(pk__in=keys), self.request.user).order_by("pk"))
        if not found:
            raise Http404
        return found

    @cached_property
    def refused(self) -> list[Refused]:
        return [Refused(page, reason) for page in self.chosen if (reason := self.may_not(page) or self.refusal(page))]

    def get_actionable_objects(self):
        refused = {found.page.pk for found in self.refused}
        pages = [page for page in self.chosen if page.pk not in refused]
        return pages, {"items_with_no_access": [found.page for found in self.refused]}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "title": self.display_name,
            "question": self.question,
            "button": self.button,
            "refused": self.refused,
        }

    def get_execution_context(self):
        return {"action": self}

    @classmethod
    def execute_action(cls, objects, action, **kwargs):
        return sum(action.done(page) for page in objects), 0

    def done(self, page) -> bool:
        """Whether `change()` changed the page; what a full check refuses is told with the page."""
        try:
            return self.change(page, self.cleaned_form.cleaned_data) is not False
        except ValidationError as error:
            self.refused.append(Refused(page, " ".join(error.messages)))
            return False

    def get_success_message(self, num_parent_objects, num_child_objects):
        for found in self.refused:
            messages.warning(self.request, f"{found.page}: {found.reason}")
        if not num_parent_objects:
            messages.warning(self.request, _("Nothing was changed."))
            return None
        return self.success(num_parent_objects)

    def may_not(self, page) -> str:
        """Why this user may not touch the page now; nothing when he may."""
        if not page.permissions_for_user(self.request.user).can_edit():
            return _("you may not change this page.")
        if page.current_workflow_state and page.current_workflow_state.status == "in_progress":
            return _("waits for approval. Wait for it, or take it back first.")
        lock = page.get_lock()
        if lock is None or not lock.for_user(self.request.user):
            return ""
        if page.locked:
            return _("is locked by %(who)s.") % {"who": get_user_display_name(page.locked_by) or _("somebody else")}
        return _("is planned for publication. Take the plan back first.")

    def refusal(self, page) -> str:
        """Why the page itself cannot take part."""
        return ""

    def change(self, page, values) -> bool | None:
        """Do it to one page; False where there was nothing to do."""
        raise NotImplementedError

    def success(self, count: int) -> str:
        raise NotImplementedError


class DraftsBulkAction(PagesBulkAction):
    """Gives each page a new draft in which `fill()` changed something."""

    @transaction.atomic
    def change(self, page, values):
        # As it is now: somebody may have saved it since it was chosen.
        list(Page.objects.select_for_update().filter(pk=page.pk).values_list("pk"))
        page = self.model.objects.filter(pk=page.pk).first()
        if page is None:
            raise ValidationError(_("does not exist any more."))
        if reason := self.may_not(page) or self.refusal(page):
            raise ValidationError(reason)
        draft = page.get_latest_revision_as_object()
        if draft.lost_fields:
            raise ValidationError(unreadable_sentence(draft, draft.lost_fields))
        if not self.fill(draft, values):
            return False
        # As in the form, a draft may lack what a public page needs.
        draft.save_revision(user=self.request.user, log_action=True, clean=False)
        return True

    def fill(self, draft, values) -> bool:
        """Change the draft; False where it says so already."""
        raise NotImplementedError

    def success(self, count):
        return ngettext("%(count)s page changed, as a draft.", "%(count)s pages changed, as drafts.", count) % {
            "count": count
        }
