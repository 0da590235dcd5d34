"""What a plan asks for, made as drafts that wait for approval; the caller sees to the transaction."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from dog_site.core.lists.names import same_name
from projects.models import Organisation, ProjectIndexPage, ProjectPage, Role

from ..admin.proposals import propose, start
from ..models import FundingEntry, FundingPartner, PublishedFigure, SourceDocument
from .choices import OF_ORGANISATION
from .plan import Plan, PlannedRow
from .stated import Stated

MADE = ("entries", "changed", "figures", "projects", "organisations", "named", "sources")
_APPLICANT = {"applicant", "applicant_text"}


class Batch:
    """Makes what `plan` asks for, by `user`.

    `made` holds, by the names of MODELS in take_back.py, the key and the revision of everything that was made; of an
    entry that was changed, and of an organisation that was named anew, also the revision that it had before.
    """

    def __init__(self, user, reason: str, plan: Plan):
        self.user, self.reason = user, reason
        self.source, self.workflow = None, None
        self.plan, self.known = plan, plan.known
        self.organisations, self.projects = {}, {}
        self.references = _References(plan)
        self.made = {name: [] for name in MADE}

    def add(self, row: PlannedRow) -> None:
        is_new = row.entry.pk is None
        entry = row.entry if is_new else self._version(row)
        if row.makes_applicant:
            entry.applicant = self._organisation(entry.applicant_text)
        if row.makes_project:
            entry.project = self._project(row.title, entry.theme_id)
        self._set_partners(entry, row, is_new)
        entry.change_reason = self.reason
        # What an entry leads to is found anew at every save, which takes a fifth of the time; a draft of a change
        # leaves it as it is.
        with disable_reference_index_auto_update():
            self._add_new(entry) if is_new else self._add_changed(entry, row.entry.latest_revision_id)
        if is_new:
            ReferenceIndex.create_or_update_for_object(entry)

    def _add_new(self, entry):
        entry.reference = entry.reference or self.references.next(entry.year)
        entry.source, entry.live = self.source, False
        entry.save()
        self.made["entries"].append([entry.pk, self._saved(entry, is_new=True).pk])
        if self.workflow is None:
            self.workflow = entry.get_workflow()
        start(self.workflow, entry, self.user)

    def _add_changed(self, entry, before):
        self.made["changed"].append([entry.pk, self._saved(entry, is_new=False).pk, before])
        propose(FundingEntry.objects.get(pk=entry.pk), self.user)

    def add_stated(self, stated: Stated, place: str) -> None:
        """A printed total as a stated figure, unless the site has it; `place` goes before where it stands."""
        if stated.is_known:
            return
        suggested = PublishedFigure.suggested()
        figure = PublishedFigure(
            number=suggested["number"],
            sort_order=suggested.get("sort_order", 0),
            title=stated.title[:120],
            source=self.source,
            locator=", ".join(filter(None, (place, stated.label or _("row of totals"))))[:100],
            year=stated.year,
            statement=stated.words,
            metric=stated.metric,
            scope=stated.scope,
            theme=stated.theme,
            value=stated.value,
            explanation=stated.explanation,
            live=False,
        )
        self._add(figure, "figures")
        propose(PublishedFigure.objects.get(pk=figure.pk), self.user)

    def remember_names(self, answers: Mapping[str, str]) -> None:
        """Propose each name that was answered with an organisation of the list as another name of it.

        One of which a draft waits stays as it is: that is somebody else's work.
        """
        names = {row.entry.applicant_text for row in self.plan.rows if row.entry}
        for key, answer in answers.items():
            name = key.removeprefix(OF_ORGANISATION)
            if key.startswith(OF_ORGANISATION) and name in names and answer.isdecimal():
                self._remember(
                    name, Organisation.objects.select_for_update(of=("self",)).filter(pk=int(answer)).first()
                )

    def _remember(self, name, organisation):
        if organisation is None or organisation.has_unpublished_changes or not organisation.live:
            return
        if same_name(name) in map(same_name, organisation.all_names):
            return
        before = organisation.latest_revision_id
        version = organisation.get_latest_revision_as_object()
        version.aliases = "\n".join(filter(None, (version.aliases.strip(), name)))
        self.made["named"].append([organisation.pk, self._saved(version, is_new=False).pk, before])
        propose(Organisation.objects.get(pk=organisation.pk), self.user)

    def source_of(self, document, title: str) -> SourceDocument:
        """The source that is the file itself: a draft, until somebody looked at it."""
        if same := SourceDocument.objects.filter(document=document).first():
            return same
        source = SourceDocument(title=title, kind=SourceDocument.Kind.ANNEX, document=document, live=False)
        self._add(source, "sources")
        propose(SourceDocument.objects.get(pk=source.pk), self.user)
        return source

    def _version(self, row):
        """The latest version of an entry, with what the plan changes in it."""
        version = FundingEntry.objects.get(pk=row.entry.pk).get_latest_revision_as_object()
        for change in row.changes:
            if change.field != "partners":
                name = FundingEntry._meta.get_field(change.field).attname
                setattr(version, name, getattr(row.entry, name))
        return version

    def _organisation(self, name):
        key = same_name(name)
        if key not in self.organisations:
            organisation = Organisation(name=name, live=False)
            organisation.full_clean()
            self.organisations[key] = self._add(organisation, "organisations")
        return self.organisations[key]

    def _project(self, title, theme_id):
        key = same_name(title)
        if key not in self.projects:
            index = ProjectIndexPage.objects.first()
            if index is None:
                raise ValidationError(_("There is no page of projects to put new pages below. Make it first."))
            page = ProjectPage(title=title, theme_id=theme_id, live=False, owner=self.user)
            index.add_child(instance=page)
            self.made["projects"].append([page.pk, self._saved(page, is_new=True).pk])
            self.projects[key] = page
        return self.projects[key]

    def _set_partners(self, entry, row, is_new):
        """The applicant first, as in the form, then those that the file names."""
        old = [] if is_new else list(entry.partners.all())
        applicants = [each for each in old if each.role == Role.APPLICANT]
        others = [each for each in old if each.role != Role.APPLICANT]
        if is_new or _APPLICANT & {change.field for change in row.changes}:
            named = {"organisation": entry.applicant, "text": entry.applicant_text}
            applicants = [FundingPartner(**named, role=Role.APPLICANT)] if any(named.values()) else []
        if row.partners is not None:
            stay = {each.name: each for each in others}
            others = [stay.get(name) or self._partner(name) for name in row.partners]
        partners = [*applicants, *others]
        if partners != old:
            for place, partner in enumerate(partners):
                partner.sort_order = place
            entry.partners = partners

    def _partner(self, name):
        return FundingPartner(organisation_id=self.known.organisations.find(name).key, text=name, role=Role.PARTNER)

    def _add(self, item, kind):
        item.save()
        self.made[kind].append([item.pk, self._saved(item, is_new=True).pk])
        return item

    def _saved(self, item, is_new):
        revision = item.save_revision(user=self.user, clean=False)
        action = "wagtail.create" if is_new else "wagtail.edit"
        log(instance=item, action=action, user=self.user, revision=revision, content_changed=True)
        return revision


class _References:
    """The next references of each year, which no other row of the plan has."""

    def __init__(self, plan):
        self.taken = {row.entry.reference for row in plan.to_save}
        self.last = {}

    def next(self, year):
        number = self.last.get(year) or int(FundingEntry.next_reference(year).rpartition("-")[2]) - 1
        while (reference := f"DOG-{year}-{(number := number + 1):03}") in self.taken:
            pass
        self.last[year] = number
        return reference
