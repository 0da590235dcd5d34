from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, Subquery, When
from django.db.models.functions import Cast, Concat, Length
from wagtail.models import Page, Revision, Task, TaskState, WorkflowState

from dog_site.core.figures import ORGANISATION, Metric, Scope
from dog_site.core.lists.folding import fold
from dog_site.core.lists.stems import NOISE
from dog_site.core.lists.words import search_words
from dog_site.core.models import PageQuerySet
from dog_site.core.search.ask import beginning
from projects.models import Organisation, ProjectPage, Role, name_shown

from .. import ledger, rollup
from .choices import COUNTED, SizeScope

# More than any primary key.
YEAR_SHARE = models.Value(10**12, output_field=models.BigIntegerField())
# More than any period (year and kind) of a project.
PERIODS = models.Value(10**5, output_field=models.BigIntegerField())
# What `public` asks of an entry.
COUNTS = Q(live=True, stage__in=COUNTED)
IN_ORDER = ("year", "theme__sort_order", Length("reference"), "reference")
# The same order as one text: the first entry of a group is the one with the least.
PLACE = Concat(
    Cast(
        Cast("year", models.BigIntegerField()) * 10**8
        + Cast("theme__sort_order", models.BigIntegerField()) * 10**3
        + Length("reference"),
        models.CharField(),
    ),
    "reference",
)
# What a row with a source prints, and no more: a description may be long.
IN_A_ROW = (
    "reference",
    "title",
    "year",
    "contribution",
    "contribution_state",
    "settled_amount",
    "project_size",
    "project_size_state",
    "project_size_scope",
    "project",
    "source",
    "source_locator",
)
OF_ONE_YEAR = Q(project_size_scope=SizeScope.YEAR)
HAS_PAIR = Q(contribution__gt=0, project_size__isnull=False)
IS_SETTLED = Q(settled_amount__isnull=False)


