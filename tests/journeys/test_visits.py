"""A visit names everything that is wrong with a page, and is made again unless the very same was found clean."""

import secrets

import pytest

from .checks.weight import DESK, TELEPHONE
from .fingerprint import Fingerprints
from .states.projects import project_with_a_photograph
from .verdicts import KNOWN, MADE, Memory, Verdicts
from .visit import Visitor

pytestmark = pytest.mark.browser

ADDRESS = "/projecten/pygrunn/"
# Wrong in one width, one colour scheme or in print only.
STYLE = """<style>
    .dog-facts dt { color: #999; }
    @media (min-width: 64em) { h1 { color: #bbb; } }
    @media (prefers-color-scheme: dark) { .dog-lede { color: #333; } }
    .wide { display: none; background: #ddd; color: #ccc; }
    @media (min-width: 64em) { .wide { display: block; } }
    @media (min-width: 43.9em) and (max-width: 44.1em) { .dog-head { width: 60em; } }
    .small { display: block; width: 12px; height: 12px; overflow: hidden; }
    .unseen:focus-visible { outline: none; }
    @media print { h1 { display: none; } .cut { overflow-x: scroll; } .cut b { display: block; width: 90em; } }
</style>"""
HEAVY = f"<!-- {secrets.token_hex(30_000)} -->"
PARTS = """<h6>Een kop die te diep is</h6>
<p class="wide">Alleen op een bureau</p>
<p><a class="small" href="/">x</a> <a class="unseen" href="/agenda/">Agenda</a></p>
<div class="cut"><b>breed</b></div>
<img src="/static/icons/favicon.svg?groot">
<img src="https://elders.example/spoor.png" alt="" width="1" height="1">
<script>console.error("stuk")</script>"""
WRONG = [
    "360 px, light, axe: color-contrast: div:nth-child(2) > .dog-facts",
    "360 px, dark, axe: color-contrast: .dog-lede",
    "1280 px, light, axe: color-contrast: h1",
    "1280 px, light, axe: color-contrast: .wide",
    "1280 px, dark, axe: color-contrast: .wide",
    "360 px, light, axe: image-alt",
    "1280 px, axe: image-alt",
    "704 px: scrolls sideways",
    "360 px, target: A small",
    "1280 px, target: A small",
    "focus of A unseen",
    "headings: number",
    "in print: 0 h1",
    "in print: cut off: DIV cut",
    "360 px, weight: HTML: ",
    "360 px, weight: no width and height",
    "1280 px, weight: no width and height",
    "asks https://elders.example/",
    "cookie spoor",
    "console: stuk",
    "HTML, wcag/h37",
    "HTML, heading-level",
]


@pytest.fixture
def notes():
    return []


@pytest.fixture
def on_its_own(visitor, notes, tmp_path):
    """A visitor with verdicts of its own."""
    return with_memory(visitor, Memory(visitor.memory.fingerprints, Verdicts(tmp_path), notes.append))


def with_memory(visitor, memory):
    return Visitor(visitor.client, visitor.tab, visitor.validator, memory)


def answer(visitor, *changes):
    """The page at ADDRESS with these changes, each of something that stands in it."""
    response = visitor.client.get(ADDRESS)
    html = response.content.decode()
    for before, after in changes:
        assert before in html
        html = html.replace(before, after, 1)
    response.content = html.encode()
    return response


def test_a_visit_names_everything_that_is_wrong(on_its_own):
    response = answer(on_its_own, ("</head>", f"{STYLE}</head>"), ("</main>", f"{PARTS}{HEAVY}</main>"))
    del response.headers["Content-Security-Policy"]  # which would not let the half of it happen
    response.set_cookie("spoor", "1")

    found = on_its_own.findings(ADDRESS, response)

    assert [wrong for wrong in WRONG if not any(line.startswith(wrong) for line in found)] == []


