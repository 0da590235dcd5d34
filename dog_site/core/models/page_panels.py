"""The fields that every form of a page has, with words for editors: Wagtail's own speak to makers of sites."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel

CONTENT = [
    TitleFieldPanel(
        "title",
        help_text=_("Visitors read it above the page, in lists and in the search. Example: Hackathon Groningen 2027."),
    ),
    FieldPanel("summary"),
]
BODY = FieldPanel(
    "body",
    help_text=_(
        "The page itself, in blocks: texts, headings, images, figures, links. You choose a block by its name and its "
        "picture. Example: a text of three sentences, then a heading, then more text."
    ),
)
FINDING = [
    MultiFieldPanel(
        [
            FieldPanel(
                "slug",
                heading=_("Last part of the address"),
                help_text=_(
                    "Small letters, with dashes between the words; it comes from the title by itself. Example: "
                    "hackathon-2027. Who has the old address of a published page still gets here."
                ),
            ),
            FieldPanel(
                "seo_title",
                heading=_("Title in search engines"),
                help_text=_(
                    "Only when a title is needed there that says more than that of the page. Example: Hackathon "
                    "Groningen 2027, programme and registration. Empty: the title of the page."
                ),
            ),
            FieldPanel(
                "search_description",
                heading=_("Text in search engines"),
                help_text=_(
                    "One or two sentences below the title there. Example: Two days of building with open data of the "
                    "city. Empty: the summary of the page."
                ),
            ),
        ],
        heading=_("Address, and in search engines"),
    ),
    MultiFieldPanel(
        [
            FieldPanel(
                "show_in_menus",
                heading=_("In the menu"),
                help_text=_("At the top of every page. Only a page directly below the home page can stand there."),
            )
        ],
        heading=_("In the menu of the site"),
    ),
    MultiFieldPanel(["also_known_as"], heading=_("For the search of this site")),
]
