"""The list of everything that needs attention, and what somebody puts off or takes up again."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput

from dog_site.core.editing.attention import Kind, rule_named, rules_for
from dog_site.core.editing.roles import ADMINISTRATION, COORDINATION

from .asking import MOST, ask, by_kind, told_to
from .bureau.attention import address_of_list, lines_of
from .models import PutOff


class Order:
    """In which order the list stands."""

    KIND, AGE, OWNER = "soort", "leeftijd", "eigenaar"
    CHOICES = (
        (KIND, pgettext_lazy("sorted", "by kind")),
        (AGE, pgettext_lazy("sorted", "the oldest first")),
        (OWNER, pgettext_lazy("sorted", "by owner")),
    )


class NarrowForm(forms.Form):
    """What the list is narrowed to; what does not exist any more is said, and left out."""

    soort = forms.ChoiceField(required=False, label=gettext_lazy("What it is about"))
    van = forms.ChoiceField(required=False, label=gettext_lazy("Whose it is"))
    volgorde = forms.ChoiceField(required=False, label=gettext_lazy("Order"), choices=Order.CHOICES)

    def __init__(self, data, rules):
        super().__init__(data)
        owners = sorted({rule.owner for rule in rules})
        kinds = [(kind.value, kind.label) for kind in Kind if any(rule.kind == kind for rule in rules)]
        # A link from the first page names one rule.
        names = [(rule.name, rule.name) for rule in rules]
        self.fields["soort"].choices = [("", _("everything")), *kinds]
        self.fields["van"].choices = [("", _("everybody")), *((owner, owner) for owner in owners)]
        self.rule = data.get("soort") if data.get("soort") in dict(names) else None
        if self.rule:
            self.fields["soort"].choices.append((self.rule, str(rule_named(self.rule).of_many) % {"count": ""}))
        self.is_valid()

    @property
    def wrong(self) -> list[str]:
        return [str(self.fields[name].label) for name in self.errors]

    def chosen(self, rules):
        kind, owner = (self.cleaned_data.get(name) for name in ("soort", "van"))
        return [
            rule
            for rule in rules
            if (not kind or kind in (rule.kind, rule.name)) and (not owner or rule.owner == owner)
        ]

    @property
    def order(self):
        return self.cleaned_data.get("volgorde") or Order.KIND


class LaterForm(forms.ModelForm):
    class Meta:
        model = PutOff
        fields = ["until", "reason"]
        widgets = {"until": AdminDateInput}


@require_safe
def attention(request):
    rules = rules_for(request.user)
    form = NarrowForm(request.GET, rules)
    found = ask(request.user, most=MOST, rules=form.chosen(rules))
    names = [rule.name for rule in rules]
    put_off = PutOff.objects.in_force().filter(rule__in=names).select_related("by").order_by("until", "title")
    return render(
        request,
        "desk/attention.html",
        {
            "form": form,
            "groups": _groups(found, form.order),
            "count": sum(each.total for each in found),
            "cut_off": [each for each in found if each.total > len(each.things)],
            "put_off": told_to(request.user, put_off),
            "page_title": _("Needs attention"),
        },
    )


def _groups(found, order):
    """The lines under their headings, as the list is ordered."""
    if order == Order.KIND:
        return [(kind.label, [line for each in of_kind for line in _lines(each)]) for kind, of_kind in by_kind(found)]
    if order == Order.OWNER:
        owners = sorted({each.rule.owner for each in found})
        return [
            (owner, [line for each in found if each.rule.owner == owner for line in _lines(each)]) for owner in owners
        ]
    dated = [(thing.since, line) for each in found for thing, line in zip(each.things, _lines(each), strict=False)]
    failed = [line for each in found if each.has_failed for line in _lines(each)]
    oldest_first = sorted(dated, key=lambda pair: (pair[0] is None, _moment(pair[0])))
    return [(_("The oldest first"), [line for _since, line in oldest_first] + failed)] if found else []


def _moment(since):
    return "" if since is None else since.isoformat()


def _lines(found):
    return lines_of(found, together=False)


@require_http_methods(["GET", "HEAD", "POST"])
def put_off(request, rule):
    """Puts one thing off, or all that a rule finds, for whoever can mend it."""
    rule = rule_named(rule)
    if rule is None:
        raise Http404
    if not rule.is_for(request.user):
        raise PermissionDenied
    key = request.GET.get("wat", "")
    if not key and not _sees_all(request.user, rule):
        words = _("Only colleagues of %(owner)s put all of this off. You can put off each thing by itself.")
        messages.warning(request, words % {"owner": rule.owner})
        return redirect(address_of_list(rule))
    title = _title(request.user, rule, key)
    if title is None:
        messages.warning(request, _("This needs no attention any more: somebody mended it or put it off."))
        return redirect("desk_attention")
    form = LaterForm(request.POST or None)
    if form.is_valid():
        until, reason = form.cleaned_data["until"], form.cleaned_data["reason"]
        PutOff.objects.update_or_create(
            rule=rule.name,
            key=key,
            defaults={"title": title[:255], "until": until, "reason": reason, "by": request.user},
        )
        messages.success(
            request,
            _("“%(title)s” is told again on %(day)s.") % {"title": title, "day": date_format(until, "j F Y")},
        )
        return redirect("wagtailadmin_home")
    return render(request, "desk/put_off.html", {"form": form, "title": title, "page_title": _("Put off")})


def _title(user, rule, key):
    """What somebody would put off, in words; None when the rule does not find it for them."""
    [found] = ask(user, most=MOST, rules=[rule]) or [None]
    if found is None or found.has_failed:
        return None
    if not key:
        return lines_of(found, together=True)[0].title if rule.of_many else lines_of(found, together=False)[0].name
    lines = zip(found.things, lines_of(found, together=False), strict=True)
    return next((line.name for thing, line in lines if thing.key == key), None)


def _sees_all(user, rule):
    """Whether `user` is one of those who are told of all that a rule finds, and not only of a part of the site."""
    groups = {rule.owner, COORDINATION, ADMINISTRATION}
    return user.is_superuser or user.groups.filter(name__in=groups).exists()


@require_POST
def take_up_again(request, pk):
    put_off = get_object_or_404(PutOff, pk=pk)
    rule = rule_named(put_off.rule)
    is_told = rule is not None and told_to(request.user, [put_off])
    if not is_told or (not put_off.key and not _sees_all(request.user, rule)):
        raise PermissionDenied
    put_off.delete()
    messages.success(request, _("“%(title)s” is told again from now on.") % {"title": put_off.title})
    return redirect("desk_attention")
