"""Columns of a list of pages. Each says its words once, for the screen and for the file."""

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn

from .state import PageState


class ThumbnailColumn(BaseColumn):
    """The image of a page, where it has one; decoration, for its title stands beside it."""

    cell_template_name = "core/listings/thumbnail.html"
    header_template_name = "core/listings/thumbnail_header.html"

    def get_cell_context_data(self, instance, parent_context):
        return super().get_cell_context_data(instance, parent_context) | {"made": instance.thumbnail}


class TitleColumn(Column):
    """The title of the latest version, as a link to its form, with a lock where it has one."""

    cell_template_name = "core/listings/title.html"

    def get_value(self, instance):
        return instance.draft_title or instance.title


class StateColumn(Column):
    """How far the page is (state.py)."""

    cell_template_name = "core/listings/state.html"

    def get_value(self, instance):
        return PageState(instance.state).label


class ReadyColumn(Column):
    """How much of the page is done, and what is still to do (../readiness.py)."""

    cell_template_name = "core/listings/ready.html"

    def get_value(self, instance):
        readiness = instance.readiness
        if readiness is None:
            return ""
        return f"{readiness.count} ({readiness.sentence})" if readiness.todo else readiness.count

    def get_cell_context_data(self, instance, parent_context):
        return super().get_cell_context_data(instance, parent_context) | {"readiness": instance.readiness}


class DayColumn(Column):
    """A day as Dutch people write it: 28 november 2026."""

    def get_value(self, instance):
        day = super().get_value(instance)
        return date_format(day, "j F Y") if day else ""


class NamesColumn(Column):
    """The names of several things of a page, such as its themes."""

    def get_value(self, instance):
        return ", ".join(str(each) for each in getattr(instance, self.name).all())


BULK = BulkActionsColumn("bulk_actions")
TITLE = TitleColumn("title", label=_("Title"), sort_key="title", classname="title")
STATE = StateColumn("state", label=pgettext_lazy("column of a list", "State"), sort_key="state", classname="d-state")
READY = ReadyColumn("readiness", label=pgettext_lazy("column of a list", "Ready"), classname="d-points")
