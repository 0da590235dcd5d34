// Builds static/css/dog.css and manifest.json: the rules that the site uses of NL Design System's packages, then
// css/*.css in order of name. The same sources and versions give the same bytes.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { transform } from "lightningcss";

const OUTPUT = "static/css/dog.css";
const LICENCE = "EUPL-1.2";
const BANNER = `/*! Digital Office Groningen, ${LICENCE}. Holds rules of NL Design System packages, ${LICENCE},
copyright 2020-2024 Frameless B.V., 2021-2024 Gemeente Utrecht and the community of NL Design System;
packages and versions stand in THIRD_PARTY_NOTICES.md. Do not edit: change frontend/css and run make css. */
`;
// Per package its style sheet and the classes that our templates use; rules of other classes stay behind.
const PACKAGES = {
    "@nl-design-system-candidate/skip-link-css": ["dist/skip-link.css", "nl-skip-link nl-skip-link--visible-on-focus"],
    "@nl-design-system-candidate/button-css": ["dist/button.css", "nl-button nl-button--primary"],
    "@utrecht/alert-css": ["dist/index.css", "utrecht-alert utrecht-alert--info utrecht-alert__content"],
    "@utrecht/breadcrumb-nav-css": [
        "dist/index.css",
        "utrecht-breadcrumb-nav utrecht-breadcrumb-nav__list utrecht-breadcrumb-nav__list--html-ol" +
            " utrecht-breadcrumb-nav__item utrecht-breadcrumb-nav__link",
    ],
    "@utrecht/pagination-css": ["dist/index.css", "utrecht-pagination utrecht-pagination__relative-link"],
    "@utrecht/form-label-css": ["dist/index.css", "utrecht-form-label"],
    "@utrecht/textbox-css": ["dist/index.css", "utrecht-textbox utrecht-textbox--html-input"],
    "@utrecht/select-css": ["dist/index.css", "utrecht-select utrecht-select--html-select"],
};

const here = (path) => new URL(path, import.meta.url);
const read = (path) => readFileSync(here(path));
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
const describe = (name) => JSON.parse(read(`node_modules/${name}/package.json`));

function minified(filename, code, unusedSymbols = []) {
    const { code: css, warnings } = transform({ filename, code, minify: true, unusedSymbols });
    if (warnings.length) throw new Error(`${filename}: ${warnings.map((warning) => warning.message).join(" ")}`);
    return `${css}\n`;
}

function fromPackage(name, [file, used]) {
    const { version, license } = describe(name);
    if (license !== LICENCE) throw new Error(`${name} is under ${license}, not ${LICENCE}.`);
    const code = read(`node_modules/${name}/${file}`);
    const classes = new Set([...String(code).matchAll(/\.(-?[a-z_][\w-]*)/gi)].map(([, found]) => found));
    const css = minified(name, code, [...classes].filter((found) => !used.split(" ").includes(found)));
    return { css, entry: { name, version, license, file, sha256: sha256(code) } };
}

const vendored = Object.entries(PACKAGES).map(([name, selection]) => fromPackage(name, selection));
const sources = readdirSync(here("css")).filter((name) => name.endsWith(".css")).sort().map((name) => `css/${name}`);
const own = sources.map((name) => minified(name, read(name)));
const output = Buffer.from([BANNER, ...vendored.map(({ css }) => css), ...own].join(""));

const manifest = {
    output: { path: OUTPUT, sha256: sha256(output) },
    packages: vendored.map(({ entry }) => entry),
    sources: Object.fromEntries(["build.mjs", ...sources].map((name) => [name, sha256(read(name))])),
    tools: { lightningcss: describe("lightningcss").version },
};
writeFileSync(here(`../${OUTPUT}`), output);
writeFileSync(here("manifest.json"), `${JSON.stringify(manifest, null, 4)}\n`);
console.log(`${OUTPUT}: ${output.length} bytes`);
