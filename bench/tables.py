"""Tables of what was measured, as text, and their places in docs/performance.md."""

import re

# What a page may cost; only printed, beside what was measured.
MAX_QUERIES, MAX_GZIP, MAX_MEMORY = 20, 20, 200
QUERIES_OF = {"project": 25}
# A page that is made anew with warm data, as a multiple of the bare page of Wagtail.
OF_BARE = {
    **dict.fromkeys(("project", "event", "news item", "theme"), 2.5),
    **dict.fromkeys(("home", "agenda"), 3.0),
    **dict.fromkeys(("results index", "results of a year"), 4.0),
}
FIGURE = "figure, "
OF_BARE_FIGURE = 3.0
# An answer that was kept, as a multiple of the empty view, and one that says that nothing changed.
KEPT = {"SQLite": 1.4, "PostgreSQL": 2.2, "Redis": 2.7}
UNCHANGED = 1.0
# Ten times the rows, and milliseconds for anything that an anonymous visitor can ask for.
GROWTH, DEAR = 1.5, 500
NONE = "- "
LEGEND = f"""\
! is over a limit: {MAX_QUERIES} queries (project {QUERIES_OF["project"]}) and {MAX_GZIP} KB gzip (HTML); made anew with
warm data, times the bare page: project, event, news item, theme 2.5, home, agenda, figure 3, results 4; kept, times
the empty view: {", ".join(f"{store} {limit}" for store, limit in KEPT.items())}; 304 {UNCHANGED}; growth of warm CPU \
{GROWTH}, any visit {DEAR} ms; {MAX_MEMORY} MB.
CPU is user and system of the server's processes only; what the database or Redis took for a kept answer is beside it.
"""


def compared(store, measured, found):
    """The table of one database: queries in process, and CPU of the server as a ratio to the two yardsticks."""
    of = {row["path"]: row for row in measured["rows"]}
    header = ("page", "queries ", "warm ", "CPU ms", "low..high ", "x bare ", "x empty ")
    header += ("kept ms", "low..high ", "x empty ", *_beside_header(store), "304 x ", "bytes ", "gzip KB ")
    rows = []
    for costs in found:
        row = of[costs.path]
        limit = QUERIES_OF.get(costs.name, MAX_QUERIES)
        rows.append(
            (
                costs.name,
                *(mark(f"{number}", number > limit) for number in row["queries"]),
                *_times(costs.own["plain"]),
                _ratio(costs.ratio("plain", "bare"), _of_bare(costs.name)),
                _ratio(costs.ratio("plain", "empty")),
                *_kept(store, costs),
                f"{row['size']} ",
                mark(f"{row['gzip']:.1f}", row["is_html"] and row["gzip"] > MAX_GZIP),
            )
        )
    return table([header, *rows])


def kept_only(store, found):
    """The table of a cache of its own beside the database: only answers that were kept."""
    header = ("page", "kept ms", "low..high ", "x empty ", *_beside_header(store), "304 x ")
    return table([header, *((costs.name, *_kept(store, costs)) for costs in found)])


def _kept(store, costs):
    beside = [_middle(costs.beside["kept"]), _ratio(costs.ratio_with_beside())] if _beside_header(store) else []
    return (
        *_times(costs.own["kept"]),
        _ratio(costs.ratio("kept", "empty"), KEPT[store]),
        *beside,
        _ratio(costs.ratio("304", "empty"), UNCHANGED),
    )


def _beside_header(store):
    return [] if store == "SQLite" else [f"+ {store} ms ", "with it "]


def _of_bare(name):
    return OF_BARE_FIGURE if name.startswith(FIGURE) else OF_BARE.get(name)


def _times(values):
    if not values:
        return NONE, NONE
    return _middle(values).rstrip(), f"{_short(min(values))}..{_short(max(values))} "


def _middle(values):
    return f"{_short(sorted(values)[len(values) // 2])} " if values else NONE


def _short(milliseconds):
    return f"{milliseconds:.2f}" if milliseconds < 10 else f"{milliseconds:.1f}"


