"""The form of an event, in the order in which an editor thinks: what, when, where, how; and afterwards."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    ObjectList,
    TabbedInterface,
)

from dog_site.core.models import BasePage
from dog_site.core.models.page_panels import BODY
from dog_site.core.models.rows import RowsPanel

PLAN_PANELS = [
    MultiFieldPanel(
        [
            FieldRowPanel(
                [
                    FieldPanel("kind", help_text=_("Visitors choose from the agenda by it. Example: hackathon.")),
                    FieldPanel("language", help_text=_("In which it is held. Empty: not known.")),
                ]
            ),
            "audience",
            FieldPanel(
                "themes",
                widget=forms.CheckboxSelectMultiple,
                help_text=_("What it is about; the event also stands on the pages of these themes."),
            ),
            "image",
        ],
        heading=_("What it is"),
    ),
    MultiFieldPanel(
        [
            "date_precision",
            FieldRowPanel(["start_date", "start_time"]),
            FieldRowPanel(["end_date", FieldPanel("end_time", help_text=_("Example: 22.00. Empty: not known."))]),
        ],
        heading=_("When"),
        help_text=_("Fill in only what is known. Times are those of Amsterdam."),
    ),
    MultiFieldPanel(
        [
            FieldPanel("attendance_mode", help_text=_("Do people come to a place, follow it online, or either?")),
            FieldPanel(
                "venue",
                help_text=_("Choose it from the list. Is it missing? Who may add it, does so in the same window."),
            ),
            "online_url",
        ],
        heading=_("Where"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("status", help_text=_("“Planned” until something changes. Example: moved to another date.")),
            "status_note",
            "previous_start_date",
        ],
        heading=_("Does it go on?"),
        help_text=_("What was moved, postponed or cancelled stays in the agenda, so that nobody finds a closed door."),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel(
                [
                    FieldPanel("registration", help_text=_("Do people have to register, and where?")),
                    FieldPanel(
                        "registration_closes",
                        help_text=_("Example: 14-05-2027 12.00. Empty: people can register until it starts."),
                    ),
                ]
            ),
            FieldPanel(
                "registration_url",
                help_text=_("The page of another site. Example: https://www.example.org/tickets"),
            ),
            FieldRowPanel(
                ["capacity", FieldPanel("is_full", help_text=_("Ticked: visitors read that nobody can register."))]
            ),
            FieldRowPanel([FieldPanel("is_free", help_text=_("Ticked: visitors read that it is free.")), "price"]),
        ],
        heading=_("Registration and price"),
    ),
    BODY,
    RowsPanel(
        "sessions",
        heading=_("Programme"),
        label=_("session"),
        help_text=_("Each session within the dates of the event. Visitors read them per day, in the order of time."),
    ),
    RowsPanel("speakers", heading=_("Speakers"), label=_("speaker")),
    RowsPanel("participants", heading=_("Organisers and partners"), label=_("organisation")),
    MultipleChooserPanel(
        "project_links",
        chooser_field_name="project",
        heading=_("Projects"),
        label=_("project"),
        help_text=_("The contributions to these projects are shown with the event; no amount is typed here."),
    ),
]
REPORT_PANELS = [
    HelpPanel(_("For when it is over. The number of visitors is added up on the pages of results and themes.")),
    FieldPanel(
        "report",
        help_text=_("How it went, in blocks. Example: who won, what was made, and what is done with it now."),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel(["attendance_wording", "attendance", "attendance_max"]),
            "attendance_source",
        ],
        heading=_("Number of visitors"),
    ),
    MultiFieldPanel(["video_url", "video_transcript"], heading=_("Video")),
    InlinePanel("photos", heading=_("Photos"), label=_("photo")),
]


def event_edit_handler(content_panels, report_panels):
    """The usual tabs of a page, with one more for what comes after the event."""
    return TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Content")),
            ObjectList(report_panels, heading=_("After the event")),
            ObjectList(BasePage.promote_panels, heading=_("Promote")),
            ObjectList(BasePage.settings_panels, heading=_("Settings")),
        ]
    )
