"""What something else needs cannot be deleted; whichever view tried it, the editor hears what needs it."""

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from ..lists.names import sort_key
from .sentences import some_of


class SaysWhatIsProtected:
    """Middleware: the database protects what others need, and Wagtail answers that with a server error."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        admin = reverse("wagtailadmin_home")
        if not isinstance(exception, ProtectedError) or not request.path.startswith(admin):
            return None
        named = sorted((str(each) for each in exception.protected_objects), key=sort_key)
        sentence = _("This cannot be deleted, since it is needed by: %(needed_by)s.") % {"needed_by": some_of(named)}
        if "/api/" in request.path:
            return JsonResponse({"message": sentence}, status=409)
        messages.error(request, sentence)
        back = request.headers.get("referer", "")
        is_own = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
        return redirect(back if is_own else admin)
