"""Who may open a document: whoever is shown it."""

from django.http import Http404
from wagtail import hooks

from dog_site.core.models import DogDocument

from .search.find import public_documents


@hooks.register("before_serve_document")
def open_what_something_public_shows(document, request):
    """A document that no public page shows and no published source cites opens for editors only.

    Wagtail itself asks for the password or the log-in of a private collection.
    """
    if request.user.has_perm("wagtailadmin.access_admin"):
        return
    is_open = DogDocument.objects.visible().filter(pk=document.pk).exists()
    if is_open and not public_documents().filter(pk=document.pk).exists():
        raise Http404
