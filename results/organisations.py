"""Which organisations are shown in public, and where the address of a merged one leads."""

from django.db.models import Q, QuerySet

from events.models import EventPage, EventParticipant
from funding.models import FundingEntry, FundingPartner
from projects.models import Organisation, ProjectPage, ProjectPartner, Role


def shown_organisations() -> QuerySet:
    """Organisations with a page that have anything public to tell, by themselves or under another name."""
    entries = FundingEntry.objects.public().order_by()
    applied = FundingPartner.objects.filter(entry__in=entries.values("pk"), role=Role.APPLICANT).order_by()
    in_project = ProjectPartner.objects.filter(page__in=ProjectPage.objects.visible()).order_by()
    in_event = EventParticipant.objects.filter(event__in=EventPage.objects.visible()).order_by()
    shown = (
        Q(pk__in=entries.values("applicant"))
        | Q(pk__in=applied.values("organisation"))
        | Q(pk__in=in_project.values("organisation"))
        | Q(pk__in=in_event.values("organisation"))
    )
    under_another_name = Organisation.objects.merged().filter(shown).values("merged_into")
    return Organisation.objects.with_page().filter(shown | Q(pk__in=under_another_name))


def merged_into(slug: str) -> Organisation | None:
    """The organisation that the one at this address was published as the same as, when that has a page."""
    merged = Organisation.objects.merged().filter(slug=slug).select_related("merged_into").first()
    return merged.merged_into if merged and merged.merged_into.has_page else None
