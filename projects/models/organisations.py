from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PublishingPanel
from wagtail.models import DraftStateMixin, RevisionMixin, WorkflowMixin
from wagtail.search import index

from dog_site.core.constraints import FieldCheckConstraint
from dog_site.core.figures import ORGANISATION
from dog_site.core.models import (
    ApprovedByAnother,
    ChecksAtOnce,
    CleanText,
    LeanedOn,
    Previewed,
    ReadableVersions,
    SortKeyField,
    UniqueName,
    VersionedContent,
    VisibleItem,
    VisibleQuerySet,
    free_slug,
    published,
    was_published,
)
from dog_site.core.search.ask import beginning

SLUG_LENGTH = 120


class OrganisationQuerySet(VisibleQuerySet):
    def taking_part_in(self, projects):
        """Organisations that take part in one of these projects, by themselves or under another name, each once."""
        links = self.model.projectpartners.rel.related_model.objects.filter(page__in=projects).order_by()
        taking_part = Q(pk__in=links.values("organisation"))
        under_another = self.model.objects.merged().filter(taking_part).values("merged_into")
        return self.filter(taking_part | Q(pk__in=under_another), is_generic=False, merged_into=None)

    def with_page(self):
        """Organisations with a public page: not a group of unnamed ones, nor one that is known under another name."""
        return self.visible().filter(is_generic=False, merged_into=None)

    def at(self, slug: str):
        """The organisation at this address, with those that were published as the same one."""
        return self.filter(Q(slug=slug) | Q(was_published(), merged_into__slug=slug))

    def merged(self):
        """Those that were published as the same as another one."""
        return self.filter(was_published(), merged_into__isnull=False)

    def municipal(self):
        """The municipality itself, under every name (R12)."""
        return self.filter(Q(is_municipality=True) | Q(was_published(), merged_into__is_municipality=True))

    def called(self, words: str):
        """Organisations of which a name has each of `words` at the beginning of a word of it.

        "ING" finds the bank and not "Groningen"; "cafe" finds "Café".
        """
        return self.filter(beginning(self.model, words))


class Organisation(
    VersionedContent,
    ReadableVersions,
    UniqueName,
    VisibleItem,
    LeanedOn,
    ApprovedByAnother,
    WorkflowMixin,
    DraftStateMixin,
    RevisionMixin,
    Previewed,
    index.Indexed,
    models.Model,
):
    """A company, school, government or other body in a project. A natural person is never named here."""

    # Figures are added up by these: without the municipality, and per organisation.
    guarded_fields = ("is_municipality", "merged_into")
    is_searched_by_words = True

    class Kind(models.TextChoices):
        COMPANY = "bedrijf", _("company")
        GOVERNMENT = "overheid", _("government")
        EDUCATION = "onderwijs", _("education or research")
        CARE = "zorg", _("care")
        NETWORK = "netwerk", _("foundation, association or network")
        UNKNOWN = "onbekend", _("not known")

    name = models.CharField(max_length=200, verbose_name=_("name"), help_text=_("Example: Hanzehogeschool."))
    aliases = models.TextField(
        blank=True,
        verbose_name=_("other names"),
        help_text=_("Names under which sources mention this organisation, one per line. Example: RuG."),
    )
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.UNKNOWN, verbose_name=_("kind"))
    kvk_number = models.CharField(
        max_length=8,
        blank=True,
        validators=[RegexValidator(r"^[0-9]{8}$", _("A KvK number has 8 digits, like 12345678."))],
        verbose_name=_("KvK number"),
        help_text=_("Eight digits, or empty when it is not known."),
    )
    website = models.URLField(blank=True, verbose_name=_("website"), help_text=_("Example: https://www.example.nl"))
    is_municipality = models.BooleanField(
        default=False,
        verbose_name=_("is the municipality itself"),
        help_text=_("Entries it applied for are marked, and the total without them is shown next to it."),
    )
    is_generic = models.BooleanField(
        default=False,
        verbose_name=_("is a group, not one organisation"),
        help_text=_("For words like “regional businesses” that name nobody in particular."),
    )

    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name=_("is the same as"),
        help_text=_(
            "Chosen when one organisation stands here twice: its projects, events and amounts are then shown with the "
            "other, and its address leads there."
        ),
    )
    # Others link to the address, so it stays when the name changes.
    slug = models.SlugField(max_length=SLUG_LENGTH, unique=True, editable=False, verbose_name=_("address"))

    sort_key = SortKeyField("name")

    objects = OrganisationQuerySet.as_manager()

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name", required_on_save=True),
                FieldPanel("aliases"),
                "is_generic",
                "is_municipality",
                "merged_into",
            ],
            heading=_("Name"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("kind", help_text=_("Example: education or research, for a school or a university.")),
                "kvk_number",
                "website",
            ],
            heading=_("About the organisation"),
        ),
        FieldPanel("change_reason"),
        PublishingPanel(),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("aliases"),
        index.AutocompleteField("aliases"),
        index.SearchField("merged_names"),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="organisation_name_unique",
                violation_error_message=_("There is already an organisation with this name. Use that one."),
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        if not self.slug:
            self.slug = free_slug(self, self.name, longest=SLUG_LENGTH, instead="organisatie")
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "slug"}
        super().save(*args, **kwargs)
        if self.merged_into_id:
            # The search finds the other one by these names too.
            index.insert_or_update_object(self.merged_into)

    def clean(self):
        super().clean()
        if not self.merged_into_id:
            return
        stays = self.merged_into
        if stays.pk == self.pk or stays.merged_into_id or not stays.has_page:
            sentence = _("Choose the organisation that stays: another one, published, that is no group and not merged.")
            raise ValidationError({"merged_into": sentence})
        if self.pk and self.merged.exists():
            raise ValidationError(
                {"merged_into": _("Other organisations lead here. Let those lead to the other first.")}
            )

    def with_content_json(self, content):
        """The address is no part of a version: one of before does not know it, and an old one is not taken again."""
        found = super().with_content_json(content)
        found.slug = self.slug
        return found

    @property
    def has_page(self) -> bool:
        """Whether its address is public: its own page, or the way to the organisation that it is the same as."""
        return self.is_visible and not self.is_generic

    @property
    def address(self) -> str:
        return _address_of(self.slug)

    @property
    def scope(self) -> str:
        """The key under which the figures of what it applied for are known."""
        return f"{ORGANISATION}{self.slug}"

    def merged_names(self) -> str:
        """The names of those that were published as the same one, for the search."""
        merged = self.merged.filter(was_published()) if self.pk else ()
        return "\n".join(name for each in merged for name in each.all_names)

    @property
    def is_municipal(self) -> bool:
        """Whether it is the municipality, under whatever name (R12)."""
        return self.is_municipality or bool(self.merged_into and self.merged_into.is_municipality)

    @property
    def all_names(self):
        """The name and the other names, without empty lines."""
        return [self.name, *(alias.strip() for alias in self.aliases.splitlines() if alias.strip())]


