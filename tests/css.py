"""Reads what the tests of the style sheet need: blocks of rules, and values behind `var()`."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FRONTEND = ROOT / "frontend"
MANIFEST = json.loads((FRONTEND / "manifest.json").read_text())
OUTPUT = ROOT / MANIFEST["output"]["path"]

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def rules(css, media=""):
    """(media query, selector, {property: value}) of each rule; rules inside @supports and the like count as well."""
    css, start = COMMENT.sub("", css), 0
    while (opening := css.find("{", start)) >= 0:
        prelude, depth, end = css[start:opening].strip(), 1, opening + 1
        while depth:
            depth += {"{": 1, "}": -1}.get(css[end], 0)
            end += 1
        body = css[opening + 1 : end - 1]
        if prelude.startswith("@") and "{" in body:
            yield from rules(body, prelude)
        else:
            yield media, prelude, declarations(body)
        start = end


def declarations(body):
    """The properties of a rule; a semicolon inside quotation marks does not end one."""
    pairs = (part.split(":", 1) for part in re.findall(r'(?:[^;"]|"[^"]*")+', body) if ":" in part)
    return {name.strip(): value.strip() for name, value in pairs}


def variables(value):
    """(name, fallback or None) of each outermost var() in a value."""
    start = 0
    while (start := value.find("var(", start)) >= 0:
        depth, end = 1, start + 4
        while depth:
            depth += {"(": 1, ")": -1}.get(value[end], 0)
            end += 1
        name, comma, fallback = value[start + 4 : end - 1].partition(",")
        yield name.strip(), fallback.strip() if comma else None
        start = end
