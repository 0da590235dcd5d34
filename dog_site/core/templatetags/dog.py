"""The tags of this site, built into every template (settings.TEMPLATES)."""

from django import template
from django.template.defaulttags import querystring
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.models import Site

from ..around import structured_data
from ..around.calendars import links_of_agenda
from ..around.navigation import Surroundings, surroundings
from ..blocks.places import anchor_of_place
from ..editing.help_places import help_address
from ..figures import ALL_YEARS, Figure, Metric, Scope, page_of
from ..images import euro_row as squares
from ..images import patterns
from ..images.renditions import picture
from ..images.share_cards import share_image
from ..kept import keeping
from ..lists.asked import IGNORED_PREFIXES
from ..numbers.notation import NO_BREAK_SPACE, dutch_euros, dutch_number, signed

register = template.Library()

# Of a link in a table whose target is a tab stop elsewhere on the page, or on the page one step on (decision 0024).
PASSED_OVER = mark_safe(' tabindex="-1"')

# The number of characters from which a title is printed one step smaller.
LONG_TITLE = 60


@register.filter
def euros(amount):
    """An amount as Dutch readers write it, or "unknown"."""
    return _("unknown") if amount is None else dutch_euros(amount)


register.filter(help_address)


@register.filter
def difference(amount):
    """A difference in euros with its sign, "none", or that it cannot be computed."""
    if amount is None:
        return _("cannot be computed")
    return signed(amount, dutch_euros(abs(amount))) if amount else pgettext("difference", "none")


@register.filter
def dutch(number, places=0):
    """A number in Dutch notation with `places` decimals, or "unknown"."""
    return _("unknown") if number is None else dutch_number(number, places)


@register.filter
def percentage(fraction):
    """A fraction as a percentage with one decimal, or that it cannot be computed: the whole is not fully known."""
    if fraction is None:
        return _("cannot be computed")
    return f"{dutch_number(fraction * 100, 1)}{NO_BREAK_SPACE}%"


@register.simple_tag(name="figure")
def print_figure(
    source, metric=None, scope=None, year=None, note=True, words=None, linked=False, about="", aside=False
):
    """The one way a figure is printed: `{% figure totals "bijdrage" "hoofdtotaal" 2017 %}` or `{% figure figure %}`.

    `source` is a Figure, or anything that can say `figure(metric, scope, year)`: totals, an entry, a
    stated figure. With `note=False` the words about missing entries are left out, never the caveat; `words` stand in
    for the exact number; with `linked` the number links to the page that tells what it is made of, and `about` puts
    its theme in the name of that link. A link `aside` is no tab stop (decision 0024).
    """
    figure = _as_figure(source, metric, scope, year)
    words, address = words or figure.text, figure.address if linked else ""
    opening = _opening(figure, address, words, about, aside) if address else ""
    notes = "; ".join(filter(None, [figure.note if note else "", figure.caveat]))
    return _render(figure, words, figure.qualifier, notes, opening)


@register.simple_tag
def caveat(source, metric):
    """What a reader must know of the sizes in a figure that is drawn, or printed in a sentence (Figure.caveat)."""
    return _as_figure(source, metric).caveat


def _as_figure(source, metric, scope="", year=None):
    return source if isinstance(source, Figure) else source.figure(metric, scope, year)


@register.simple_tag
def figure_label(words, metric, scope, year):
    """The words under a figure, linked to the page that tells what it is made of when there is one."""
    address = page_of(metric, scope, year)
    return format_html('<a href="{}">{}</a>', address, words) if address else words


@register.simple_tag
def stated_figure(stated):
    """A figure as a source states it, in the source's wording, with the exact value for scripts."""
    return _render(stated.figure(), stated.text)


def _opening(figure, address, words, about, aside):
    """The start of a link around a number. Its name says what the number is, for people who hear it outside the table.

    The name is an attribute, because hidden words would come along when somebody copies the table.
    """
    scope = about or (Scope(figure.scope).label if figure.scope in Scope.values else "")
    of = ", ".join(filter(None, [figure.label, str(scope), str(figure.year or _("all years"))]))
    number = f"{figure.qualifier} {words}" if figure.qualifier else words
    link = PASSED_OVER if aside else ""
    return f'<a href="{escape(address)}" aria-label="{escape(number)}: {escape(of)}"{link}>'


def _render(figure, words, qualifier="", note="", opening=""):
    """This HTML is not in a template, because a page prints it a hundred times and more; `opening` is HTML already.

    Only what can hold a sign of HTML is escaped: a number, a year, a metric and a state hold none.
    """
    name = "dog-figure" if figure.value is not None else "dog-figure dog-figure--none"
    before = f'<span class="dog-qualifier">{conditional_escape(qualifier)}</span> ' if qualifier else ""
    after = f' <small class="dog-note">{conditional_escape(note)}</small>' if note else ""
    return mark_safe(
        f'<span class="{name}">{before}{opening}<data value="{figure.exact}" data-metric="{figure.metric}"'
        f' data-scope="{escape(figure.scope)}" data-year="{figure.year or ALL_YEARS}"'
        f' data-source="{escape(figure.source)}" data-state="{figure.state}">{conditional_escape(words)}</data>'
        f"{'</a>' if opening else ''}{after}</span>"
    )


@register.simple_tag(name="querystring", takes_context=True)
def query_without_campaigns(context, **changes):
    """Django's own tag, without what campaigns add to links: a page is the same for whoever follows one."""
    asked = context.request.GET.copy()
    for name in [name for name in asked if name.startswith(IGNORED_PREFIXES)]:
        del asked[name]
    return querystring(context, asked, **changes)


