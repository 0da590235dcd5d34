from django import template

from ..effect import effect_of, project_after
from ..models import FundingEntry

register = template.Library()


@register.inclusion_tag("funding/admin/effect.html")
def effect_on_totals(entry):
    """What publishing `entry` changes, for its preview; without links to the admin."""
    effect = effect_of(entry)
    return {
        "effect": effect,
        "statements": [(statement, "") for statement in effect.statements],
        "words": [(words, "") for words in effect.words],
    }


@register.inclusion_tag("funding/admin/project_after.html")
def project_after_publishing(entry):
    """The funding of the project of `entry` in its year as it would be; nothing without a project."""
    totals = project_after(entry)
    others = FundingEntry.objects.public().filter(project=entry.project_id, year=entry.year).exclude(pk=entry.pk)
    return {
        "project": totals and entry.project,
        "year": entry.year,
        "totals": totals,
        "entries": others.for_display() if totals else (),
    }
