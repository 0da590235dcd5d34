"""The worklist "Aansluiting": what sources state beside what the entries say, the unexplained ones on top."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permissions import ModelPermissionPolicy

from dog_site.core.lists.names import sort_key

from ..models import FundingEntry, PublishedFigure, SourceDocument
from ..reconciliation import Finding, Verdict, count_verdicts, count_verdicts_by_source, worklist

ROWS = 50
ANY = ("add", "change", "delete", "view", "publish")


def may_see(user) -> bool:
    """People who may see the entries may see how they compare with what sources state."""
    return ModelPermissionPolicy(FundingEntry).user_has_any_permission(user, ANY)


class FilterForm(forms.Form):
    """The choices are what the list holds; another value is left out."""

    bron = forms.TypedChoiceField(required=False, coerce=int, empty_value=None, label=_("Source"))
    jaar = forms.TypedChoiceField(required=False, coerce=int, empty_value=None, label=_("Year"))
    oordeel = forms.ChoiceField(required=False, label=_("Verdict"))

    def __init__(self, data, findings):
        super().__init__(data)
        sources = {found.stated.source_id: found.stated.source.title for found in findings}
        years = sorted({found.stated.year for found in findings}, reverse=True)
        self.fields["bron"].choices = [
            ("", _("all sources")),
            *sorted(sources.items(), key=lambda source: sort_key(source[1])),
        ]
        self.fields["jaar"].choices = [("", _("all years")), *((year, str(year)) for year in years)]
        self.fields["oordeel"].choices = [("", _("all verdicts")), *Verdict.choices]

    def chosen(self, findings):
        """The findings that match every valid filter."""
        self.is_valid()
        source, year, verdict = (self.cleaned_data.get(name) for name in ("bron", "jaar", "oordeel"))
        return [
            found
            for found in findings
            if (not source or found.stated.source_id == source)
            and (not year or found.stated.year == year)
            and (not verdict or found.verdict == verdict)
        ]

    @property
    def is_filtered(self):
        return any(self.cleaned_data.values())


@dataclass(frozen=True)
class Row:
    """A finding with the addresses that somebody needs to settle it; empty when they may not go there."""

    finding: Finding
    edit_url: str
    source_url: str
    entries_url: str


class ReconciliationView(WagtailAdminTemplateMixin, TemplateView):
    page_title = _("Reconciliation")
    header_icon = "check"
    template_name = "funding/admin/reconciliation.html"

    def dispatch(self, request, *args, **kwargs):
        if not may_see(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        everything = worklist()
        form = FilterForm(self.request.GET, everything)
        found = form.chosen(everything)
        page = Paginator(found, ROWS).get_page(self.request.GET.get("p"))
        return {
            **super().get_context_data(**kwargs),
            "form": form,
            "everything": everything,
            "page": page,
            "rows": self._rows(page),
            "tally": count_verdicts(found),
            "sources": count_verdicts_by_source(found),
            "is_settled": not any(finding.verdict == Verdict.DIFFERS_UNEXPLAINED for finding in everything),
        }

    def _rows(self, findings):
        user = self.request.user
        may_change_figure = ModelPermissionPolicy(PublishedFigure).user_has_permission(user, "change")
        may_change_source = ModelPermissionPolicy(SourceDocument).user_has_permission(user, "change")
        return [
            Row(
                finding=finding,
                edit_url=_edit_url(PublishedFigure, finding.stated.pk) if may_change_figure else "",
                source_url=_edit_url(SourceDocument, finding.stated.source_id) if may_change_source else "",
                entries_url=finding.computed.address if finding.computed and finding.computed.rows else "",
            )
            for finding in findings
        ]


def _edit_url(model, pk):
    return reverse(model.snippet_viewset.get_url_name("edit"), args=[pk])


class ReconciliationMenuItem(MenuItem):
    def is_shown(self, request):
        return may_see(request.user)


class ReconciliationViewSet(ViewSet):
    name = "aansluiting"
    icon = "check"
    menu_label = _("Reconciliation")
    menu_item_class = ReconciliationMenuItem

    def get_urlpatterns(self):
        return [path("", ReconciliationView.as_view(), name="index")]


reconciliation = ReconciliationViewSet()


@hooks.register("register_admin_viewset")
def register_reconciliation():
    return reconciliation
