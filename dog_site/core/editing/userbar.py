"""The bar that editors see on the site leads to the form of what a page shows, where that is no page itself."""

from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.userbar import BaseItem


class FormItem(BaseItem):
    template_name = "core/userbar_form.html"

    def __init__(self, words, address):
        self.words, self.address = words, address


def add_form_of_what_is_shown(request, items: list) -> None:
    """Add the form of `request.shown_item`, which a view sets, for who may change that."""
    item = getattr(request, "shown_item", None)
    address = item and AdminURLFinder(request.user).get_edit_url(item)
    if address:
        items.append(FormItem(_("Edit: %(name)s") % {"name": item}, address))
