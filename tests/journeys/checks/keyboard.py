"""What somebody without a mouse can do in a part of a page: reach each control with Tab, in the order of the document.

Of buttons that are one to Tab, as radio buttons are, the arrow keys choose; one of them is reached.
"""

from .layout import CONTROLS, NOTHING, unseen_focus

# One message to the browser, where Playwright's own way to press a key takes several.
TAB = {"type": "rawKeyDown", "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
# With `press`: how often Tab is pressed to pass all of the part, also where a text to be edited or a frame stops it.
BEGIN = f"""([part, others]) => {{
    {CONTROLS}
    const isShown = (control) => control.getBoundingClientRect().width > 0 && !control.disabled;
    const isControl = (control) => control.matches("a, button, input, select, textarea, summary, [tabindex='0']");
    window.controls = controls.filter((control) => isShown(control) && isControl(control));
    window.reached = new Set();
    addEventListener("focusin", (event) => window.reached.add(event.target));
    const before = document.createElement("span");
    before.tabIndex = -1;
    document.querySelector(part).prepend(before);
    before.focus();
    return window.controls.length + document.querySelectorAll("[contenteditable=true]").length + 5;
}}"""
MISSED = f"""([part, others]) => {{
    {CONTROLS}
    const together = (control) => control.type === "radio"
        ? window.controls.filter((other) => other.name === control.name && other.form === control.form)
        : [...control.closest("[role=tablist], [role=toolbar], [role=menu]")?.querySelectorAll("*") ?? []];
    const isReached = (control) => [control, ...together(control)].some((one) => window.reached.has(one));
    const stops = [...window.reached].filter((control) => window.controls.includes(control));
    const isEarly = (control, index) =>
        index && stops[index - 1].compareDocumentPosition(control) & Node.DOCUMENT_POSITION_PRECEDING;
    const points = (element) => getComputedStyle(element).cursor === "pointer";
    const listens = (element) => element.onclick || /(^|\\s)click->/.test(element.dataset.action ?? "");
    const isClicked = (element) => (points(element) && !points(element.parentElement)) || listens(element);
    const control = "a, button, input, select, textarea, summary, label, option, [tabindex='0']";
    const clicked = [...document.querySelector(part).querySelectorAll("*")].filter((element) =>
        isClicked(element) && element.checkVisibility({{visibilityProperty: true}})
        && !element.closest(control) && !element.closest(others)
    );
    return [
        ...window.controls.filter((one) => !isReached(one)).map((one) => `${{name(one)}} is not reached`),
        ...stops.filter(isEarly).map((one) => `${{name(one)}} comes after what it stands before`),
        ...clicked.map((one) => `${{name(one)}} is clicked and no control`),
    ];
}}"""


def wrong_by_keyboard(tab, part, others=NOTHING):
    for _control in range(tab.page.evaluate(BEGIN, [part, others])):
        tab.devtools.send("Input.dispatchKeyEvent", TAB)
    yield from (f"keyboard: {found}" for found in tab.page.evaluate(MISSED, [part, others]))
    yield from unseen_focus(tab, part, f"{others}, :disabled")
