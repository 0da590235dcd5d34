from wagtail.admin.auth import permission_required
from wagtail.snippets.views.chooser import SnippetChooserViewSet


class ChooserViewSet(SnippetChooserViewSet):
    """A chooser makes nothing: it has no form for that, and Wagtail's view fails without one."""

    def get_urlpatterns(self):
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "create"]


class GuardedChooserViewSet(ChooserViewSet):
    """A chooser lists drafts too, so it opens only for people who may see the list."""

    def construct_view(self, view_class, **kwargs):
        meta = self.model._meta
        guard = permission_required(f"{meta.app_label}.view_{meta.model_name}")
        return guard(super().construct_view(view_class, **kwargs))