def test_a_visit_names_what_the_policy_refuses(on_its_own):
    parts = '<p style="color: red">rood</p><img src="https://elders.example/spoor.png" alt="" width="1" height="1">'

    found = on_its_own.findings(ADDRESS, answer(on_its_own, ("</main>", f"{parts}</main>")))

    wrong = ["policy: style-src-attr", "policy: img-src https://elders.example", "console: ", "HTML, no-inline-style"]
    assert [each for each in wrong if not any(line.startswith(each) for line in found)] == []


def test_a_page_that_was_found_clean_is_not_visited_again(on_its_own, notes):
    first = on_its_own.findings(ADDRESS, answer(on_its_own))

    second = on_its_own.findings(ADDRESS, answer(on_its_own))

    assert first == second == []
    assert notes == [MADE, KNOWN]


def test_a_page_of_which_a_word_changed_is_visited_again(on_its_own, notes):
    on_its_own.findings(ADDRESS, answer(on_its_own))

    on_its_own.findings(ADDRESS, answer(on_its_own, ("PyGrunn", "Pygrunn")))

    assert notes == [MADE, MADE]


def test_a_browser_of_another_version_visits_again(on_its_own, notes, tmp_path):
    on_its_own.findings(ADDRESS, answer(on_its_own))
    ground = on_its_own.memory.fingerprints.ground
    other = Fingerprints({**ground, "chromium": "1.0"})

    with_memory(on_its_own, Memory(other, Verdicts(tmp_path), notes.append)).findings(ADDRESS, answer(on_its_own))

    assert notes == [MADE, MADE]


def test_a_page_with_something_wrong_is_visited_each_time(on_its_own, notes, tmp_path):
    wrong = ("</main>", '<p id="inhoud"></p></main>')

    found = [on_its_own.findings(ADDRESS, answer(on_its_own, wrong)) for _time in range(2)]

    assert found[0] == found[1] != []
    assert notes == [MADE, MADE]
    assert list(tmp_path.iterdir()) == []


def test_a_visit_that_was_interrupted_leaves_no_verdict(on_its_own, tmp_path, monkeypatch):
    monkeypatch.setattr("tests.journeys.visit.look_around", lambda tab: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        on_its_own.findings(ADDRESS, answer(on_its_own))

    assert list(tmp_path.iterdir()) == []


def test_a_page_that_asks_for_what_no_fingerprint_holds_leaves_no_verdict(on_its_own, tmp_path):
    script = '<link rel="stylesheet" href="/bestaat-niet/">'

    on_its_own.findings(ADDRESS, answer(on_its_own, ("</head>", f"{script}</head>")))

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("tool", ["tab", "validator"])
def test_a_visit_without_a_tool_is_skipped_when_the_other_found_nothing(on_its_own, tmp_path, monkeypatch, tool):
    monkeypatch.delenv("MISSING_TOOLS", raising=False)
    tools = {"tab": on_its_own.tab, "validator": on_its_own.validator, tool: None}
    lacking = Visitor(client=on_its_own.client, memory=on_its_own.memory, **tools)

    with pytest.raises(pytest.skip.Exception, match="There is no"):
        lacking.findings(ADDRESS, answer(lacking))
    wrong = lacking.findings(ADDRESS, answer(lacking, ("<h1", "<h4"), ("</h1", "</h4")))

    assert wrong != []
    assert list(tmp_path.iterdir()) == []


def test_what_the_page_of_before_still_asks_is_not_held_against_a_page(on_its_own):
    on_its_own.findings(ADDRESS, answer(on_its_own))
    on_its_own.tab.page.evaluate("setInterval(() => { new Image().src = `/media/${Math.random()}` }, 1)")

    assert on_its_own.findings("/", on_its_own.client.get("/")) == []


def test_a_telephone_is_weighed_with_larger_images_than_a_desk(on_its_own):
    address = project_with_a_photograph()

    fetched = []
    for window in (TELEPHONE, DESK):
        on_its_own._arrive(address, on_its_own.client.get(address), window)
        fetched.append({url for url, (kind, _content) in on_its_own.tab.traffic.served.items() if kind == "image"})

    assert all(fetched)
    assert fetched[0] != fetched[1]
