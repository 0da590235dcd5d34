"""The judge of the admin looks when the page has answered its new window, however late that is."""

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


@pytest.fixture
def on_its_own(judge, tmp_path):
    return Judge(judge.tab, Memory(judge.memory.fingerprints, Verdicts(tmp_path), [].append))


def test_a_page_is_judged_when_its_script_has_answered_the_window(on_its_own, log_in):
    on_its_own.sits_down(log_in("communicatie"))
    handbook(on_its_own.tab.page)
    on_its_own.tab.page.evaluate(LATE)

    assert on_its_own.findings(with_frame=False) == []
