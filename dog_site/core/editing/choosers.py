"""Windows in which one item is chosen for a field, and in which the one that is missing is added."""

from django.db import transaction
from django.forms.models import modelform_factory
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import permission_required
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.forms.models import formfield_for_dbfield
from wagtail.log_actions import log
from wagtail.snippets.views import chooser

from .suggestions import suggested


class NewItem:
    """Mixin for the views that show or take the form of a new item: its fields are not those of the form around it."""

    def get_creation_form_kwargs(self):
        kwargs = {"prefix": f"new-{self.model_class._meta.model_name}", "initial": suggested(self.model_class)}
        return super().get_creation_form_kwargs() | kwargs


class ChooseView(NewItem, chooser.ChooseView):
    pass


class AddView(NewItem, chooser.SnippetCreateView):
    """What is added here is a draft, as in its own form: somebody completes it there, and it is approved as ever."""

    def save_form(self, form):
        with transaction.atomic():
            form.instance.live = False
            item = form.save()
            revision = item.save_revision(user=self.request.user)
            log(item, "wagtail.create", user=self.request.user, revision=revision, content_changed=True)
        return item


class ChooserViewSet(chooser.SnippetChooserViewSet):
    """Who has the right to add an item can do so here, where it `creates` one: the names of the fields that it takes.

    Without those there is no address for it, since Wagtail's view fails without a form.
    """

    creates: tuple[str, ...] = ()
    choose_view_class = ChooseView
    create_view_class = AddView
    create_action_label = _("Add as a draft")
    creation_tab_label = _("Add a new one")

    @property
    def _creation_form_class(self):
        if not self.creates:
            return None
        return modelform_factory(
            self.model, WagtailAdminModelForm, fields=self.creates, formfield_callback=formfield_for_dbfield
        )

    def get_urlpatterns(self):
        return [pattern for pattern in super().get_urlpatterns() if self.creates or pattern.name != "create"]


class GuardedChooserViewSet(ChooserViewSet):
    """A chooser lists drafts too, so it opens only for people who may see the list."""

    def construct_view(self, view_class, **kwargs):
        meta = self.model._meta
        guard = permission_required(f"{meta.app_label}.view_{meta.model_name}")
        return guard(super().construct_view(view_class, **kwargs))
