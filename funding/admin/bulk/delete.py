"""Deleting several drafts at once; a public entry has to be unpublished first."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.snippets.bulk_actions import delete

from ...models import FundingEntry, PublishedFigure, SourceDocument
from ...models.approval import ApprovedFigure
from ..listing import in_list
from .base import ForWhoMay, read_key


class DeleteBulkAction(ForWhoMay, delete.DeleteBulkAction):
    """Wagtail's own, for people with the right; "all" are the rows of the list, not of the whole table."""

    models = [FundingEntry, SourceDocument, PublishedFigure]
    permission = "delete"
    action_priority = 60

    @classmethod
    def get_queryset(cls, model, object_ids):
        keys = [key for pk in object_ids if (key := read_key(str(pk))) is not None]
        found = list(model.objects.filter(pk__in=keys))
        if not found:
            raise Http404
        return found

    def get_all_objects_in_listing_query(self, parent_id):
        if self.model is FundingEntry:
            return in_list(self.request).values_list("pk", flat=True)
        return super().get_all_objects_in_listing_query(parent_id)


@hooks.register("before_delete_snippet")
def keep_published_entries(request, instances):
    """A public figure leaves the site first, by approval: deleting does not make it vanish from the totals."""
    published = [str(each) for each in instances if isinstance(each, ApprovedFigure) and each.live]
    if not published:
        return None
    messages.error(
        request,
        _("What is published cannot be deleted. Propose first that it leaves the site: %(figures)s.")
        % {"figures": ", ".join(published)},
    )
    return redirect(reverse(type(instances[0]).snippet_viewset.get_url_name("list")))


# The viewset registers them; the last one replaces Wagtail's own.
