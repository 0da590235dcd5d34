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

PLAN_PANELS = [
    MultiFieldPanel(
        [
            FieldRowPanel(["kind", "language"]),
            "audience",
            FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
            "image",
        ],
        heading=_("What it is"),
    ),
    MultiFieldPanel(
        [
            "date_precision",
            FieldRowPanel(["start_date", "start_time"]),
            FieldRowPanel(["end_date", "end_time"]),
        ],
        heading=_("When"),
        help_text=_("Fill in only what is known. Times are those of Amsterdam."),
    ),
    MultiFieldPanel(["attendance_mode", "venue", "online_url"], heading=_("Where")),
    MultiFieldPanel(
        ["status", "status_note", "previous_start_date"],
        heading=_("Does it go on?"),
        help_text=_("What was moved, postponed or cancelled stays in the agenda, so that nobody finds a closed door."),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel(["registration", "registration_closes"]),
            "registration_url",
            FieldRowPanel(["capacity", "is_full"]),
            FieldRowPanel(["is_free", "price"]),
        ],
        heading=_("Registration and price"),
    ),
    FieldPanel("body"),
    InlinePanel(
        "sessions",
        heading=_("Programme"),
        label=_("session"),
        help_text=_("Each session within the dates of the event. Visitors read them per day, in the order of time."),
    ),
    InlinePanel("speakers", heading=_("Speakers"), label=_("speaker")),
    InlinePanel("participants", heading=_("Organisers and partners"), label=_("organisation")),
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
    FieldPanel("report"),
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
