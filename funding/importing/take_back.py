"""A batch that was handed in is taken back: all of it, as long as nobody did anything with any of it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from dog_site.core.models import ContentVersion
from projects.models import Organisation, ProjectPage

from ..models import FundingEntry, ImportRun, PublishedFigure, SourceDocument
from .existing import in_parts

# What a batch makes, by the names in `ImportRun.plan`; in an order in which nothing is deleted that others need.
MODELS = {
    "figures": PublishedFigure,
    "changed": FundingEntry,
    "entries": FundingEntry,
    "projects": ProjectPage,
    "named": Organisation,
    "organisations": Organisation,
    "sources": SourceDocument,
}
# What was there before: it is as it was again, and not deleted.
CHANGED = {"changed", "named"}
# So many are named; the others are counted.
NAMED = 5


def take_back(run: ImportRun, user) -> ImportRun:
    """Undo the batch of `run`: what it made is deleted, what it changed is as it was before.

    A page, an organisation or a source that something else uses by now stays. Raises ValidationError, with a sentence,
    and then changes nothing: where something of it was changed, approved, published or deleted since.
    """
    with transaction.atomic(), ContentVersion.raised_once(is_seen=False):
        run = ImportRun.objects.select_for_update().get(pk=run.pk)
        if run.state != ImportRun.State.HANDED_IN:
            raise ValidationError(_("This batch was taken back already, or was never handed in."))
        made = {name: run.plan.get("made", {}).get(name, []) for name in MODELS}
        found = {name: _locked(MODELS[name], rows) for name, rows in made.items()}
        _refuse_what_was_touched(made, found)
        for name, rows in made.items():
            before = {key: revision for key, _made, *others in rows for revision in others}
            for key, item in found[name].items():
                _cancel(item, user)
                if name in CHANGED:
                    _restore(item, before[key], user)
                else:
                    _delete(item)
        run.state = ImportRun.State.TAKEN_BACK
        run.save(update_fields=["state"])
    return run


def _locked(model, rows):
    found = {}
    for keys in in_parts(row[0] for row in rows):
        items = model.objects.select_for_update(of=("self",)).filter(pk__in=keys)
        found |= {item.pk: item for item in items.order_by("pk")}
    return found


def _refuse_what_was_touched(made, found):
    touched = []
    for name, rows in made.items():
        for key, revision, *_before in rows:
            item = found[name].get(key)
            if item is None:
                touched.append(_("something that was deleted"))
            elif item.latest_revision_id != revision or item.live_revision_id == revision or _was_public(name, item):
                touched.append(f"“{item}”")
    if not touched:
        return
    names = list(dict.fromkeys(touched))
    more = _(" and %(count)s more") % {"count": len(names) - NAMED} if len(names) > NAMED else ""
    raise ValidationError(
        _("Somebody went on with this batch, so it cannot be taken back whole: %(names)s. Take back the rest by hand.")
        % {"names": f"{', '.join(names[:NAMED])}{more}"}
    )


def _was_public(name, item):
    return name not in CHANGED and (item.live or item.first_published_at is not None)


def _cancel(item, user):
    if state := item.current_workflow_state:
        state.cancel(user=user)


def _restore(item, revision, user):
    """The item has its version of before as its latest; the history keeps the other."""
    type(item)._base_manager.filter(pk=item.pk).update(latest_revision=revision, has_unpublished_changes=False)
    log(instance=item, action="wagtail.edit", user=user, data={"reason": _("The batch was taken back.")})


def _delete(item):
    try:
        with transaction.atomic():
            item.delete()
    except (ProtectedError, ValidationError):
        if isinstance(item, FundingEntry | PublishedFigure):
            raise
