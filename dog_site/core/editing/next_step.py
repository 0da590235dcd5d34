"""The buttons below a form: saving, and beside it what happens next for who sees the form, never behind an arrow."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin import action_menu as of_pages
from wagtail.admin.ui.components import Component
from wagtail.snippets import action_menu as of_items

SAVING = ("action-save-draft", "action-save")
# What takes the work furthest, first: approving what waits, else publishing, else asking somebody to approve.
NEXT = ("approve", "action-publish", "action-submit")
SUBMIT, RESUBMIT = _("Submit for approval"), _("Submit for approval again")


class SaysWhatSubmittingIs:
    """Mixin: Wagtail names the workflow on the button, and there is one for each kind of thing here."""

    def get_context_data(self, parent_context):
        edited = parent_context.get("page") or parent_context.get("instance")
        state = edited.current_workflow_state if edited and edited.pk else None
        is_sent_back = state and state.status == state.STATUS_NEEDS_CHANGES
        return super().get_context_data(parent_context) | {"label": RESUBMIT if is_sent_back else SUBMIT}


class SubmitPage(SaysWhatSubmittingIs, of_pages.SubmitForModerationMenuItem):
    pass


class SubmitItem(SaysWhatSubmittingIs, of_items.SubmitForModerationMenuItem):
    pass


class SaveAndNext(Component):
    """The button that saves and the one of the next step, beside each other."""

    template_name = "core/save_and_next.html"

    def __init__(self, save, following):
        self.save, self.following = save, following
        self.name, self.order = save.name, save.order

    def get_context_data(self, parent_context):
        return {"save": self.save.render_html(parent_context), "following": self.following.render_html(parent_context)}

    @property
    def media(self):
        return self.save.media + self.following.media


def show_next_step(menu_items: list, submit: SubmitPage | SubmitItem) -> None:
    """Put the next step beside the button that saves, and leave the others behind the arrow.

    A form that cannot be saved says first that it is locked: to take back what waits is not the thing to do with it.
    """
    menu_items[:] = [submit if item.name == submit.name else item for item in menu_items]
    by_name = {item.name: item for item in menu_items}
    if locked := by_name.get("action-page-locked") or by_name.get("action-locked"):
        menu_items.remove(locked)
        menu_items.insert(0, locked)
    following = next((by_name[name] for name in NEXT if name in by_name), None)
    if following and menu_items[0].name in SAVING:
        rest = [item for item in menu_items[1:] if item is not following]
        menu_items[:] = [SaveAndNext(menu_items[0], following), *rest]
