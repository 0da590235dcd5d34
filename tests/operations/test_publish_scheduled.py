from django.core.management import call_command
from django.utils import timezone

from funding.models import FundingEntry
from projects.models import Theme
from tests.factories import FundingEntryFactory, SourceDocumentFactory, ThemeFactory

YESTERDAY = timezone.timedelta(days=1)


def scheduled(**values):
    """An entry whose moment has passed, not yet published."""
    entry = FundingEntryFactory.build(live=False, source=SourceDocumentFactory(), **values)
    entry.save()
    revision = entry.save_revision()
    revision.approved_go_live_at = timezone.now() - YESTERDAY
    revision.save()
    return entry


def test_an_entry_that_is_due_goes_live():
    entry = scheduled(theme=ThemeFactory())

    call_command("publish_scheduled")

    assert FundingEntry.objects.public().filter(pk=entry.pk).exists()


def test_an_entry_that_may_not_go_live_is_named_and_does_not_stop_the_others(capsys):
    theme = ThemeFactory()
    refused = scheduled(theme=theme)
    Theme.objects.filter(pk=theme.pk).update(live=False)
    other = scheduled(theme=ThemeFactory())

    call_command("publish_scheduled")

    assert not FundingEntry.objects.public().filter(pk=refused.pk).exists()
    assert FundingEntry.objects.public().filter(pk=other.pk).exists()
    assert refused.reference in capsys.readouterr().err
