from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, PageManager
from wagtail.search import index

from dog_site.core import figures
from dog_site.core.around.onward import Onward
from dog_site.core.blocks import BodyBlock
from dog_site.core.figures import Metric
from dog_site.core.kept import keeping, kept
from dog_site.core.lists.gaps import not_in_the_source
from dog_site.core.lists.listing import Listing
from dog_site.core.models import BasePage, PageQuerySet, SortKeyField, WithImage, published
from dog_site.core.models.page_panels import BODY
from dog_site.core.search.ask import terms_of

from ..filters import ProjectFilterForm, Sorting
from .organisations import Organisation, Participation
from .periods import Period
from .themes import Theme

# The entries on a page of a project; the totals above them are over all.
ENTRIES = 50


class ProjectQuerySet(PageQuerySet):
    """Projects, and the ways in which a visitor narrows them down."""

    def in_theme(self, slug):
        return self.filter(theme__slug=slug)

    def funded_in(self, year):
        """Projects with a public funding entry in `year`."""
        condition = Q(pk__in=[])
        for project_ids in figures.projects_in_year(year):
            condition |= Q(pk__in=project_ids)
        return self.filter(condition)

    def of_organisations(self, organisation_ids):
        """Projects in which one of these organisations takes part, under whatever name."""
        names = Organisation.objects.filter(
            Q(pk__in=organisation_ids)
            | Q(pk__in=Organisation.objects.merged().filter(merged_into__in=organisation_ids))
        )
        return self.filter(pk__in=ProjectPartner.objects.filter(organisation__in=names).values("page"))

    def matching(self, text):
        """Projects with every word of `text`, or what stands for it, in their texts or in a name of a partner."""
        found = self
        for term in terms_of(text):
            named = Organisation.objects.visible().called(term.text)
            partners = ProjectPartner.objects.filter(Q(pk__in=term.within(ProjectPartner)) | Q(organisation__in=named))
            found = found.filter(Q(pk__in=term.within(ProjectPage)) | Q(pk__in=partners.values("page")))
        return found

    def with_applicants(self):
        """Projects with who applied, as a row of a list prints them."""
        named = ~Q(text="") | published("organisation")
        applicants = ProjectPartner.objects.filter(named, role=ProjectPartner.Role.APPLICANT)
        applicants = applicants.select_related("organisation")
        return self.prefetch_related(models.Prefetch("partners", queryset=applicants, to_attr="applicants"))

    def sorted_by(self, sorting):
        match sorting:
            case Sorting.CONTRIBUTION:
                amount = figures.amount_per_project(Metric.CONTRIBUTION)
                return self.annotate(amount=amount).order_by(models.F("amount").desc(nulls_last=True), "sort_key", "pk")
            case Sorting.NEWEST:
                return self.order_by(models.F("start_year").desc(nulls_last=True), "sort_key", "pk")
            case _:
                return self.order_by("sort_key", "pk")


class ProjectIndexPage(BasePage):
    """The list of all projects, which visitors narrow down by theme, year, status, organisation and words."""

    max_count = 1
    fixed_slug = "projecten"
    has_feed = True
    parent_page_types = ["home.HomePage"]
    subpage_types = ["projects.ProjectPage"]

    class Meta:
        verbose_name = _("list of projects")

    def get_context(self, request, *args, **kwargs):
        listing = Listing(request, form=self.filter_form(request))

        def projects():
            narrowed = self.narrow(ProjectPage.objects.child_of(self).visible(), listing.values)
            return narrowed.select_related("theme").with_applicants().defer_streamfields()

        keep = keeping(self, request).within(listing.form)
        page = listing.paginate(keep.rows("projects", projects, with_contributions))
        return {
            **super().get_context(request, *args, **kwargs),
            "listing": listing,
            "projects": page,
            "rows": page.object_list,
        }

    @staticmethod
    def filter_form(request):
        return ProjectFilterForm(request.GET, **kept("projects:choices", _choices))

    @staticmethod
    def narrow(projects, values):
        """`projects` with the valid filters of a ProjectFilterForm applied."""
        if theme := values.get("thema"):
            projects = projects.in_theme(theme)
        if year := values.get("jaar"):
            projects = projects.funded_in(int(year))
        if status := values.get("status"):
            projects = projects.filter(status=status)
        if organisation := values.get("organisatie"):
            projects = projects.of_organisations([int(organisation)])
        if words := values.get("q"):
            projects = projects.matching(words)
        return projects.sorted_by(values.get("sortering"))


def with_contributions(projects) -> list[tuple["ProjectPage", figures.Figure | None]]:
    """Each of `projects` with its municipal contribution over all years, if it has any."""
    projects = list(projects)
    amounts = figures.for_projects([Metric.CONTRIBUTION], [project.pk for project in projects])
    return [(project, amounts.get(project.pk, {}).get(Metric.CONTRIBUTION)) for project in projects]


def _choices():
    """What the list of projects can be narrowed down to."""
    organisations = Organisation.objects.visible().taking_part_in(ProjectPage.objects.visible())
    statuses = {*ProjectPage.objects.visible().order_by().values_list("status", flat=True).distinct()}
    return {
        "themes": list(Theme.objects.visible().values_list("slug", "name")),
        "years": [(year, year) for year in figures.years()],
        "statuses": [choice for choice in ProjectPage.Status.choices if choice[0] in statuses],
        "organisations": list(organisations.values_list("pk", "name")),
    }