class FundingQuerySet(models.QuerySet):
    """Rules that select entries, and the way from entries to totals."""

    def public(self):
        """Entries that count and may be shown (R1): live, and granted or settled.

        One whose last moment has passed counts until the job takes it off: only then the register says why the totals
        change (R15), and only then the totals that are kept by their content version change with it.
        """
        return self.filter(COUNTS)

    def in_year(self, year):
        return self.filter(year=year)

    def in_scope(self, scope):
        """The entries that figures of a scope are about, by its key. Raises KeyError for any other key."""
        if scope == Scope.ALL:
            return self.all()
        if scope in (Scope.HEADLINE, Scope.OTHER):
            return self.filter(theme__counts_in_headline=scope == Scope.HEADLINE)
        kind, _colon, key = scope.partition(":")
        if f"{kind}:" == ORGANISATION:
            return self.applied_for_by(Organisation.objects.at(key))
        return self.filter(**{{"thema": "theme__slug", "project": "project__slug", "regel": "reference"}[kind]: key})

    def applied_for_by(self, organisations):
        """Entries for which one of `organisations` applied, by itself or with others."""
        applied = self._partners.filter(role=Role.APPLICANT, organisation__in=organisations).values("entry")
        return self.filter(Q(applicant__in=organisations) | Q(pk__in=applied))

    def behind(self, metric, scope):
        """The entries that count in a figure; `left_out` gives the others that it is about. Raises KeyError.

        Mark the repeated sizes over all entries first: `across_years().behind(...)`.
        """
        return self.in_scope(scope).filter(self._counts_in(metric))

    def left_out(self, metric, scope):
        """The entries that a figure is about and that do not count in it."""
        return self.in_scope(scope).exclude(self._counts_in(metric))

    def _counts_in(self, metric):
        has_size = Q(project_size__isnull=False, size_superseded=False)
        every_entry = Q(pk__isnull=False)
        return {
            Metric.CONTRIBUTION: Q(contribution__isnull=False),
            Metric.PROJECT_SIZE: has_size,
            Metric.MULTIPLIER: HAS_PAIR,
            # A project or an entry counts whatever is known of its amounts.
            Metric.PROJECTS: every_entry,
            Metric.ENTRIES: every_entry,
        }[metric]

    def mentioning(self, text):
        """Entries with every word of `text` in the reference, a title of any version, or a name of who takes part."""
        found, words = self, search_words(text)
        versions = Revision.objects.filter(base_content_type=self.model.get_base_content_type())
        by_entry = {"entry_id": Cast("object_id", models.BigIntegerField())}
        for word in [word for word in words if fold(word) not in NOISE] or words:
            named = Organisation.objects.called(word)
            in_words = beginning(self._partners.model, word)
            partners = self._partners.filter(in_words | Q(organisation__in=named))
            found = found.filter(
                Q(reference__icontains=word)
                | Q(title__icontains=word)
                | Q(pk__in=versions.filter(object_str__icontains=word).values(**by_entry))
                | Q(applicant_text__icontains=word)
                | Q(applicant__in=named)
                | Q(pk__in=partners.values("entry"))
            )
        return found

    def waiting_for(self, user):
        """Entries that somebody else proposed, at a step of the workflow where `user` may act."""
        proposed = WorkflowState.objects.filter(
            base_content_type=self.model.get_base_content_type(),
            status=WorkflowState.STATUS_IN_PROGRESS,
        ).exclude(requested_by=user)
        # Of the tasks that entries are at, and not of all that there are, of which each asks who may.
        tasks = Task.objects.filter(active=True, pk__in=proposed.values("current_task_state__task"))
        mine = TaskState.objects.none()
        for task in tasks.specific():
            mine = mine | task.get_task_states_user_can_moderate(user)
        proposed = proposed.filter(current_task_state__in=mine.values("pk"))
        keys = proposed.annotate(entry_id=Cast("object_id", models.BigIntegerField())).values("entry_id")
        return self.filter(pk__in=keys)

    def with_draft(self):
        """Published entries with a change that is not public yet, and entries that never were public."""
        return self.filter(Q(live=True, has_unpublished_changes=True) | Q(live=False, first_published_at=None))

    def to_propose(self):
        """Entries with a draft that nobody can approve, since it was not proposed, or was sent back."""
        of_entries = {"base_content_type": self.model.get_base_content_type()}
        waiting = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS, **of_entries)
        planned = Revision.objects.filter(approved_go_live_at__isnull=False, **of_entries)
        keys = [rows.values(entry_id=Cast("object_id", models.BigIntegerField())) for rows in (waiting, planned)]
        return self.with_draft().exclude(pk__in=keys[0]).exclude(pk__in=keys[1])

    def without_source(self):
        """Entries that lack what is needed to publish: the source, or the place in it."""
        return self.filter(Q(source=None) | Q(source_locator=""))

    def with_unknown_amount(self):
        """Entries of which no source says the contribution or the project size."""
        return self.exclude(contribution__isnull=False, project_size__isnull=False)

    def not_settled(self, this_year):
        """Entries of a year before `this_year` without a settled amount."""
        return self.filter(settled_amount=None, year__lt=this_year)

    def marking_progress(self):
        """Mark the progress of each entry with `workflow_status`, `proposed_by_id` and `is_scheduled`, in one query."""
        of_entry = {
            "base_content_type": self.model.get_base_content_type(),
            "object_id": Cast(OuterRef("pk"), models.CharField()),
        }
        states = WorkflowState.objects.active().filter(**of_entry).order_by("-pk")
        planned = Revision.objects.filter(**of_entry, approved_go_live_at__isnull=False)
        return self.annotate(
            workflow_status=Subquery(states.values("status")[:1]),
            proposed_by_id=Subquery(states.values("requested_by")[:1]),
            is_scheduled=Exists(planned),
        )

    def marking_municipality(self):
        """Mark with `is_municipal` the entries that the municipality itself applied for (R12)."""
        municipality = Organisation.objects.municipal().values("pk")
        applied = self._partners.filter(role=Role.APPLICANT, organisation__in=municipality).values("entry")
        applies = Q(applicant__isnull=False, applicant__in=municipality) | Q(pk__in=applied)
        return self.annotate(
            is_municipal=Case(When(applies, then=True), default=False, output_field=models.BooleanField())
        )

    def across_years(self):
        """Mark sizes that another entry of the same project repeats, so that each counts once (R10).

        A size over the whole period, or over an unknown one, counts in the latest entry of all that knows it; a size
        of one year in the latest entry of that year. The latest is the one of the last year, and within that year the
        last one made. The entries that make up the multiplier are marked separately, by the same rule.

        Mark the entries of all scopes and narrow them afterwards: then scopes add up. What is added up is marked by the
        same rule in ledger.py; this is for rows that are listed.
        """
        return self._marking_repeats(*ledger.REPEATS, period=Case(When(OF_ONE_YEAR, then=F("year")), default=0))

    def _marking_repeats(self, size, pair, period):
        """Mark the entries whose size the latest of their project and `period` repeats, in `size` and in `pair`."""
        has_size = Q(project__isnull=False, project_size__isnull=False)
        # Year and key as one number: the latest entry has the largest, found in one pass.
        entries = self.annotate(moment=F("year") * YEAR_SHARE + F("pk"))
        # Project and period too: SQLite would go through an index on the project, row by row.
        of_project = Cast("project_id", models.BigIntegerField()) * PERIODS + Cast(period, models.BigIntegerField())
        periods = entries.annotate(of_project=of_project).order_by()

        def repeated(where):
            latest = periods.filter(where).values("of_project").annotate(latest=models.Max("moment"))
            earlier = Q(where, ~Q(moment__in=latest.values("latest")))
            return Case(When(earlier, then=True), default=False, output_field=models.BooleanField())

        return entries.annotate(**{size: repeated(has_size), pair: repeated(has_size & HAS_PAIR)})

    def totals(self):
        return rollup.add_up(ledger.read(self)).totals()

    def for_display(self):
        """Entries with all that is known of them; the project only when its page is live and public."""
        return self.marking_municipality().select_related("theme", "source", "applicant")._with_links().in_order()

    def in_order(self):
        """Entries in the order of the files."""
        return self.order_by(*IN_ORDER)

    def for_rows(self):
        """Entries with what a row with its source prints."""
        return self.select_related("source").only(*IN_A_ROW)._with_links().in_order()

    def rows_at(self, keys):
        """The entries with these primary keys, in their order, with what a row with its source prints.

        Ask a long list for the keys of one page first, and here for its rows: what goes with a row is then not sorted
        with thousands of others.
        """
        keys = list(keys)
        found = self.for_rows().in_bulk(keys)
        return [found[key] for key in keys if key in found]

    def repeated(self, rows, mark="size_superseded"):
        """The keys of those `rows` whose size another of these entries repeats, by a mark of `across_years`.

        It asks for the entries of their projects only, since no other can repeat one: for the rows of a page.
        """
        of_projects = self.filter(project__in={row.project_id for row in rows} - {None}).across_years()
        return set(of_projects.filter(pk__in=[row.pk for row in rows], **{mark: True}).values_list("pk", flat=True))

    def _with_links(self):
        """Entries with the pages and documents to link to, where those are public."""
        projects = ProjectPage.objects.visible().only("title", "url_path")
        return self.prefetch_related(
            "source__document",
            Prefetch("project", queryset=projects),
            Prefetch("source__page", queryset=PageQuerySet(Page).visible()),
        )

    def for_file(self):
        """Entries in the order of every file, with who applied as visitors read it; rows.py takes values of these."""
        return (
            self.marking_municipality().annotate(applicant_shown=name_shown("applicant_text", "applicant")).in_order()
        )

    def for_table(self):
        """Entries with what a row of the table of a year prints, in one query: it names no source."""
        return (
            self.marking_municipality()
            .select_related("applicant", "project")
            .annotate(has_public_project=self._has_public_project)
            .order_by("theme__sort_order", Length("reference"), "reference")
        )

    def settled(self):
        """Entries with a settled amount, in the order of the table of all entries (R11)."""
        return (
            self.filter(IS_SETTLED)
            .select_related("project")
            .annotate(has_public_project=self._has_public_project)
            .order_by("theme__sort_order", Length("reference"), "reference")
        )

    def largest_first(self):
        """Entries whose size counts in the headline total, the largest first."""
        known = self.across_years().behind(Metric.PROJECT_SIZE, Scope.HEADLINE)
        return (
            known.select_related("theme", "project")
            .annotate(has_public_project=self._has_public_project)
            .order_by("-project_size", Length("reference"), "reference")
        )

    @property
    def _has_public_project(self):
        return Exists(ProjectPage.objects.visible().filter(pk=OuterRef("project")))

    @property
    def _partners(self):
        return self.model.partners.rel.related_model.objects
