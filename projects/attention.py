"""What needs attention in the projects and their organisations (core/editing/attention.py)."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dog_site.core.editing.attention import Kind, RuleOfItems
from dog_site.core.editing.doubles import Doubles
from dog_site.core.editing.page_rules import WithoutSummary, WithSilentPicture
from dog_site.core.editing.roles import FIGURES

from .models import Organisation, ProjectPage, Theme


class WithoutKind(RuleOfItems):
    """Organisations of which nobody said whether they are a company, a school or a government."""

    name = "organisation_without_kind"
    model = Organisation
    kind = Kind.NAMES
    owner = FIGURES
    title = "name"
    since = "first_published_at"
    sentence = _("the kind of organisation is missing")
    of_many = _("%(count)s organisations of which the kind is missing")
    action = _("Choose the kind")

    @staticmethod
    def list_address():
        return f"{reverse(Organisation.snippet_viewset.get_url_name('list'))}?kind={Organisation.Kind.UNKNOWN}"

    def rows(self, user):
        return Organisation.objects.with_page().filter(kind=Organisation.Kind.UNKNOWN)


RULES = (
    WithoutSummary(ProjectPage, _("%(count)s projects without a summary of their own")),
    WithSilentPicture(ProjectPage, _("%(count)s projects with an image that has no description")),
    WithoutKind(),
    Doubles(Organisation),
    Doubles(Theme),
)
