"""Words of Wagtail that are said otherwise at this desk: the Dutch stands in our catalogue, which comes first."""

from django.utils.translation import gettext_noop

WORDS = (
    gettext_noop("Dashboard"),
    gettext_noop("Go to Wagtail admin"),
    gettext_noop("View Wagtail quick actions"),
    gettext_noop("Enable custom keyboard shortcuts specific to Wagtail."),
    gettext_noop("Sorry, you do not have permission to access this area."),
    gettext_noop(
        "The root level is where you can add new sites to your Wagtail installation. Pages created here will not be "
        "accessible at any URL until they are associated with a site."
    ),
    gettext_noop("You do not have permission to access the admin."),
)