class ProjectPage(Period, WithImage, BasePage):
    """A project that the Digital Office started, supported or funded."""

    class Status(models.TextChoices):
        PLANNED = "gepland", _("planned")
        RUNNING = "in-uitvoering", _("under way")
        FINISHED = "afgerond", _("finished")
        STOPPED = "gestopt", _("stopped")
        NOT_STATED = "niet-vermeld", _("not stated")

    has_feed = True
    parent_page_types = ["projects.ProjectIndexPage"]
    subpage_types = []
    page_description = _("A project that the Digital Office started, supported or funded.")
    left_out_of_copies = _("The copy has no funding: the entries stay with the project that they were granted to.")

    theme = models.ForeignKey(
        Theme,
        on_delete=models.PROTECT,
        related_name="projects",
        verbose_name=_("theme"),
        help_text=_("A project belongs to exactly one theme."),
    )
    status = models.CharField(max_length=20, choices=Status, default=Status.NOT_STATED, verbose_name=_("status"))
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))

    sort_key = SortKeyField("title")

    objects = PageManager.from_queryset(ProjectQuerySet)()

    content_panels = [
        HelpPanel(
            _(
                "A project page tells what a project is and who takes part. Its amounts are not typed here: "
                "they come from the entries under “Financiering” and appear by themselves."
            )
        ),
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                "theme",
                FieldPanel(
                    "status",
                    help_text=_("As the people of the project or a source say it. Example: under way."),
                ),
            ],
            heading=_("Theme and status"),
        ),
        MultiFieldPanel(
            [FieldRowPanel(["start_year", "start_date"]), FieldRowPanel(["end_year", "end_date"])],
            heading=_("Period"),
            help_text=_("Fill in only what is known. What stays empty is left out on the page."),
        ),
        FieldPanel("image"),
        BODY,
        InlinePanel("partners", heading=_("Applicant and partners"), label=_("participant")),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.FilterField("theme"),
        index.FilterField("status"),
    ]

    class Meta(Period.Meta):
        verbose_name = _("project")
        verbose_name_plural = _("projects")

    def get_context(self, request, *args, **kwargs):
        keep, listing = keeping(self, request), Listing(request, page_size=ENTRIES)
        shown = keep("shown", self._shown)
        entries = []
        if totals := shown["totals"]:
            entries = listing.paginate(keep.rows("entries", self._entries), count=totals.entries)
        # The words that components/terms.html explains.
        terms = ["entry", "size", "multiplier", *(["applicant"] if any(e.is_municipal for e in entries) else [])]
        return {
            **super().get_context(request, *args, **kwargs),
            **shown,
            "listing": listing,
            "entries": entries,
            "terms": terms,
        }

    def _shown(self):
        named = list(self.partners.select_related("organisation"))
        participants = [found for found in named if found.name]
        applicants = [partner for partner in participants if partner.role == partner.Role.APPLICANT]
        others = [partner for partner in participants if partner.role != partner.Role.APPLICANT]
        totals, years = self._funding() if self.pk else (None, [])
        theme = Theme.objects.with_page().filter(pk=self.theme_id).first()
        return {
            "theme": theme,
            # One year is shown by itself, several years together (R10).
            "funding_year": years[0] if len(years) == 1 else None,
            "totals": totals,
            "applicants": applicants,
            "participants": others,
            "gaps": self._gaps({partner.role for partner in named}) if totals else "",
            "events": list(self._events) if self.pk else [],
            "news": list(self.news_links.news().defer_streamfields().within_reason()) if self.pk else [],
            "onward": self._onward(theme, participants) if self.pk else None,
        }

    @property
    def date_words(self):
        return self.period

    @property
    def scope(self):
        """The key under which this project's figures are known."""
        return f"project:{self.slug}"

    @property
    def _events(self):
        return self.event_links.events().nearest_first().for_list().defer_streamfields().within_reason()

    def _funding(self):
        """What the public entries add up to, and their years."""
        public = self.funding_entries.public()
        totals = public.totals()
        if not totals.entries:
            return None, []
        return totals, list(public.order_by("year").values_list("year", flat=True).distinct())

    def _entries(self):
        return self.funding_entries.public().across_years().marking_municipality().for_rows()

    def _gaps(self, roles):
        """What the source does not name; somebody who is not shown is named all the same."""
        missing = {
            pgettext("project", "period"): not self.period,
            _("status"): self.status == self.Status.NOT_STATED,
            _("applicant"): ProjectPartner.Role.APPLICANT not in roles,
            pgettext("project", "partners"): not roles - {ProjectPartner.Role.APPLICANT},
        }
        return not_in_the_source([str(name) for name, is_missing in missing.items() if is_missing])

    def _onward(self, theme, participants):
        """Where to go on from here: what is alike, each project once, and its place in the list of projects."""
        others = ProjectPage.objects.visible().exclude(pk=self.pk).sorted_by(Sorting.CONTRIBUTION)
        of_theme = list(others.filter(theme=self.theme_id).onward()) if theme and theme.is_visible else []
        named = [found.organisation for found in participants if found.organisation and found.organisation.has_page]
        named = {organisation.merged_into_id or organisation.pk for organisation in named}
        others = others.exclude(pk__in=[project.pk for project in of_theme])
        of_the_same = list(others.of_organisations(named).onward()) if named else []
        groups = [(_("Also in this theme"), of_theme), (_("Also by those who take part"), of_the_same)]
        return Onward(groups, *ProjectPage.objects.visible().beside(sort_key=self.sort_key, pk=self.pk))


class ProjectPartner(Orderable, Participation):
    page = ParentalKey(ProjectPage, on_delete=models.CASCADE, related_name="partners")

    class Meta(Orderable.Meta, Participation.Meta):
        ordering = ["sort_order", "pk"]
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
