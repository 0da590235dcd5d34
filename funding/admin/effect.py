"""What publishing an entry changes, beside the amounts in its form and at an address of its own; nothing is saved."""

from django.contrib.admin.utils import quote
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.panels import Panel
from wagtail.models import Page
from wagtail.snippets.views.snippets import PreviewOnCreateView, PreviewOnEditView

from dog_site.core.editing.mine import those_to_change
from projects.models import Organisation, Theme

from ..effect import DECISIVE, effect_of, effect_of_leaned
from ..models import FundingEntry, PublishedFigure, SourceDocument
from ..reconciliation import worklist


def effect_context(form, user) -> dict:
    """The effect of the entry in `form`, typed or stored, with what cannot be computed yet and links to edit pages.

    A wrong field is named with its error and left out of the sums; no other value takes its place.
    """
    errors = form.errors if form.is_bound else {}
    wrong = {name: errors[name][0] for name in DECISIVE if name in errors}
    effect = effect_of(form.instance, wrong)
    links = _page_links(effect, user)
    return {
        "effect": effect,
        "missing": [
            (FundingEntry._meta.get_field(name).verbose_name, wrong.get(name) or _("not filled in yet."))
            for name in effect.missing
        ],
        "statements": [(statement, _stated_link(statement, user)) for statement in effect.statements],
        "words": [(words, links.get(words.claim.page_id)) for words in effect.words],
    }


def told_to_who_approves(stored, proposed) -> str:
    """What publishing `proposed` over `stored` changes in totals and verdicts; empty for what no figure reads."""
    if isinstance(stored, SourceDocument):
        return render_to_string("funding/admin/effect_of_source.html", _named_with(stored))
    if isinstance(stored, PublishedFigure) and proposed.to_unpublish:
        finding = next((found for found in worklist() if found.stated.pk == stored.pk), None)
        return render_to_string("funding/admin/effect_of_leaving.html", {"stated": stored, "finding": finding})
    if isinstance(stored, FundingEntry):
        effect = effect_of(proposed)
    elif isinstance(stored, Theme | Organisation | PublishedFigure):
        effect = effect_of_leaned(stored, proposed)
    else:
        return ""
    return render_to_string(
        "funding/admin/effect_told.html",
        {
            "effect": effect,
            "statements": [(statement, "") for statement in effect.statements],
            "words": [(words, "") for words in effect.words],
        },
    )


def _named_with(source):
    """How many public rows name the source."""
    return {
        "entries": FundingEntry.objects.public().filter(source=source).count(),
        "stated": PublishedFigure.objects.public().filter(source=source).count(),
    }


def _stated_link(statement, user):
    if not user.has_perm("funding.change_publishedfigure"):
        return ""
    viewset = PublishedFigure.snippet_viewset
    return reverse(viewset.get_url_name("edit"), args=[quote(statement.stated.pk)])


def _page_links(effect, user):
    """The edit addresses of the pages in the effect, by primary key, as far as `user` may edit them."""
    pages = {words.claim.page_id for words in effect.words}
    if not pages:
        return {}
    editable = those_to_change(Page.objects.filter(pk__in=pages), user)
    return {pk: reverse("wagtailadmin_pages:edit", args=[pk]) for pk in editable.values_list("pk", flat=True)}


class EffectPanel(Panel):
    """The effect of the values in the form: as it was opened and, where scripts run, after each change."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "funding/admin/effect_panel.html"

        class Media:
            js = ["js/effect.js"]

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            viewset = self.panel.model.snippet_viewset
            name, args = ("effect_on_edit", [quote(self.instance.pk)]) if self.instance.pk else ("effect_on_add", [])
            return {
                **context,
                **effect_context(self.form, self.request.user),
                "address": reverse(viewset.get_url_name(name), args=args),
            }


class _Effect:
    """Takes what the form posts. With `?fragment` it gives the content of the panel, else a page with that in it."""

    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        template = "funding/admin/effect.html" if "fragment" in request.GET else "funding/admin/effect_page.html"
        return render(request, template, effect_context(self.get_form(request.POST), request.user))


class EffectOnAddView(_Effect, PreviewOnCreateView):
    """People who may add an entry may see what adding it changes."""


class EffectOnEditView(_Effect, PreviewOnEditView):
    """People who may edit an entry may see what editing it changes."""
