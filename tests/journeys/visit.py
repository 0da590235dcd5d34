"""One visit of a page: it is opened once, and everything that is wrong with it is read from that and told at once."""

from dataclasses import dataclass

from django.test import Client

from .browser import Tab
from .checks import layout, weight
from .checks.axe import Axe
from .checks.markup import NEEDED, Validator
from .tools import NO_CHROMIUM, missing
from .verdicts import Memory

NARROW, WIDE = 360, 1280


@dataclass(frozen=True)
class Visitor:
    """Visits pages, and remembers which it found clean; a tool that is missing is None."""

    client: Client
    tab: Tab | None
    validator: Validator | None
    memory: Memory

    def findings(self, address, response):
        """All that is wrong with the page at `address` as it was answered, in words that name the check and the place.

        The browser gets that very response, and so does html-validate.
        """
        fingerprint = self.memory.fingerprints.of_response(address, response)
        if self.memory.holds(fingerprint):
            return []
        found, unforeseen = self._visit(address, response)
        lacking = [reason for tool, reason in ((self.tab, NO_CHROMIUM), (self.validator, NEEDED)) if not tool]
        if not found and lacking:
            missing(" ".join(lacking))
        if not found and not unforeseen:
            self.memory.keep(fingerprint)
        return found

    def _visit(self, address, response):
        """What is wrong, and the addresses that were asked for of which a verdict knows nothing."""
        found, asked = [], set()
        if self.validator:
            self.validator.ask(response.content.decode())
        if self.tab:
            self._arrive(address, response, weight.TELEPHONE)
            has_images = weight.has_images(self.tab.page)
            found += [*weight.over_budget(self.tab, "360 px"), *look_around(self.tab), *manners(self.tab, response)]
            asked |= self.tab.traffic.asked
            if has_images:
                self._arrive(address, response, weight.DESK)
                found += [*weight.over_budget(self.tab, "1280 px"), *manners(self.tab, response)]
                asked |= self.tab.traffic.asked
        if self.validator:
            found += self.validator.told()
        return list(dict.fromkeys(found)), asked - {address}

    def _arrive(self, address, response, window):
        """Open the page in a window like this, until all is there that it asks for by itself."""
        self.tab.use(self.client, {address: response})
        self.tab.window(**window)
        self.tab.page.goto(address)
        if weight.has_images(self.tab.page):
            self.tab.page.wait_for_load_state("networkidle")


def look_around(tab):
    yield from layout.overflow_at_every_width(tab)
    tab.page.evaluate("document.querySelectorAll('details').forEach((part) => part.open = true)")
    axe = Axe(tab.page)
    for width, judged in ((NARROW, axe.everything), (WIDE, axe.what_differs)):
        tab.window(width)
        yield from judged(f"{width} px")
        yield from layout.small_targets(tab, f"{width} px")
        yield from layout.overflow(tab, f"{width} px, all open")
    yield from layout.overflow_when_zoomed(tab)
    yield from layout.overflow_when_spacious(tab)
    yield from layout.wrong_headings(tab)
    yield from layout.unseen_focus(tab)
    yield from layout.wrong_in_print(tab)


def manners(tab, response):
    """What no public page does: ask others, leave cookies, break its own policy, complain in the console."""
    yield from (f"asks {address}" for address in tab.traffic.foreign)
    names = {*response.cookies, *(cookie["name"] for cookie in tab.page.context.cookies())}
    yield from (f"cookie {name}" for name in sorted(names))
    yield from (f"policy: {refused}" for refused in tab.page.evaluate("window.refused"))
    yield from (f"console: {said}" for said in tab.traffic.said)
