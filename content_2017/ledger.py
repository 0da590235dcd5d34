"""The register of what was loaded, so that an item is made once and an editor's deletion stays."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from funding.models import ImportRun


@dataclass
class Load:
    """One run: what was handled before, and what this run makes."""

    handled: frozenset[str]
    created: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def once(self, key: str, exists: bool, make: Callable[[], None]) -> None:
        """Call `make` when `key` is new to this site; remember what came of it."""
        if key in self.handled:
            return
        if exists:
            self.kept.append(key)
        else:
            make()
            self.created.append(key)


def handled_keys() -> Iterator[str]:
    """The keys of every run so far."""
    for plan in ImportRun.objects.filter(plan__load="2017").values_list("plan", flat=True):
        yield from plan["created"]
        yield from plan["kept"]


def publish(instance):
    """Save and publish, so that each object has a first revision to go back to."""
    is_new = not instance.pk or instance.latest_revision_id is None
    if not instance.pk:
        instance.live = False
        instance.save()
    # Wagtail's history offers to go back to versions that were logged as made or edited only.
    instance.save_revision(log_action="wagtail.create" if is_new else "wagtail.edit").publish()
