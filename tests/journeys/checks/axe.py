"""What axe finds at two widths, with contrast in the light and in the dark.

Contrast takes most of the time of axe. It is measured on everything at the first width, and at the other only on what
looks different there or was not seen: other colours, letters or grounds, or a place of its own above the page.
"""

from axe_playwright_python.sync_playwright import Axe as Shipped

SCRIPT = Shipped().axe_script
OF_COLOUR = ["color-contrast", "link-in-text-block"]
VIOLATIONS = {"resultTypes": ["violations"]}
EVERYTHING = {**VIOLATIONS, "rules": {"target-size": {"enabled": True}}}
COLOURS = {**VIOLATIONS, "runOnly": OF_COLOUR}
STRUCTURE = {
    **VIOLATIONS,
    "rules": {"target-size": {"enabled": True}, **{rule: {"enabled": False} for rule in OF_COLOUR}},
}
# Called with a part of the page: the outermost elements in it that look otherwise than they did in this scheme before.
LOOKS = """
const OF_LETTERS = ["color", "fontSize", "fontWeight", "textShadow", "textDecorationLine", "display"];
const OF_A_GROUND = [
    "backgroundColor", "backgroundImage", "opacity", "filter", "mixBlendMode",
    "clipPath", "clip", "overflow", "position",
];
window.looks = {light: new WeakMap(), dark: new WeakMap()};
window.seenOtherwise = (scheme, part) => {
    const values = (element, names) => {
        const style = getComputedStyle(element);
        return names.map((name) => style[name]).join();
    };
    const grounds = new Map([[null, ""]]);
    const ground = (element) => {
        if (!grounds.has(element)) {
            const own = values(element, OF_A_GROUND);
            grounds.set(element, `${ground(element.parentElement)}|${own}`);
        }
        return grounds.get(element);
    };
    const outermost = [];
    for (const element of part.querySelectorAll("*")) {
        const {width, height, right, bottom} = element.getBoundingClientRect();
        const isSeen = element.checkVisibility({visibilityProperty: true, opacityProperty: true})
            && width > 1 && height > 1 && right > 0 && bottom + scrollY > 0;
        const look = `${isSeen}|${values(element, OF_LETTERS)}|${ground(element)}`;
        const isAbove = ["absolute", "fixed", "sticky"].includes(getComputedStyle(element).position);
        const isAsBefore = window.looks[scheme].get(element) === look && !isAbove;
        window.looks[scheme].set(element, look);
        if (isSeen && !isAsBefore && !outermost.at(-1)?.contains(element)) outermost.push(element);
    }
    return outermost;
};
window.judge = async (context, options) => {
    const {violations} = await axe.run(context, options);
    return violations.flatMap((rule) => rule.nodes.map((node) => {
        const checks = [...node.any, ...node.all, ...node.none];
        return `${rule.id}: ${node.target} ${checks.map((check) => check.message)}`;
    }));
};
"""
JUDGE = """async ([selector, exclude, options, scheme]) => {
    const part = document.querySelector(selector);
    if (scheme) window.seenOtherwise(scheme, part);
    return await window.judge(selector === "html" ? document : {include: [part], exclude}, options);
}"""
JUDGE_WHAT_DIFFERS = """async ([selector, exclude, options, scheme]) => {
    const include = window.seenOtherwise(scheme, document.querySelector(selector));
    return include.length ? await window.judge({include, exclude}, options) : [];
}"""


class Axe:
    """Axe in a page that is open, on the part of it that `selector` names; `exclude` names parts of others."""

    def __init__(self, page, selector="html", exclude=()):
        self.page = page
        self.part = selector, [[other] for other in exclude]
        page.evaluate(f"{SCRIPT}\n{{{LOOKS}}}\nnull")

    def everything(self, where):
        yield from self._told(f"{where}, light", JUDGE, EVERYTHING, "light")
        self.page.emulate_media(color_scheme="dark")
        yield from self._told(f"{where}, dark", JUDGE, COLOURS, "dark")
        self.page.emulate_media(color_scheme="light")

    def what_differs(self, where):
        """All but colours, and the colours of what is seen otherwise than when `everything` looked."""
        yield from self._told(where, JUDGE, STRUCTURE, None)
        yield from self._told(f"{where}, light", JUDGE_WHAT_DIFFERS, COLOURS, "light")
        self.page.emulate_media(color_scheme="dark")
        yield from self._told(f"{where}, dark", JUDGE_WHAT_DIFFERS, COLOURS, "dark")
        self.page.emulate_media(color_scheme="light")

    def _told(self, where, script, options, scheme):
        for found in self.page.evaluate(script, [*self.part, options, scheme]):
            yield f"{where}, axe: {found}"
