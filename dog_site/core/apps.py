from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "dog_site.core"
    label = "core"
    verbose_name = _("Digital Office")

    def ready(self):
        from wagtail.models import Site

        from . import signals  # noqa: F401
        from .around import site
        from .editing import (
            attention,
            damaged,
            deleting,
            exports,
            labels,
            launch,
            linked,
            lost,
            notifications,
            packed,
            page_choice,
            schedule,
            statement_reminder,
        )
        from .kept import clock
        from .models import leaning, pages
        from .numbers import days

        clock.register(clock.last_moments)
        Site.get_site_root_paths = staticmethod(site.roots_of_today)
        attention.register(schedule.DidNotGoAsPlanned(), damaged.DamagedImages(), damaged.DamagedDocuments())
        attention.register(lost.Lost(), launch.NotFilledIn(), statement_reminder.StatementIsOld())
        leaning.register(linked.what_links_to, deletion_only=True)
        pages.pages_go.connect(deleting.keep_pages_that_go)
        days.use_in_forms()
        page_choice.use_in_forms()
        notifications.replace_wagtail_notifiers()
        exports.neutralise_exports()
        labels.translate()
        packed.pack_blocks_once()
