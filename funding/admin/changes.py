"""What publication of the latest drafts of many entries would change, in words, without building each draft."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import ForeignKey
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dog_site.core.models.approval import Change
from dog_site.core.numbers.days import dutch_day
from dog_site.core.numbers.notation import dutch_euros

from ..models import FundingEntry, FundingPartner

# The system keeps these, not an editor.
NOT_TYPED = {"first_published_at"}
# The old value of an entry that was never public.
MAIN = ("theme", "year", "contribution", "project_size", "stage", "source")


def draft_value(entry: FundingEntry, field):
    """The value of `field` in the latest draft of `entry`, read without building the draft."""
    content = entry.latest_revision.content if entry.has_unpublished_changes and entry.latest_revision else {}
    return field.to_python(content[field.name]) if field.name in content else getattr(entry, field.attname)


def changes(entries: Iterable[FundingEntry]) -> dict[int, list[Change]]:
    """The changes in the draft of each entry, by primary key, in one query for each kind of relation.

    `entries` come with their `latest_revision` and their partners.
    """
    entries = list(entries)
    fields = [f for f in FundingEntry._meta.concrete_fields if f.editable and f.name not in NOT_TYPED]
    found = {entry.pk: list(_differences(entry, fields)) for entry in entries}
    names = _names(found.values())
    return {entry.pk: [_change(entry, *one, names) for one in found[entry.pk]] + _partners(entry) for entry in entries}


def _change(entry, field, old, new, names):
    """Nothing public means no old value."""
    old_words = _text(field, old, names) if entry.live else ""
    return Change(field.name, capfirst(field.verbose_name), old_words, _text(field, new, names))


def names_of(field: ForeignKey, keys: Iterable) -> dict:
    """The names of the rows with these `keys` of a relation."""
    return {key: str(row) for key, row in field.related_model._default_manager.in_bulk(set(keys) - {None}).items()}


def _differences(entry, fields):
    for field in fields:
        old, new = getattr(entry, field.attname), draft_value(entry, field)
        if (old != new) if entry.live else (field.name in MAIN):
            yield field, old, new


def _names(differences):
    keys = defaultdict(set)
    for found in differences:
        for field, old, new in found:
            if isinstance(field, ForeignKey):
                keys[field] |= {old, new}
    return {field: names_of(field, wanted) for field, wanted in keys.items()}


def _text(field, value, names):
    if value in (None, ""):
        return _("empty")
    if isinstance(field, ForeignKey):
        return names[field].get(value, _("gone"))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, Decimal):
        return dutch_euros(value)
    return dutch_day(value) if isinstance(value, date) else str(value)


def _partners(entry):
    content = entry.latest_revision.content if entry.live and entry.has_unpublished_changes else {}
    if "partners" not in content:
        return []
    keys = ("organisation", "text", "role")
    old = [(partner.organisation_id, partner.text, partner.role) for partner in entry.partners.all()]
    new = [tuple(partner.get(key) for key in keys) for partner in content["partners"]]
    return (
        [Change("partners", capfirst(FundingPartner._meta.verbose_name_plural), "", _("changed"))] if old != new else []
    )
