"""The window in which a project is chosen, and in which who may make its page adds the one that is missing."""

from django import forms
from django.db import transaction
from django.db.models import ForeignKey
from django.forms.models import modelform_factory
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.ui.tables import LiveStatusTagColumn
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets import BaseChooser

from dog_site.core.editing.choosers import NewItem
from dog_site.core.editing.page_choice import PageChoiceField

from .models import ProjectIndexPage, ProjectPage

# A theme is chosen from a list: a window within this window would hide it.
NewProjectForm = modelform_factory(
    ProjectPage, WagtailAdminModelForm, fields=["title", "summary", "theme"], widgets={"theme": forms.Select}
)


class OfProjects(NewItem):
    """Mixin: a project is made where its page would be, by who may make one there."""

    def can_create(self):
        parent = ProjectIndexPage.objects.first()
        return parent is not None and parent.permissions_for_user(self.request.user).can_add_subpage()

    @property
    def columns(self):
        return [*super().columns, LiveStatusTagColumn(sort_key=None)]


class ChooseView(OfProjects, chooser.ChooseView):
    pass


class ChooseResultsView(OfProjects, chooser.ChooseResultsView):
    pass


class AddView(OfProjects, chooser.CreateView):
    """What is added is a draft with the address that its title gives."""

    def save_form(self, form):
        with transaction.atomic():
            page = form.save(commit=False)
            page.slug, page.live, page.has_unpublished_changes, page.owner = "", False, True, self.request.user
            ProjectIndexPage.objects.first().add_child(instance=page)
            page.save_revision(user=self.request.user, log_action="wagtail.create")
        return page


class ProjectWidget(BaseChooser):
    """Shows a key that cannot be one of a page as nothing chosen; the field beside it says so."""

    def get_instance(self, value):
        try:
            return super().get_instance(value)
        except (ValueError, OverflowError):
            return None


class ProjectChooserViewSet(ChooserViewSet):
    model = ProjectPage
    base_widget_class = ProjectWidget
    icon = "folder-open-inverse"
    choose_one_text = _("Choose a project")
    choose_another_text = _("Choose another project")
    edit_item_text = _("Edit this project")
    create_action_label = _("Add as a draft")
    creation_tab_label = _("Add a new one")
    creation_form_class = NewProjectForm
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    create_view_class = AddView
    per_page = 25

    def get_object_list(self):
        return ProjectPage.objects.order_by("sort_key", "pk").defer_streamfields()

    def on_register(self):
        super().on_register()
        override = {"widget": self.widget_class, "form_class": PageChoiceField}
        register_form_field_override(ForeignKey, to=ProjectPage, override=override)


project_chooser = ProjectChooserViewSet("project_chooser", url_prefix="project-chooser")
