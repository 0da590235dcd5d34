from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages

from .admin import NewsListing, NewsThemeBulkAction
from .models import NewsPage

hooks.register("register_bulk_action", NewsThemeBulkAction)


@hooks.register("register_admin_viewset")
def list_of_news():
    return NewsListing()


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_about_a_date_to_come(request, page):
    """An item of a later date comes before everything of today, which is seldom meant."""
    if isinstance(page, NewsPage) and page.date > timezone.localdate() and not page.go_live_at:
        messages.warning(
            request,
            _("The date of this news item is still to come. To publish it then, set a schedule under “Publishing”."),
        )
