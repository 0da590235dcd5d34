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
            exports,
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
        from .models import leaning
        from .numbers import days

        clock.register(clock.last_moments)
        Site.get_site_root_paths = staticmethod(site.roots_of_today)
        attention.register(launch.LAUNCH_RULE)
        attention.register(statement_reminder.STATEMENT_RULE)
        attention.register(schedule.SCHEDULE_RULE)
        for rule in (*damaged.RULES, *lost.rules()):
            attention.register(rule)
        leaning.register(linked.what_links_to, deletion_only=True)
        days.use_in_forms()
        page_choice.use_in_forms()
        notifications.replace_wagtail_notifiers()
        exports.neutralise_exports()
        packed.pack_blocks_once()