@lru_cache(maxsize=4096)  # of fifty rows each names one
def _address_of(slug: str) -> str:
    return reverse("organisation", args=[slug])


class Role(models.TextChoices):
    """What an organisation does in a project."""

    APPLICANT = "aanvrager", _("applicant")
    EXECUTOR = "uitvoerder", _("executor")
    CO_FUNDER = "medefinancier", _("co-funder")
    KNOWLEDGE = "kennispartner", _("knowledge partner")
    PARTNER = "partner", _("partner")


def name_shown(text: str, organisation: str) -> Case:
    """`Participation.name` in a query: the words in the field `text`, else the name of a published organisation."""
    has_name = Q(**{text: ""}) & published(organisation)
    return Case(When(has_name, then=F(f"{organisation}__name")), default=F(text))


class Participation(index.Indexed, CleanText, ChecksAtOnce):
    """An organisation with a role: chosen from the list, or in the words of the source."""

    Role = Role
    # Lists are narrowed down by the words of the source as well.
    is_searched_by_words = True
    search_fields = [index.SearchField("text")]

    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("organisation"),
    )
    text = models.CharField(
        max_length=255,
        blank=True,
        verbose_name=_("as the source says it"),
        help_text=_("The words of the source. Example: RuG."),
    )
    role = models.CharField(max_length=20, choices=Role, default=Role.PARTNER, verbose_name=_("role"))

    panels = [
        FieldPanel(
            "organisation",
            help_text=_("Choose it from the list. Is it missing? Who may add it, does so in the same window."),
        ),
        "text",
        FieldPanel("role", help_text=_("What it does here. Example: the applicant asked for the contribution.")),
    ]

    class Meta:
        abstract = True
        constraints = [
            FieldCheckConstraint(
                field="text",
                condition=Q(organisation__isnull=False) | ~Q(text=""),
                name="%(class)s_named",
                violation_error_message=_("Choose an organisation or write its name as the source does."),
            )
        ]

    def __str__(self):
        return self.name

    @property
    def name(self):
        """What visitors read: the source's own words, else the name of a published organisation."""
        if self.text:
            return self.text
        return self.organisation.name if self.organisation and self.organisation.is_visible else ""