@register.simple_tag
def h1(title):
    """The title of a page, one step smaller when it is long: at full size 125 characters take six lines."""
    return format_html('<h1 class="dog-long">{}</h1>' if len(title) > LONG_TITLE else "<h1>{}</h1>", title)


@register.inclusion_tag("components/pattern.html")
def pattern(seed, tint, columns=24, rows=4, kind="band"):
    """A generated pattern where there is no photograph; decoration, so nothing is read aloud."""
    return {"pattern": patterns.pattern(seed, [tint], columns, rows), "kind": kind}


@register.inclusion_tag("components/pattern.html")
def mosaic(seed, columns, rows):
    """A pattern in the tints of all themes, for a page that is about all of them."""
    return {"pattern": patterns.pattern(seed, patterns.MOSAIC, columns, rows), "kind": "mosaic"}


@register.inclusion_tag("components/picture.html")
def head_picture(page, tint=None):
    """What stands above the text of a page: its image while that may be shown, else a pattern in `tint`, if any."""
    return {"image": getattr(page, "image", None), "slug": page.slug, "tint": tint}


@register.inclusion_tag("components/theme_tag.html")
def theme_tag(theme):
    """The label of a theme: its shape and its name in its tint; a link where it was fetched with a public page."""
    return {
        # Beside its figures a theme is a row of totals, not the theme itself: money keeps the name it is booked under.
        "theme": theme if getattr(theme, "is_visible", True) else None,
        "page": getattr(theme, "public_page", None),
        "mark": theme and patterns.MARKS[theme.tint],
    }


@register.inclusion_tag("components/theme_mark.html")
def theme_mark(theme):
    """The shape and the name of a theme in its tint, in the admin: also of one that visitors do not see."""
    return {"theme": theme, "mark": patterns.MARKS[theme.tint]}


@register.inclusion_tag("components/source_line.html")
def source_line(source, place, aside=False):
    """Where a figure comes from: the source, led to where it can be read, and the place in it.

    On a page of this site the link opens the place itself (blocks/places.py); `aside` it is no tab stop.
    """
    if source is None or not source.is_visible:
        return {"source": None}
    attributes = PASSED_OVER if aside else ""
    return {"source": source, "place": place, "address": source_address(source, place), "attributes": attributes}


@register.simple_tag
def source_address(source, place):
    """Where a source can be read, and on a page of this site the place in it; empty for one that is not public."""
    if source is None or not source.is_visible:
        return ""
    anchor = anchor_of_place(place) if source.page and source.page.url else ""
    return f"{source.address}#{anchor}" if anchor else source.address


@register.inclusion_tag("components/euro_row.html")
def euro_row(source, caption=False, whole_line=False):
    """One municipal euro and what goes with it, as squares; nothing where there is no multiplier.

    `source` is a multiplier as a Figure, or totals that have one.
    """
    figure = _as_figure(source, Metric.MULTIPLIER)
    return {"row": squares.euro_row(figure.value, whole_line), "caveat": figure.caveat, "caption": caption}


@register.simple_tag
def photo(image, lazy=False, sizes=""):
    """An image in the sizes and formats of renditions.py; `lazy` for one below the fold, `sizes` for a narrow place."""
    return picture(image, lazy=lazy, sizes=sizes)


@register.inclusion_tag("components/sharing.html", takes_context=True)
def sharing(context):
    """What other sites show with a link to the page; nothing for a page without an address."""
    page = context.get("page")
    address = page.full_url if page and page.pk else None
    return {"page": page, "address": address, "image": share_image(page) if address else None}


@register.simple_tag(takes_context=True)
def page_data(context):
    """What the page says of itself to search engines (structured_data.py); nothing for a page without an address."""
    page, request = context.get("page"), context.get("request")
    if not (request and getattr(page, "pk", None) and page.get_full_url(request)):
        return ""

    def make():
        way = structured_data.breadcrumbs(surroundings(request, page).ancestors, page, request)
        return structured_data.script([*way, *page.structured_data(request)])

    # The site decides over the addresses in it.
    site = Site.find_for_request(request)
    return keeping(page, request)(f"data:{site and site.pk}", make)


@register.inclusion_tag("components/navigation.html", takes_context=True)
def main_navigation(context):
    page = context.get("page")
    pages = _surroundings(context).menu
    above = {ancestor.pk for ancestor in context.get("ancestors") or ()}
    current = next((item for item in pages if page and (page.path or "").startswith(item.path)), None)
    if current is None:
        # No page of the tree, or one that stands elsewhere and says of what it is.
        current = next((item for item in pages if item.pk in above or item.slug == context.get("belongs_to")), None)
    # By key: the menu has pages without what is their type's own.
    is_current_page = bool(page and current) and current.pk == page.pk
    return {"pages": pages, "current": current, "is_current_page": is_current_page, "request": context.get("request")}


@register.simple_tag(takes_context=True)
def agenda_links(context, theme=None):
    """The menu "Zet in uw agenda" for a page that is about something else: `{% agenda_links theme as links %}`."""
    return links_of_agenda(_surroundings(context), theme)


@register.inclusion_tag("components/breadcrumbs.html", takes_context=True)
def breadcrumbs(context):
    ancestors = _surroundings(context).ancestors
    return {"ancestors": ancestors, "page": context.get("page"), "request": context.get("request")}


@register.inclusion_tag("components/footer.html", takes_context=True)
def footer(context):
    around = _surroundings(context)
    return {"pages": around.footer, "around": around, "request": context.get("request")}


def _surroundings(context):
    request = context.get("request")
    return surroundings(request, context.get("page")) if request else Surroundings()
