// Judges documents for tests/journeys/test_html.py: says "ready", then answers each JSON line {name, html} on stdin
// with a JSON line, the list of what is wrong. It stays until stdin closes, so one process serves a whole session.
import { createInterface } from "node:readline";
import { HtmlValidate, StaticConfigLoader } from "html-validate";

// Where a table becomes a list its elements get another `display`, for which browsers may take away their role. So a
// role written on them is not redundant; on all other elements it is.
const WITHOUT_ROLE = ["table", "thead", "tbody", "tfoot", "tr", "th", "td"];

const CONFIG = {
    root: true,
    elements: ["html5", Object.fromEntries(WITHOUT_ROLE.map((tag) => [tag, { aria: { implicitRole: () => null } }]))],
    // "recommended" holds all rules of "standard" and "a11y"; "document" is what only a whole page can be judged on.
    extends: ["html-validate:recommended", "html-validate:document"],
    rules: {
        "doctype-style": ["error", { style: "lowercase" }],
        // An editor writes the title; our longest states have titles of 250 characters on purpose.
        "long-title": "off",
        // A line that held only a template tag keeps its indentation; no visitor gets to see it.
        "no-trailing-whitespace": "off",
        // The style sheet comes from the same server as the page: a hash would guard it against nobody.
        "require-sri": ["error", { target: "crossorigin" }],
    },
};
const validator = new HtmlValidate(new StaticConfigLoader(CONFIG));

console.log("ready");
for await (const line of createInterface({ input: process.stdin })) {
    const { name, html } = JSON.parse(line);
    const { results } = await validator.validateString(html, name);
    const found = results.flatMap(({ messages }) => messages);
    const answer = found.map(({ ruleId: rule, line, column, message }) => ({ rule, line, column, message }));
    console.log(JSON.stringify(answer));
}
