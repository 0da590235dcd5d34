"""Attaching what is hidden to what is public, and the other way round."""

from collections import Counter

from django.core.cache import cache
from wagtail.models import ReferenceIndex, Site

from dog_site.core.figures import Scope
from dog_site.core.models import ContentVersion
from funding.models import FundingEntry, PublishedFigure
from funding.models.published import PublishedFigureOmission
from home.models import StandardPage

from .relations import can_be_hidden, relations
from .things import Name, host, make


def plant(choose):
    """Attach to something public, by every relation, the things that `choose` gives for that relation.

    Gives what was attached, by the label of the relation: pairs of what is public and what hangs on it.
    """
    hosts, attached = {}, {}
    for relation in relations():
        targets = choose(relation)
        if not targets:
            continue
        if relation.holds_many and relation.owner is not PublishedFigure:
            if relation.owner not in hosts:
                hosts[relation.owner] = host(relation.owner)
            owners = [hosts[relation.owner]] * len(targets)
            relation.link(owners[0], targets)
        else:
            owners = [host(relation.owner) for _target in targets]
            hosts |= {(relation.label, number): owner for number, owner in enumerate(owners)}
            for owner, target in zip(owners, targets, strict=True):
                relation.link(owner, [target])
        attached[relation.label] = list(zip(owners, targets, strict=True))
    for owner, target in (pair for pairs in attached.values() for pair in pairs):
        if isinstance(owner, PublishedFigure) and isinstance(target, FundingEntry):
            _explain(owner, target)
    _settle(hosts.values())
    return attached


def _explain(figure, entry):
    """Let `figure` be the computed sum but for `entry` and another: only then the page names what a source left out."""
    entries = FundingEntry.objects.public().in_year(2017).in_scope(Scope.HEADLINE)
    other = entries.get(reference="DOG-2017-003")  # or the difference would be the amount of `entry` itself
    PublishedFigureOmission.objects.create(stated_figure=figure, entry=other)
    figure.value = entries.totals().contribution - entry.contribution - other.contribution


def plant_public_things_in(things, public):
    """Let each of `things` point at something of `public`, by model; gives how many times, by the label."""
    attached = Counter()
    for relation in relations():
        owners = [thing for thing in things if type(thing) is relation.owner]
        if relation.is_in_text or not relation.is_shared or not owners:
            continue
        [target, *_others] = [row for model, row in public.items() if relation.leads_to(model)]
        for owner in owners:
            relation.link(owner, [target])
        attached[relation.label] = len(owners)
    _settle([])
    return attached


def public_things():
    """One thing of each model that visitors see, of the site as it was made; of a page the one that says most."""
    found = {StandardPage: StandardPage.objects.get(slug="over")}
    for model in can_be_hidden():
        is_live = {"live": True} if hasattr(model, "live") else {}
        found.setdefault(model, model._base_manager.filter(**is_live).order_by("pk").first())
    return {model: row or make(model, Name(0)) for model, row in found.items()}


def _settle(hosts):
    """What saving them in the admin would tell the indexes and caches."""
    for owner in hosts:
        owner.save()
        ReferenceIndex.create_or_update_for_object(owner)
    ContentVersion.raise_number()
    cache.clear()
    Site.clear_site_root_paths_cache()
