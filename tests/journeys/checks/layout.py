"""What fits, what a finger can hit, where the focus is seen, in what order the headings stand, and what is printed.

What looks at a part of the page takes a selector of that, and one of what in it is left out.
"""

WIDTHS = (320, 360, 704, 720, 768, 1280)  # with both sides of where a table becomes a list
# The window of 1280 by 1024 at 400 % zoom, which is also the narrowest that WCAG asks for.
ZOOMED = 320, 256
TWICE = 640, 512
WHOLE, NOTHING = "html", ":not(*)"
# A4 within the margins that the style sheet asks for, in pixels of CSS.
PAPER = 680, 1009

# The room between letters, words, lines and paragraphs that a reader may ask for (WCAG 1.4.12).
SPACIOUS = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
        * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
        p { margin-block-end: 2em !important; }
    `);
    document.adoptedStyleSheets.push(sheet);
}"""
AS_IT_WAS = "() => document.adoptedStyleSheets.pop()"

HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
    .filter((heading) => heading.checkVisibility()).map((heading) => [+heading.tagName[1], heading.innerText])"""
CONTROLS = """const controls = [
    ...document.querySelector(part).querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")
].filter((control) =>
    control.checkVisibility({visibilityProperty: true}) && control.type !== "hidden" && !control.closest(others)
);
const name = (control) => `${control.tagName} ${control.className} "${control.innerText || control.name}"`;"""
# A link in a sentence stands on a line with other words; it has no box of its own.
SMALL = f"""([part, others]) => {{
    {CONTROLS}
    const words = (element) => element.innerText.replace(/[^\\p{{L}}\\p{{N}}]/gu, "").length;
    const isInSentence = (control) => {{
        let block = control;
        while (getComputedStyle(block).display === "inline") block = block.parentElement;
        return control.tagName === "A" && words(block) > words(control);
    }};
    return controls.filter((control) => !control.matches(".dog-skip, [tabindex]")).flatMap((control) => {{
        const {{width, height}} = control.getBoundingClientRect();
        const isSmall = (width < 24 || height < 24) && !isInSentence(control);
        return isSmall ? [`${{name(control)}} is ${{width.toFixed()}} by ${{height.toFixed()}}`] : [];
    }});
}}"""
UNFOCUSED = f"""([part, others]) => {{
    {CONTROLS}
    return controls.flatMap((control) => {{
        control.focus();
        const {{outlineStyle, outlineWidth, outlineColor}} = getComputedStyle(control);
        const isSeen = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && !/, 0\\)$/.test(outlineColor);
        return document.activeElement === control && isSeen ? [] : [`${{name(control)}}: ${{outlineStyle}}`];
    }});
}}"""
# A table may scroll within the page, where the keyboard can make it.
LOST = """([part, others]) => {
    const whole = document.querySelector(part);
    const typed = "input, select, textarea, svg, svg *";
    const all = [...whole.querySelectorAll("*")];
    const heard = all.filter((element) => getComputedStyle(element).clip !== "auto"); // for a screen reader only
    const seen = all.filter((element) => {
        const {width, height} = element.getBoundingClientRect();
        return width > 1 && height > 1 && element.checkVisibility({visibilityProperty: true})
            && !element.matches(typed) && !element.closest(others) && !heard.some((part) => part.contains(element));
    });
    const lets = (element, overflow) => overflow.test(getComputedStyle(element).overflowX);
    const scrollers = seen.filter((element) => lets(element, /auto|scroll/));
    const isWithin = (element) => scrollers.some((scroller) => scroller !== element && scroller.contains(element));
    const isBeyond = (element) => {
        const {left, right} = element.getBoundingClientRect();
        return left < -1 || right > innerWidth + 1;
    };
    const isReached = (scroller) => scroller.tabIndex === 0 || scroller.querySelector("a[href], button, input");
    const wrong = (element) => {
        const isWider = element.clientWidth && element.scrollWidth > element.clientWidth + 1;
        if (isWider && scrollers.includes(element)) {
            if (!element.querySelector("table")) return "scrolls sideways";
            if (!isReached(element)) return "scrolls sideways for a mouse only";
        }
        if (isWider && lets(element, /hidden|clip/) && element.tagName !== "MAIN") return "is cut off";
        if (isBeyond(element) && !isWithin(element)) return "is beyond the edge";
    };
    let last = null;
    return seen.flatMap((element) => {
        const what = wrong(element);
        if (!what || last?.contains(element)) return [];
        last = element;
        return [`${element.tagName} ${element.className} ${what}: "${element.innerText.trim().slice(0, 60)}"`];
    });
}"""
# What a screen lets scroll within the page, paper cuts off.
PRINTED = """() => ({
    h1: [...document.querySelectorAll("h1")].filter((heading) => heading.checkVisibility()).length,
    words: document.querySelector("main")?.innerText.trim().length ?? 0,
    ground: getComputedStyle(document.body).backgroundColor,
    folded: [...document.querySelectorAll("details")].filter((part) =>
        part.checkVisibility() && [...part.children].some((child) =>
            !child.checkVisibility() && !child.matches(".dog-fold > summary") // the title says it
        )
    ).map((part) => part.innerText.trim()),
    cut: [...document.querySelectorAll("body *")].filter((element) =>
        element.scrollWidth > element.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(element).overflowX)
    ).map((element) => `${element.tagName} ${element.className}`),
    repeated: [...document.querySelectorAll("tfoot")].filter((foot) =>
        getComputedStyle(foot).display === "table-footer-group"
    ).map((foot) => foot.innerText.trim()),
})"""
GROUND = "getComputedStyle(document.body).backgroundColor"


def sideways(page):
    """By how many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def overflow(tab, where):
    if (wider := sideways(tab.page)) > 0:
        yield f"{where}: scrolls sideways by {wider}"


def overflow_at_every_width(tab):
    for width in WIDTHS:
        tab.window(width)
        yield from overflow(tab, f"{width} px")


def overflow_when_zoomed(tab):
    tab.window(*ZOOMED)
    yield from overflow(tab, "at 400 % zoom")


def lost_when_zoomed(tab, part, others=NOTHING):
    yield from (f"at 200 % zoom: {found}" for found in tab.page.evaluate(LOST, [part, others]))


def overflow_when_spacious(tab):
    """Text that takes more room pushes nothing off the page, and is cut off nowhere."""
    tab.page.evaluate(SPACIOUS)
    for width in (WIDTHS[0], WIDTHS[-1]):
        tab.window(width)
        yield from overflow(tab, f"{width} px with the text spacing of WCAG")
    tab.page.evaluate(AS_IT_WAS)


def small_targets(tab, where):
    yield from (f"{where}, target: {found}" for found in tab.page.evaluate(SMALL, [WHOLE, NOTHING]))


def unseen_focus(tab, part=WHOLE, others=NOTHING):
    tab.page.keyboard.press("Tab")  # from here on focus is that of a keyboard
    yield from (f"focus of {found}" for found in tab.page.evaluate(UNFOCUSED, [part, others]))


def wrong_headings(tab):
    levels = [level for level, _text in tab.page.evaluate(HEADINGS)]
    if levels.count(1) != 1:
        yield f"headings: {levels.count(1)} h1"
    for number, (above, below) in enumerate(zip([0, *levels], levels, strict=False)):
        if below > above + 1:
            yield f"headings: number {number} is h{below} after h{above}"


def wrong_in_print(tab):
    """On A4 the page is whole, what is folded on the screen too, light whatever the screen is, and totals once."""
    tab.page.evaluate("document.querySelectorAll('details').forEach((part) => part.open = false)")
    tab.window(*PAPER)
    light = tab.page.evaluate(GROUND)
    tab.page.emulate_media(media="print", color_scheme="dark")
    printed = tab.page.evaluate(PRINTED)
    yield from overflow(tab, "in print")
    if printed["h1"] != 1 or not printed["words"]:
        yield f"in print: {printed['h1']} h1 and {printed['words']} characters of the main part"
    if printed["ground"] != light:
        yield f"in print: the ground is {printed['ground']} where the screen is dark"
    yield from (f"in print: cut off: {found}" for found in printed["cut"])
    yield from (f"in print: folded away: {found}" for found in printed["folded"])
    yield from (f"in print: a total on every sheet: {found}" for found in printed["repeated"])
    tab.page.emulate_media(media="screen", color_scheme="light")
