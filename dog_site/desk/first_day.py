"""The first day of who writes and of who approves; who keeps the figures has theirs in funding/first_day.py."""

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry, PageLogEntry, TaskState, WorkflowState
from wagtail.permissions import page_permission_policy

from dog_site.core.editing.first_day import NAME, Step
from dog_site.core.editing.starters import address_of
from dog_site.core.models import DogImage, SiteSettings

from .models import PutOff


def publishes(user) -> bool:
    return page_permission_policy.user_has_permission(user, "publish")


def writes(user) -> bool:
    return page_permission_policy.user_has_permission(user, "add")


def _did(*actions):
    return lambda user: PageLogEntry.objects.filter(user=user, action__in=actions)


def proposed(user):
    return WorkflowState.objects.filter(requested_by=user)


OF_WRITERS = (
    NAME,
    Step(_("Write a news item; it need not go online"), lambda user: address_of("news", user), _did("wagtail.create")),
    Step(
        _("Add a photograph, with a description for who cannot see it"),
        lambda user: reverse("wagtailimages:add"),
        lambda user: DogImage.objects.filter(uploaded_by_user=user).exclude(description=""),
    ),
    Step(_("Change a page, and save it as a draft"), lambda user: None, _did("wagtail.edit")),
    Step(_("Hand a page in for approval"), lambda user: None, proposed),
)
OF_APPROVERS = (
    NAME,
    Step(
        _("Approve or send back what a colleague handed in"),
        lambda user: f"{reverse('wagtailadmin_home')}#wacht",
        lambda user: TaskState.objects.filter(finished_by=user),
    ),
    Step(_("Publish a page"), lambda user: None, _did("wagtail.publish")),
    Step(
        _("Put something off that needs attention, with the reason"),
        lambda user: reverse("desk_attention"),
        lambda user: PutOff.objects.filter(by=user),
    ),
    Step(
        _("Fill in how visitors reach the office"),
        lambda user: reverse("wagtailsettings:edit", args=["core", "sitesettings"]),
        lambda user: ModelLogEntry.objects.filter(
            user=user, content_type=ContentType.objects.get_for_model(SiteSettings)
        ),
    ),
)
