from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResultsConfig(AppConfig):
    name = "results"
    verbose_name = _("results")

    def ready(self):
        from dog_site.core.models import previewed
        from funding.models import PublishedFigure, SourceDocument
        from projects.models import Organisation, Theme

        from . import previews

        previewed.register(Theme, previews.show_theme)
        previewed.register(Organisation, previews.show_organisation)
        previewed.register(SourceDocument, previews.show_source)
        previewed.register(PublishedFigure, previews.show_stated_figure)
