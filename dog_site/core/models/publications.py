"""What was public of a page, and what was public before that: the history knows, so that it can be public again."""

from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

# What Wagtail writes in the history when a version goes public, and when a page leaves the site.
PUBLISHED = {"wagtail.publish", "wagtail.publish.scheduled"}
LEFT = {"wagtail.unpublish", "wagtail.unpublish.scheduled"}
A_MOMENT = timezone.timedelta(seconds=1)


class NotKnown(LookupError):
    """The history does not say what was public before."""


def public_before(page: Page) -> Revision | None:
    """The version that visitors saw before the one that they see now; None when they saw none.

    Raises NotKnown when the page is not public, or was made public past the history.
    """
    entries = PageLogEntry.objects.filter(page=page.pk, action__in=PUBLISHED | LEFT)
    current, shown = page.live_revision_id, []
    for action, key in entries.order_by("timestamp", "pk").values_list("action", "revision"):
        shown = [] if action in LEFT else [*shown, key]
    if not page.live or current is None or current not in shown:
        raise NotKnown
    # From where it first was public: it is again when something later was taken back, and that is not before it.
    before = shown[: shown.index(current)]
    if not before:
        return None
    revision = Revision.objects.for_instance(page).filter(pk=before[-1]).first()
    if revision is None:
        raise NotKnown
    return revision


def keep_what_is_public(page: Page) -> None:
    """Before another version goes public: keep a version of what code made public without one.

    Called within the transaction of the publication.
    """
    stored = page.specific_class.objects.filter(pk=page.pk, live=True, live_revision=None).first()
    if stored is None:
        return
    drafts = Revision.objects.for_instance(stored)
    first_draft = drafts.order_by("created_at").values_list("created_at", flat=True).first()
    moment = (first_draft or timezone.now()) - A_MOMENT
    moment = min(moment, stored.last_published_at or moment)
    revision = Revision.objects.create(
        content_object=stored,
        base_content_type=stored.get_base_content_type(),
        created_at=moment,
        object_str=str(stored),
        content=stored.serializable_data(),
    )
    # An entry of its own for what it says, since the history offers to go back to that and not to a publication.
    for action in ("wagtail.edit", "wagtail.publish"):
        PageLogEntry.objects.log_action(stored, action, revision=revision, timestamp=moment, content_changed=True)
