"""The judge of the admin names what is wrong, and looks when the page has answered its new window, however late."""

import pytest

from .states.bureau import handbook
from .verdicts import Memory, Verdicts
from .visit_admin import Judge

pytestmark = pytest.mark.browser

# A button that is too small for a telephone, until the script of the page has heard of the narrow window.
LATE = """() => {
    document.querySelector("main").insertAdjacentHTML("beforeend", `
        <p><button id="late" style="width: 9px; height: 9px; padding: 0">x</button><button>y</button></p>`);
    addEventListener("resize", () => setTimeout(() => document.getElementById("late")?.remove(), 150));
}"""

# Wrong in a window that is zoomed to 200 %, or without a mouse only.
PARTS = """<style>
    @media (min-width: 39em) and (max-width: 41em) {
        .wide { width: 60em; }
        .cut { width: 9em; overflow: hidden; white-space: nowrap; }
        .slides, .frame { overflow-x: scroll; }
        :is(.slides, .frame) > * { width: 90em; }
        .left { position: relative; left: -60em; }
    }
    .unseen:focus-visible { outline: none !important; }
    .clicked { cursor: pointer; }
</style>
<p class="wide">Breder dan het venster</p>
<p class="cut">Een zin die hier niet in past</p>
<p class="left">Links uit beeld</p>
<div class="slides"><p>Een regel die opzij schuift</p></div>
<div class="frame" tabindex="-1"><table><tr><td>Een tabel voor wie een muis heeft</td></tr></table></div>
<div class="frame" tabindex="0"><table><tr><td>Een tabel voor iedereen</td></tr></table></div>
<p><button class="mouse" tabindex="-1">Muis</button> <a class="unseen" href="/beheer/">Ongezien</a></p>
<p><span class="clicked">Klik</span> <span class="action" data-action="click-&gt;w-action#post">Klik</span></p>
<p><button>Eerst</button></p>
<p><button class="early" tabindex="1">Te vroeg</button></p>
<p><label><input type="radio" name="one" checked> Een</label> <label><input type="radio" name="one"> Twee</label></p>"""
WRONG = [
    "at 200 % zoom: P wide is beyond the edge",
    "at 200 % zoom: P cut is cut off",
    "at 200 % zoom: P left is beyond the edge",
    "at 200 % zoom: DIV slides scrolls sideways:",
    "at 200 % zoom: DIV frame scrolls sideways for a mouse only",
    'keyboard: BUTTON mouse "Muis" is not reached',
    'keyboard: SPAN clicked "Klik" is clicked and no control',
    'keyboard: SPAN action "Klik" is clicked and no control',
    "keyboard: BUTTON early",
    "focus of A unseen",
]
BY_AXE = "360 px", "1280 px"


@pytest.fixture
def on_its_own(judge, tmp_path):
    return Judge(judge.tab, Memory(judge.memory.fingerprints, Verdicts(tmp_path), [].append))


def test_a_page_is_judged_when_its_script_has_answered_the_window(on_its_own, log_in):
    on_its_own.sits_down(log_in("communicatie"))
    handbook(on_its_own.tab.page)
    on_its_own.tab.page.evaluate(LATE)

    assert on_its_own.findings(with_frame=False) == []


def test_the_judge_names_what_is_lost_when_zoomed_and_without_a_mouse(on_its_own, log_in):
    on_its_own.sits_down(log_in("communicatie"))
    handbook(on_its_own.tab.page)
    on_its_own.tab.page.evaluate("html => document.querySelector('main').insertAdjacentHTML('beforeend', html)", PARTS)

    found = on_its_own.findings(with_frame=False)

    assert [wrong for wrong in WRONG if not any(line.startswith(wrong) for line in found)] == []
    assert [line for line in found if not line.startswith((*WRONG, *BY_AXE))] == []
