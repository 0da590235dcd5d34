"""A plan becomes proposals: all of its rows or none, as one batch that somebody else approves."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from dog_site.core.editing.notifications import in_one_mail
from dog_site.core.models import ContentVersion

from ..models import FundingEntry, ImportRun, SourceDocument
from .batch import Batch
from .existing import in_parts
from .plan import Outcome, Plan, latest_run
from .stated import Stated

# Whoever can log in may read the files; visitors may not, since nobody looked at what else stands in them.
COLLECTION = "Importbestanden"
MISSING = object()


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
    if not user.has_perm("funding.add_fundingentry"):
        raise ValidationError(_("You may not add entries. Ask Beheer for the right to."))
    if not plan.is_ready:
        raise ValidationError(_("There is nothing to hand in, or not every row is settled. Look at the rows again."))
    stored = []
    try:
        with transaction.atomic(), ContentVersion.raised_once(is_seen=False), in_one_mail():
            return _hand_in(plan, stated, file, user, reason, stored)
    except BaseException as error:
        # The database forgets the document by itself.
        for document in stored:
            document.file.storage.delete(document.file.name)
        if isinstance(error, IntegrityError):
            raise ValidationError(_("Somebody else made the same at this moment. Look at the rows again.")) from error
        raise


def _hand_in(plan, stated, file, user, reason, stored):
    """Within a transaction that has raised the version of the content, for which any other hand-in waits."""
    if latest_run() != plan.last_run:
        raise ValidationError(_("Somebody handed in a file after you looked at the rows. Look at them again."))
    _refuse_what_changed(plan)
    document = _document(file, user, stored)
    batch = Batch(user, reason, plan)
    batch.source = file.source or batch.source_of(document, file.name)
    for row in plan.to_save:
        batch.add(row)
    if file.decided.get("remembers") and user.has_perm("projects.change_organisation"):
        batch.remember_names(file.decided.get("answers") or {})
    for each in stated:
        batch.add_stated(each, str(file.decided.get("place") or ""))
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
    old = {row.entry.pk: row.entry for row in plan.to_save if row.entry.pk}
    new = {row.entry.reference for row in plan.to_save if not row.entry.pk and row.entry.reference}
    now = {}
    for keys in in_parts(old):
        stored = FundingEntry.objects.select_for_update().filter(pk__in=keys).order_by("pk")
        now |= dict(stored.values_list("pk", "latest_revision_id"))
    changed = [entry.reference for pk, entry in old.items() if now.get(pk, MISSING) != entry.latest_revision_id]
    for references in in_parts(new):
        changed += FundingEntry.objects.filter(reference__in=references).values_list("reference", flat=True)
    if changed:
        raise ValidationError(
            ngettext(
                "Somebody changed %(names)s after you looked at the rows. Look at them again.",
                "Somebody changed these entries after you looked at the rows: %(names)s. Look at them again.",
                len(changed),
            )
            % {"names": ", ".join(changed)}
        )


def _document(file, user, stored):
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
    document = Document(title=file.name, collection=collection, uploaded_by_user=user)
    document.file.save(file.name, ContentFile(file.content), save=False)
    stored.append(document)
    document.save()
    return document
