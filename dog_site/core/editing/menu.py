"""The menu of the desk, in the order of the work: each room says where its own part stands."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, SubmenuMenuItem
from wagtail.snippets.views.snippets import SnippetViewSetGroup

# After the first page (10) and the pages (100 of Wagtail); its own reports, settings and help come last.
AGENDA, NEWS, PROJECTS, FUNDING, MEDIA = 110, 120, 130, 140, 150
OF_MEDIA = ("images", "documents")


def images_and_documents_are_one(request, menu_items) -> None:
    """Both are files with a name and rights; who may change neither sees neither."""
    media = [item for item in menu_items if item.name in OF_MEDIA]
    if media:
        menu = SubmenuMenuItem(
            _("Images and documents"), Menu(items=media), name="media", icon_name="image", order=MEDIA
        )
        menu_items[:] = [*(item for item in menu_items if item not in media), menu]


class RoomGroup(SnippetViewSetGroup):
    """A part of the menu that begins with the list of pages of its room."""

    listing = None

    def get_submenu_items(self):
        return [self.listing.get_menu_item(order=0), *super().get_submenu_items()]
