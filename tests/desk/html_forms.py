"""What a browser sends of a form in a page: the controls that take part, with the values at which they stand.

The rules are those of "constructing the entry list" in the HTML standard, for a form that is sent without a button;
tests/journeys/test_sent_forms.py holds them against a real browser.
"""

import re

from django.http import QueryDict
from lxml import html

CONTROLS = "//*[self::input or self::select or self::textarea][@name != '']"
BUTTONS = {"submit", "image", "reset", "button"}
LINE_BREAK = re.compile("\r\n|\r|\n")
DIALOG = "w-teleport"


def sent_by(markup: bytes, form_id: str) -> QueryDict:
    """The names and values that a browser would send of the form, in the order of the page."""
    page = html.document_fromstring(markup, parser=html.HTMLParser(encoding="utf-8"))
    if not page.xpath("//form[@id = $form_id]", form_id=form_id):
        raise ValueError(f"No form was found with id “{form_id}”.")
    sent = QueryDict(mutable=True)
    for control in page.xpath(CONTROLS):
        values = _values(control) if _form_of(control) == form_id and _takes_part(control) else []
        if values:
            name = control.get("name")
            # Only one radio button of a group is ticked: the last one wins.
            before = [] if _kind(control) == "radio" else sent.getlist(name)
            sent.setlist(name, before + [LINE_BREAK.sub("\r\n", value) for value in values])
    return sent


def _form_of(control):
    """The id of the form that the control belongs to, wherever it stands."""
    around = next(control.iterancestors("form"), None)
    return control.get("form", None if around is None else around.get("id"))


def _takes_part(control):
    # The script of the admin puts a dialog in its place in the form; all other templates wait until somebody asks.
    asleep = [part for part in control.iterancestors("template") if part.get("data-controller") != DIALOG]
    return not asleep and not _is_disabled(control)


def _is_disabled(control):
    above = [*control.iterancestors()]
    off = [fieldset for fieldset in above if fieldset.tag == "fieldset" and "disabled" in fieldset.attrib]
    # What stands in the legend of a disabled fieldset still works.
    return "disabled" in control.attrib or any(fieldset.find("legend") not in above for fieldset in off)


def _kind(control):
    return control.get("type", "text").lower()


def _values(control):
    if control.tag == "textarea":
        return [re.sub("^(\r\n|\r|\n)", "", control.text_content())]
    if control.tag == "select":
        return _chosen(control)
    if _kind(control) in ("checkbox", "radio"):
        return [control.get("value", "on")] if "checked" in control.attrib else []
    # A choice of no file is sent as a file without a name, which Django takes for an empty text.
    return [] if _kind(control) in BUTTONS else [control.get("value", "")]


def _chosen(select):
    options = [*select.iter("option")]
    chosen = [option for option in options if "selected" in option.attrib]
    if "multiple" not in select.attrib:
        # One stands in view: the last that is chosen, else the first that can be.
        chosen = chosen[-1:] or [option for option in options if _can_be_chosen(option)][:1]
    return [option.get("value", " ".join(option.text_content().split())) for option in chosen if _can_be_chosen(option)]


def _can_be_chosen(option):
    return "disabled" not in option.attrib and "disabled" not in option.getparent().attrib
