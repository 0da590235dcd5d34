"""Vraagt aandacht: what needs attention and this person can mend, by kind, the oldest first."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dog_site.core.editing.attention import Rule, Thing
from dog_site.core.editing.panel import Panel
from dog_site.core.models import today_in_groningen

from ..age import age
from ..asking import Found, ask, by_kind


@dataclass(frozen=True)
class Line:
    """One thing, or several of one rule together, as somebody reads it."""

    title: str
    sentence: str | Promise
    owner: str
    age: str
    action: str | Promise
    address: str
    later: str = ""

    @property
    def name(self) -> str:
        """What the line is about, for who hears its buttons apart from it."""
        return f"{self.title}: {self.sentence}" if self.sentence else self.title


def lines_of(found: Found, *, together: bool) -> list[Line]:
    """The lines of one rule: a line for each thing, or `together` one for all of them."""
    rule = found.rule
    if found.has_failed:
        words = _(
            "The rule “%(name)s” could not be asked. The rest works; who runs the site finds the error in the log."
        )
        return [Line(words % {"name": rule.name}, "", rule.owner, "", "", "")]
    if together:
        oldest = found.things[0].since if found.things else None
        words = str(rule.of_many) % {"count": found.total}
        return [Line(words, "", rule.owner, _age(oldest), _("Look at them"), address_of_list(rule), later(rule))]
    return [_line(rule, thing) for thing in found.things]


def _line(rule: Rule, thing: Thing) -> Line:
    sentence = thing.sentence or rule.sentence
    return Line(thing.title, sentence, rule.owner, _age(thing.since), rule.action, thing.address, later(rule, thing))


def _age(since):
    return age(since, today_in_groningen())


def address_of_list(rule: Rule) -> str:
    """Where all things of a rule stand."""
    return (
        rule.list_address() if rule.list_address else f"{reverse('desk_attention')}?{urlencode({'soort': rule.name})}"
    )


def later(rule: Rule, thing: Thing | None = None) -> str:
    """Where somebody puts a thing off; without a thing, all that the rule finds."""
    address = reverse("desk_put_off", args=[rule.name])
    return f"{address}?{urlencode({'wat': thing.key})}" if thing and thing.key else address


def found_for(request) -> list[Found]:
    """What needs the attention of who asks, asked once for all panels of a page."""
    if not hasattr(request, "needs_attention"):
        request.needs_attention = ask(request.user)
    return request.needs_attention


class AttentionPanel(Panel):
    name = "aandacht"
    heading = gettext_lazy("Needs attention")
    template_name = "desk/bureau/attention.html"
    order = 50

    def context(self):
        found = found_for(self.request)
        return {
            "count": sum(each.total for each in found),
            "kinds": [
                (kind, [line for each in of_kind for line in lines_of(each, together=not each.is_few)])
                for kind, of_kind in by_kind(found)
            ],
        }
