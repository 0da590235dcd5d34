"""Wagtail's job that publishes what is due; here an item that cannot go as planned does not stop the others."""

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.management.commands.publish_scheduled import Command as WagtailCommand
from wagtail.models import DraftStateMixin, Page, Revision

from dog_site.core.editing.plans import plans_of, those_that_ended, what_expired_with
from dog_site.core.editing.schedule import FAILED, is_told


class Command(WagtailCommand):
    help = "Publishes and unpublishes what is due. What cannot go as planned is named, here and on the first page."

    def handle(self, *args, **options):
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        for item in expired():
            plans = plans_of([item])
            self.go(item, lambda item=item: item.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled"))
            for plan in those_that_ended(plans):
                self.tell(item, what_expired_with(plan))
        for revision in Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at"):
            publish = lambda revision=revision: revision.publish(log_action="wagtail.publish.scheduled")  # noqa: E731
            if not self.go(revision.content_object, publish):
                Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)

    def go(self, item, act) -> bool:
        """Do what was planned for `item`; whatever stands in its way is kept in its history."""
        try:
            with transaction.atomic():
                act()
        except Exception as error:  # one item, whatever is wrong with it, stops no other
            self.tell(item, " ".join(getattr(error, "messages", [str(error)])))
            return False
        return True

    def tell(self, item, reason):
        self.stderr.write(f"Not as planned: {item}: {reason}")
        if not is_told(item):
            log(item, FAILED, data={"reason": reason})


def expired() -> list:
    """Everything that is public and has passed its last moment, earliest first within each model."""
    models = [Page, *(model for model in apps.get_models() if issubclass(model, DraftStateMixin))]
    models = [model for model in models if model is Page or not issubclass(model, Page)]
    due = {"live": True, "expire_at__lt": timezone.now()}
    found = [item for model in dict.fromkeys(models) for item in model.objects.filter(**due).order_by("expire_at")]
    # As its own type a page knows what leans on it.
    return [item.specific if isinstance(item, Page) else item for item in found]