def _ratio(value, limit=None):
    return NONE if value is None else mark(f"{value:.2f}", limit is not None and value > limit)


def grown(small, large):
    """The table of growth: the same page at a tenth of the rows and at all of them."""
    before = {row["name"]: row for row in small["rows"]}
    header = ("page", "queries ", "x10 ", "CPU ms ", "warm ", "x10 ", "warm ", "ratio ", "warm ")
    header += ("KB ", "x10 ", "peak MB ", "address")
    rows = [header]
    for row in large["rows"]:
        old = before.get(row["name"], row)
        ratios = [new / was for new, was in zip(row["cpu"], old["cpu"], strict=True)]
        rows.append(
            (
                row["name"],
                f"{old['queries'][1]} ",
                mark(f"{row['queries'][1]}", row["queries"][1] > old["queries"][1]),
                *(f"{milliseconds:.0f} " for milliseconds in old["cpu"]),
                *(mark(f"{milliseconds:.0f}", milliseconds > DEAR) for milliseconds in row["cpu"]),
                *(mark(f"{ratio:.1f}", ratio > GROWTH) for ratio in ratios),
                f"{old['size'] / 1024:.0f} ",
                f"{row['size'] / 1024:.0f} ",
                mark(f"{row['memory']:.0f}", row["memory"] > MAX_MEMORY),
                row["path"],
            )
        )
    return table(rows)


def loads(found):
    """The table of the mixed load and the flood, a line per database."""
    header = ("eight readers, three editors", "publishes ", "failed ", "p50 ms ", "p95 ms ", "looks ", "stale ")
    header += ("reads/s ", "p50 ms ", "p95 ms ", "errors ")
    rows = [
        (
            store,
            f"{each['publishes']} ",
            mark(f"{each['failed']}", each["failed"]),
            *(f"{milliseconds:.0f} " for milliseconds in each["publish"]),
            f"{each['looks']} ",
            mark(f"{each['stale']}", each["stale"]),
            f"{each['reads'] / each['seconds']:.0f} ",
            *(f"{milliseconds:.0f} " for milliseconds in each["read"]),
            mark(f"{each['read_errors']}", each["read_errors"]),
        )
        for store, each in found
    ]
    flood = [("flood of invented queries", "seconds ", "asked ", "errors ", "MB per worker ", "after ")]
    flood += [
        (
            store,
            f"{each['flood_seconds']:.0f} ",
            f"{each['flooded']} ",
            mark(f"{each['flood_errors']}", each["flood_errors"]),
            *(f"{' + '.join(f'{size:.0f}' for size in sizes)} " for sizes in each["memory"]),
        )
        for store, each in found
    ]
    why = [f"{store}: a publish answered {reason}" for store, each in found for reason in each["why"]]
    return "\n".join([table([header, *rows]), "", table(flood), *why])


def memory(found):
    """The table of what each worker holds after all turns."""
    rows = [(f"{store}, {name}", f"{' + '.join(f'{size:.0f}' for size in sizes)} ") for store, name, sizes in found]
    return table([("after all turns", "MB per worker "), *rows])


def mark(text, is_over):
    return f"{text}!" if is_over else f"{text} "


def table(rows):
    """Columns under each other: the first and an address to the left, numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for first, *others in rows:
        cells = [
            f" {cell}" if cell.startswith(("/", "address")) else cell.rjust(width + 1)
            for cell, width in zip(others, widths[1:], strict=True)
        ]
        lines.append("".join([first.ljust(widths[0]), *cells]).rstrip())
    return "\n".join(lines)


def write(path, sections):
    """Put each text of `sections` between its two markers in the document at `path`."""
    text = path.read_text(encoding="utf-8")
    for name, content in sections.items():
        place = re.compile(rf"(<!-- bench:{name} -->\n).*?(<!-- /bench:{name} -->)", re.DOTALL)
        if not place.search(text):
            print(f"{path.name} has no place for “{name}”.")
        text = place.sub(lambda found, content=content: f"{found[1]}\n```\n{content}\n```\n\n{found[2]}", text)
    path.write_text(text, encoding="utf-8")
