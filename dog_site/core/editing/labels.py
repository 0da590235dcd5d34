"""Labels that Wagtail makes of the names in its code, so that no catalogue reaches them."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.workflows import WorkflowPageForm
from wagtail.sites.views import IndexView
from wagtail.users.forms import PagePermissionsForm

OF_SITES = {"port": _("Port"), "site_name": _("Name of the site"), "root_page": _("Home page")}


def translate() -> None:
    for form in (WorkflowPageForm, PagePermissionsForm):
        form.base_fields["page"].label = _("Page")
    for column in IndexView.columns:
        if column.name in OF_SITES:
            column.label = OF_SITES[column.name]
