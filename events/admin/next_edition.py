"""The action "copy as next edition" on an event: a page that asks first, then a draft that opens in its form."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.widgets import Button

from ..models import EventPage
from ..next_edition import copy_as_next_edition


class NextEditionButton(Button):
    label = gettext_lazy("Copy as next edition")
    icon_name = "repeat"
    allow_in_dropdown = True

    def __init__(self, page, user, **kwargs):
        self.page, self.user = page, user
        super().__init__(url=reverse("next_edition", args=[page.pk]), **kwargs)

    @property
    def show(self):
        return may_copy(self.page, self.user)


def may_copy(event, user) -> bool:
    return event.get_parent().permissions_for_user(user).can_add_subpage()


@require_http_methods(["GET", "POST"])
def next_edition(request, page_id):
    # Not by pk: that is a relation here, of which Django does not look whether the number fits in the database.
    event = get_object_or_404(EventPage, id=page_id)
    if not may_copy(event, request.user):
        raise PermissionDenied
    if request.method == "GET":
        return TemplateResponse(request, "events/admin/next_edition.html", {"event": event})
    edition = copy_as_next_edition(event, user=request.user)
    messages.success(
        request,
        _("This is a draft of the next edition of “%(event)s”. Write its dates; visitors see it once it is published.")
        % {"event": event.title},
    )
    return redirect("wagtailadmin_pages:edit", edition.pk)
