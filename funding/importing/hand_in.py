"""A plan becomes proposals: all of its rows or none, as one batch that somebody else approves."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.documents import get_document_model
from wagtail.log_actions import log
from wagtail.models import Collection, CollectionViewRestriction

from dog_site.core.editing.notifications import in_one_mail
from dog_site.core.models import ContentVersion
from projects.models import Organisation, ProjectIndexPage, ProjectPage, Role

from ..admin.proposals import propose
from ..models import FundingEntry, FundingPartner, ImportRun, PublishedFigure, SourceDocument
from .known import Known
from .plan import Outcome, Plan, PlannedRow
from .stated import Stated

# Whoever can log in may read the files; visitors may not, since nobody looked at what else stands in them.
COLLECTION = "Importbestanden"


@dataclass(frozen=True)
class File:
    """The file that a plan was made of, and what its entries get as source; None for the file itself."""

    name: str
    sha256: str
    content: bytes
    source: SourceDocument | None = None
    decided: dict = field(default_factory=dict)


def hand_in(plan: Plan, stated: list[Stated], file: File, user, reason: str) -> ImportRun:
    """Propose every new and changed row of `plan`, and every printed total that the site does not have.

    `reason` is why public figures change, kept in their history. Raises ValidationError, with a sentence, and then
    changes nothing: where the plan is not ready, or somebody changed an entry after it was made.
    """
    if not plan.is_ready:
        raise ValidationError(_("There is nothing to hand in, or not every row is settled. Look at the rows again."))
    with transaction.atomic(), ContentVersion.raised_once(), in_one_mail():
        _refuse_what_changed(plan)
        document = _document(file)
        batch = _Batch(user, reason, file.source or _source(file, document, user))
        for row in plan.to_save:
            batch.add(row)
        for each in stated:
            batch.add_stated(each)
        counts = plan.counts
        return ImportRun.objects.create(
            file_name=file.name,
            sha256=file.sha256,
            started_by=user,
            state=ImportRun.State.HANDED_IN,
            rows_read=len(plan.rows),
            rows_created=counts[Outcome.NEW],
            rows_changed=counts[Outcome.CHANGED],
            rows_unchanged=counts[Outcome.UNCHANGED],
            rows_kept=0,
            rows_left_out=counts[Outcome.LEFT_OUT],
            document=document,
            plan={"decided": file.decided, "reason": reason, "made": batch.made},
        )


def _refuse_what_changed(plan):
    """The entries are locked, so that nobody changes them until the batch stands."""
    seen = {row.entry.pk: row.entry.latest_revision_id for row in plan.to_save if row.entry.pk}
    stored = FundingEntry.objects.select_for_update().filter(pk__in=seen).order_by("pk")
    now = dict(stored.values_list("pk", "latest_revision_id"))
    entries = [row.entry for row in plan.to_save if row.entry.pk]
    changed = [entry.reference for entry in entries if now.get(entry.pk) != seen[entry.pk]]
    if changed:
        raise ValidationError(
            ngettext(
                "Somebody changed %(names)s after you looked at the rows. Look at them again.",
                "Somebody changed these entries after you looked at the rows: %(names)s. Look at them again.",
                len(changed),
            )
            % {"names": ", ".join(changed)}
        )


class _Batch:
    """Makes what a plan asks for; `made` are the models with the keys and revisions of everything it made."""

    def __init__(self, user, reason, source):
        self.user, self.reason, self.source = user, reason, source
        self.organisations, self.projects = {}, {}
        self.known = Known.read()
        self.made = {"entries": [], "figures": [], "projects": [], "organisations": []}

    def add(self, row: PlannedRow) -> None:
        entry = row.entry if row.entry.pk is None else self._version(row.entry)
        if row.makes_applicant:
            entry.applicant = self._organisation(entry.applicant_text)
        if row.makes_project:
            entry.project = self._project(row.title, entry.theme_id)
        if row.partners is not None or entry.pk is None:
            entry.partners = self._partners(entry, row.partners or ())
        is_new = entry.pk is None
        entry.change_reason = self.reason
        if is_new:
            entry.source, entry.live = self.source, False
            entry.save()
        revision = _saved(entry, self.user, is_new)
        self.made["entries"].append([entry.pk, revision.pk])
        propose(FundingEntry.objects.get(pk=entry.pk), self.user)

    def add_stated(self, stated: Stated) -> None:
        if stated.is_known:
            return
        suggested = PublishedFigure.suggested()
        figure = PublishedFigure(
            number=suggested["number"],
            sort_order=suggested.get("sort_order", 0),
            title=_("Total of the file, row %(number)s") % {"number": stated.number},
            source=self.source,
            locator=_("row %(number)s") % {"number": stated.number},
            year=stated.year,
            statement=stated.words,
            metric=stated.metric,
            scope=stated.scope,
            theme=stated.theme,
            value=stated.value,
            explanation=stated.sentence if stated.explained_by else "",
            live=False,
        )
        figure.save()
        revision = _saved(figure, self.user, is_new=True)
        self.made["figures"].append([figure.pk, revision.pk])
        propose(PublishedFigure.objects.get(pk=figure.pk), self.user)

    def _version(self, planned):
        """The latest version of an entry, with what the plan changes in it."""
        version = FundingEntry.objects.get(pk=planned.pk).get_latest_revision_as_object()
        for each in FundingEntry._meta.concrete_fields:
            if each.editable and each.name != "change_reason":
                setattr(version, each.attname, getattr(planned, each.attname))
        return version

    def _organisation(self, name):
        if name not in self.organisations:
            organisation = Organisation(name=name, live=False)
            organisation.full_clean()
            organisation.save()
            revision = _saved(organisation, self.user, is_new=True)
            self.made["organisations"].append([organisation.pk, revision.pk])
            self.organisations[name] = organisation
        return self.organisations[name]

    def _project(self, title, theme_id):
        if title not in self.projects:
            page = ProjectPage(title=title, theme_id=theme_id, live=False, owner=self.user)
            ProjectIndexPage.objects.first().add_child(instance=page)
            revision = _saved(page, self.user, is_new=True)
            self.made["projects"].append([page.pk, revision.pk])
            self.projects[title] = page
        return self.projects[title]

    def _partners(self, entry, names):
        """The applicant first, as in the form, then those that the file names."""
        applicants = [each for each in entry.partners.all() if each.role == Role.APPLICANT] if entry.pk else []
        if not applicants and entry.applicant_text:
            applicants = [FundingPartner(organisation=entry.applicant, text=entry.applicant_text, role=Role.APPLICANT)]
        matches = {name: self.known.organisations.find(name) for name in names}
        known = Organisation.objects.in_bulk([match.key for match in matches.values() if match.key])
        others = [
            FundingPartner(organisation=known.get(matches[name].key), text=name, role=Role.PARTNER) for name in names
        ]
        return [*applicants, *others]


def _saved(item, user, is_new):
    revision = item.save_revision(user=user, clean=False)
    action = "wagtail.create" if is_new else "wagtail.edit"
    log(instance=item, action=action, user=user, revision=revision, content_changed=True)
    return revision


def _document(file):
    """The file itself, among the documents that only colleagues can open."""
    Document = get_document_model()
    if same := ImportRun.objects.filter(sha256=file.sha256, document__isnull=False).first():
        return same.document
    collection = Collection.objects.filter(name=COLLECTION).first()
    if collection is None:
        collection = Collection.get_first_root_node().add_child(name=COLLECTION)
        CollectionViewRestriction.objects.create(
            collection=collection, restriction_type=CollectionViewRestriction.LOGIN
        )
    document = Document(title=file.name, collection=collection)
    document.file.save(file.name, ContentFile(file.content), save=False)
    document.save()
    return document


def _source(file, document, user):
    """The source of the entries: the file, as a draft until somebody says where visitors can read it."""
    source = SourceDocument(title=file.name, kind=SourceDocument.Kind.ANNEX, document=document, live=False)
    source.save()
    _saved(source, user, is_new=True)
    propose(SourceDocument.objects.get(pk=source.pk), user)
    return source
