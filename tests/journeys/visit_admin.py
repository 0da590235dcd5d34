"""A view of the admin as somebody brought a page to it: our part is judged, and Wagtail's frame where that is asked.

Wagtail's own parts in the main part are judged as well, but for those named here by their selector.
"""

from dataclasses import dataclass

from .browser import Tab
from .checks.axe import Axe
from .checks.keyboard import wrong_by_keyboard
from .checks.layout import TWICE, lost_when_zoomed
from .states.desk import WINDOW
from .verdicts import Memory
from .visit import NARROW, WIDE

# Wagtail's own: who else has the form open is a button without a name, and the map of a form fades late.
WAGTAILS_OWN = [".w-editing-sessions", ".w-editing-sessions__session", ".w-minimap__collapse-all"]
# The map of a form lies beyond the window until it is opened, and a button to comment may stand half beyond it.
OWN_WHEN_ZOOMED = ", ".join([*WAGTAILS_OWN, ".w-minimap", ".w-field__comment-button"])
# Who opens the map of a form reaches what is in it, a heading of a panel does what the button beside it does, and a
# calendar helps with a date that can be typed.
OWN_BY_KEYBOARD = ", ".join([*WAGTAILS_OWN, ".w-minimap-item", "[data-panel-heading]", ".xdsoft_datetimepicker"])
# A colour that is still fading from the one scheme to the other is nobody's colour.
STILL = "* { transition: none !important; animation: none !important; }"
# The document with what people typed and ticked, which is not in its HTML.
SEEN = """() => {
    const fields = [...document.querySelectorAll("input:not([type=hidden]), select, textarea")];
    const typed = fields.map((field) => [field.value, field.checked]);
    return document.documentElement.outerHTML + JSON.stringify(typed);
}"""
# Another window is told to scripts with the next frame.
A_FRAME_LATER = "() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))"


@dataclass(frozen=True)
class Judge:
    """Judges what is open in its tab, and remembers what it found clean."""

    tab: Tab
    memory: Memory

    def sits_down(self, client):
        """Begin anew as whoever is logged in here."""
        self.tab.use(client)
        self.tab.window(WIDE)

    def findings(self, *, with_frame):
        page = self.tab.page
        page.add_style_tag(content=STILL)
        part = "body" if with_frame else WINDOW if page.locator(WINDOW).count() else "main"
        seen = settled(page)
        fingerprint = self.memory.fingerprints.of_document(seen, part)
        if self.memory.holds(fingerprint):
            return []
        axe = Axe(page, part, WAGTAILS_OWN)
        found = [
            *self._at(NARROW, axe.everything),
            *self._zoomed(part),
            *self._at(WIDE, axe.what_differs),
            *wrong_by_keyboard(self.tab, part, OWN_BY_KEYBOARD),
            *(f"asks {address}" for address in self.tab.traffic.foreign),
            *(f"console: {said}" for said in self.tab.traffic.said),
        ]
        if not found:
            self.memory.keep(fingerprint)
        return found

    def _zoomed(self, part):
        self.tab.window(*TWICE)
        settled(self.tab.page)
        return lost_when_zoomed(self.tab, part, OWN_WHEN_ZOOMED)

    def _at(self, width, judged):
        self.tab.window(width)
        settled(self.tab.page)
        return judged(f"{width} px")


def settled(page):
    """The document when nothing in it changes any more: scripts go on for a while after a page or its window is new."""
    page.evaluate(A_FRAME_LATER)
    before, now = None, page.evaluate(SEEN)
    while now != before:
        page.wait_for_timeout(300)
        before, now = now, page.evaluate(SEEN)
    return now
