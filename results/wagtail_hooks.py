from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages

from .models import ThemePage, YearlyResultsPage


@hooks.register("before_copy_page")
def keep_pages_that_there_is_one_of(request, page):
    """A copy would have the same year or theme, and each of those has one page only."""
    if isinstance(page.specific, ThemePage | YearlyResultsPage):
        messages.error(request, _("Each year and each theme has one page, so this page cannot be copied."))
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None
