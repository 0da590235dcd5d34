"""Rules of attention about pages, images and plans of every room."""

import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, CharField, DateTimeField, Exists, F, OuterRef, Q, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.images.permissions import permission_policy as images_policy
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision, WorkflowState
from wagtail.permissions import page_permission_policy

from dog_site.core.editing.attention import Kind, RuleOfPages, RuleOfRows
from dog_site.core.editing.roles import COORDINATION
from dog_site.core.models import DogImage, PageQuerySet
from dog_site.core.models.publications import PUBLISHED

# A draft that nobody touched for so long is forgotten.
FORGOTTEN = datetime.timedelta(days=14)
# The job that publishes runs every five minutes; what it missed for longer is late.
SLACK = datetime.timedelta(minutes=15)
# How a version holds a moment; PostgreSQL stops at a day that does not exist.
DAY = "|".join(
    [
        "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])",
        "(0[469]|11)-(0[1-9]|[12][0-9]|30)",
        "02-(0[1-9]|1[0-9]|2[0-8])",
    ]
)
LEAP_DAY = "20([02468][048]|[13579][26])-02-29"
MOMENT = f"^([0-9]{{4}}-({DAY})|{LEAP_DAY})T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]+)?Z$"
# How long before the end of its rights an image is told of.
RIGHTS = datetime.timedelta(days=31)


def _drafts():
    """Pages with a version that is not public and that nobody proposed or planned."""
    waiting = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page), status=WorkflowState.STATUS_IN_PROGRESS
    )
    is_draft = Q(live=True, has_unpublished_changes=True) | Q(live=False, first_published_at=None)
    proposed = Exists(waiting.filter(object_id=Cast(OuterRef("pk"), CharField())))
    planned = Exists(Revision.objects.filter(pk=OuterRef("latest_revision"), approved_go_live_at__isnull=False))
    return Page.objects.filter(is_draft, depth__gt=1, alias_of=None).exclude(proposed).exclude(planned)


class MissedItsMoment(RuleOfPages):
    """Drafts that should be public by now, by the moment that somebody wrote in them."""

    name = "page_missed_its_moment"
    model = Page
    kind = Kind.LATE
    title = "draft_title"
    sentence = _("should be public by now")
    of_many = _("%(count)s pages that should be public by now")
    action = _("Submit it, or move the moment")

    _moment = Cast(KeyTextTransform("go_live_at", "latest_revision__content"), CharField())
    # Of a version that holds anything else there, the rule is asked of the others all the same.
    since = Case(When(moment__regex=MOMENT, then=Cast(F("moment"), DateTimeField())))

    def pages(self):
        # Moments are stored in UTC, in an order that is also that of their letters.
        now = timezone.now().astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S")
        late = Page.objects.filter(has_unpublished_changes=True).annotate(moment=self._moment)
        late = late.filter(moment__lt=now, moment__regex=MOMENT)
        planned = Exists(Revision.objects.filter(pk=OuterRef("latest_revision"), approved_go_live_at__isnull=False))
        # A version that was public, and of which the page left the site since, did not miss anything.
        was_public = PageLogEntry.objects.filter(revision=OuterRef("latest_revision"), action__in=PUBLISHED)
        return late.exclude(planned).exclude(Exists(was_public))


class NotPublishedYet(RuleOfRows):
    """Versions that were planned, whose moment has passed and that are still not public: the job does not run."""

    name = "plan_not_carried_out"
    model = Revision
    kind = Kind.LATE
    owner = COORDINATION
    # The form is that of its item.
    key = Concat("base_content_type", Value(":"), "object_id", output_field=CharField())
    title = "object_str"
    since = "approved_go_live_at"
    sentence = _("was planned, and is not public: ask who runs the site whether its jobs run")
    of_many = _("%(count)s plans that were not carried out: ask who runs the site whether its jobs run")
    action = _("Look at it")

    def is_for(self, user):
        return page_permission_policy.user_has_permission(user, "publish")

    def rows(self, user):
        return Revision.objects.filter(approved_go_live_at__lt=timezone.now() - SLACK)

    def address(self, key):
        content_type, pk = key.split(":", 1)
        model = ContentType.objects.get_for_id(content_type).model_class()
        if issubclass(model, Page):
            return reverse("wagtailadmin_pages:edit", args=[pk])
        return reverse(model.snippet_viewset.get_url_name("edit"), args=[pk])


class ForgottenDraft(RuleOfPages):
    name = "forgotten_draft"
    model = Page
    kind = Kind.TEXTS
    title = "draft_title"
    sentence = _("a draft that nobody touched for two weeks")
    of_many = _("%(count)s drafts that nobody touched for two weeks")
    action = _("Finish it, or throw it away")

    def pages(self):
        return _drafts().filter(latest_revision_created_at__lt=timezone.now() - FORGOTTEN)


class LeadsToAClosedPage(RuleOfPages):
    """Public pages that lead to a page that visitors cannot open: they read the words without the link."""

    name = "leads_to_closed_page"
    model = Page
    kind = Kind.TEXTS
    since = None
    sentence = _("leads to a page that visitors cannot open")
    of_many = _("%(count)s pages that lead to a page that visitors cannot open")
    action = _("Replace the link")

    def pages(self):
        page = ContentType.objects.get_for_model(Page)
        pages = PageQuerySet(Page)
        opened = pages.visible().annotate(as_text=Cast("pk", CharField())).values("as_text")
        closed = ReferenceIndex.objects.filter(base_content_type=page, to_content_type=page).exclude(
            to_object_id__in=opened
        )
        return pages.visible().filter(Exists(closed.filter(object_id=Cast(OuterRef("pk"), CharField()))))


class RuleOfImages(RuleOfRows):
    model = DogImage
    kind = Kind.MEDIA

    def is_for(self, user):
        return images_policy.user_has_permission(user, "change")

    def rows(self, user):
        mine = images_policy.instances_user_has_permission_for(user, "change")
        return self.images().filter(pk__in=mine.values("pk"))

    def address(self, key):
        return reverse("wagtailimages:edit", args=[key])


class WithoutDescription(RuleOfImages):
    name = "image_without_description"
    since = "created_at"
    sentence = _("no description for who cannot see it")
    of_many = _("%(count)s images without a description for who cannot see them")
    action = _("Describe the image")

    def images(self):
        return DogImage.objects.filter(description="")


class RightsEnd(RuleOfImages):
    name = "image_rights_end"
    since = None
    sentence = _("the right to show it ends within a month, or has ended")
    of_many = _("%(count)s images of which the right to show them ends within a month, or has ended")
    action = _("Extend it, or choose another image")

    def images(self):
        return DogImage.objects.filter(rights_until__lte=timezone.localdate() + RIGHTS)


RULES = (
    MissedItsMoment(),
    NotPublishedYet(),
    ForgottenDraft(),
    LeadsToAClosedPage(),
    WithoutDescription(),
    RightsEnd(),
)
