from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable

from .clean_text import CleanText
from .office import TELEPHONE, Office
from .statement import AccessibilityStatement
from .version import VersionedContent

# What visitors say and the sources do not.
SYNONYMS = """subsidie = bijdrage = geld = financiering
evenement = bijeenkomst = event = activiteit
hackathon = hackaton
wifi = draadloos
bezoeker = deelnemer
school = klas = onderwijs
kind = kinderen = jeugd
meisje = meid
les = cursus = workshop
opleiding = studie
ambtenaar = medewerker
congres = conferentie"""


@register_setting(icon="home")
class SiteSettings(VersionedContent, AccessibilityStatement, Office, ClusterableModel, BaseSiteSetting):
    """What stands around every page, and what the site declares about its accessibility."""

    slogan = models.CharField(max_length=120, blank=True, verbose_name=_("slogan"))
    slogan_language = models.CharField(
        max_length=10,
        default="en",
        verbose_name=_("language of the slogan"),
        help_text=_("So that a screen reader pronounces it well: en or nl."),
    )

    contact_email = models.EmailField(
        blank=True,
        verbose_name=_("e-mail address for questions about figures"),
        help_text=_("Everybody sees it. Empty: visitors are sent to the contact page."),
    )

    press_name = models.CharField(
        max_length=120,
        blank=True,
        verbose_name=_("name of the press desk"),
        help_text=_("A desk or an office, not a person's private name. Example: Press office of the municipality."),
    )
    press_email = models.EmailField(
        blank=True,
        verbose_name=_("e-mail address for the press"),
        help_text=_("Everybody sees it, so one of a desk. Example: press@example.org."),
    )
    press_phone = models.CharField(
        max_length=25,
        blank=True,
        validators=[TELEPHONE],
        verbose_name=_("telephone number for the press"),
        help_text=_("Everybody sees it, so one of a desk. Example: 050 123 45 67."),
    )

    synonyms = models.TextField(
        max_length=4000,
        blank=True,
        default=SYNONYMS,
        verbose_name=_("words that mean the same"),
        help_text=_(
            "One group on each line, with = between the words. Who searches for one finds the others too. "
            "Example: subsidie = bijdrage."
        ),
    )

    around_panels = [
        FieldPanel("slogan", help_text=_("In a band above the foot of every page. Example: Connecting the city.")),
        FieldPanel("slogan_language"),
        MultiFieldPanel(
            [
                FieldPanel("sender"),
                FieldRowPanel([FieldPanel("office_email"), FieldPanel("office_phone")]),
                FieldPanel("office_address"),
                FieldPanel("licence"),
            ],
            heading=_("Sender and contact"),
            help_text=_(
                "Sender and licence stand at the foot of every page, how to reach the office on the contact page."
            ),
        ),
        FieldPanel("contact_email"),
        InlinePanel(
            "footer_links",
            heading=_("Links in the footer"),
            label=_("link"),
            help_text=_("Each page appears in the footer once. The feeds appear by themselves."),
        ),
        MultiFieldPanel(
            [FieldPanel("press_name"), FieldRowPanel([FieldPanel("press_email"), FieldPanel("press_phone")])],
            heading=_("Press contact"),
            help_text=_(
                "Shown with the news and at the end of each news item. With neither address nor number, visitors "
                "are sent to the contact page."
            ),
        ),
    ]
    accessibility_panels = [
        MultiFieldPanel(
            [
                FieldPanel(
                    "accessibility_status",
                    help_text=_("As in the government's register: from A, all is met, to E, there is no statement."),
                ),
                FieldPanel("accessibility_updated_on"),
                FieldPanel("accessibility_register_url"),
                FieldPanel("accessibility_report_url"),
            ],
            heading=_("Statement"),
        ),
        InlinePanel(
            "accessibility_problems",
            heading=_("Known problems"),
            label=_("problem"),
            help_text=_("What does not work for everybody yet, as visitors notice it."),
        ),
        MultiFieldPanel(
            [FieldPanel("accessibility_email"), FieldPanel("accessibility_reply_term")],
            heading=_("Reporting a problem"),
        ),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(around_panels, heading=_("Around every page")),
            ObjectList(accessibility_panels, heading=_("Accessibility")),
            ObjectList(["synonyms"], heading=_("Search")),
        ]
    )

    class Meta(AccessibilityStatement.Meta):
        verbose_name = _("site settings")

    @classmethod
    def of(cls, site) -> "SiteSettings":
        """The settings of `site`; without any, unsaved ones that say nothing."""
        found = cls.objects.filter(site=site).first() if site else None
        return found or cls(site=site)


class FooterLink(Orderable, CleanText):
    settings = ParentalKey(SiteSettings, on_delete=models.CASCADE, related_name="footer_links")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))
    label = models.CharField(
        max_length=60, blank=True, verbose_name=_("text"), help_text=_("Empty: the title of the page.")
    )

    panels = [FieldPanel("page", help_text=_("Where the link leads. Example: Contact.")), "label"]

    class Meta(Orderable.Meta):
        ordering = ["sort_order", "pk"]
        verbose_name = _("link in the footer")


class AccessibilityProblem(Orderable, CleanText):
    """Something that does not work for everybody yet; fields that nobody knows stay empty."""

    settings = ParentalKey(SiteSettings, on_delete=models.CASCADE, related_name="accessibility_problems")
    description = models.TextField(
        max_length=500,
        verbose_name=_("problem"),
        help_text=_("What goes wrong, for whom. Example: Some older PDF files cannot be read by a screen reader."),
    )
    cause = models.TextField(max_length=500, blank=True, verbose_name=_("cause"))
    plan = models.TextField(
        max_length=500,
        blank=True,
        verbose_name=_("what we do about it"),
        help_text=_("With the date by which it is solved, where that is known."),
    )

    panels = [
        "description",
        FieldPanel("cause", help_text=_("Why it is so. Example: Others made the files, years ago.")),
        "plan",
    ]

    class Meta(Orderable.Meta):
        ordering = ["sort_order", "pk"]
        verbose_name = _("known accessibility problem")
