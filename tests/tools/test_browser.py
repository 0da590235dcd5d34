"""A form is read as a browser reads it; tests/journeys/test_sent_forms.py asks a browser about the same table."""

import pytest

from tests.desk.html_forms import sent_by

# The inside of a form, and what is sent of it.
FORMS = {
    "a text that is empty": ('<input name="a">', {"a": [""]}),
    "a text without a name": ('<input value="1"><input name="" value="2">', {}),
    "a tick without a value": ('<input type="checkbox" name="a" checked>', {"a": ["on"]}),
    "a tick with an empty value": ('<input type="checkbox" name="a" value="" checked>', {"a": [""]}),
    "a box that is not ticked": ('<input type="checkbox" name="a" value="1">', {}),
    "several ticks": (
        "".join(
            f'<input type="checkbox" name="a" value="{n}" {tick}>' for n, tick in enumerate(["checked", "", "checked"])
        ),
        {"a": ["0", "2"]},
    ),
    "a radio button": (
        '<input type="radio" name="a" value="1"><input type="radio" name="a" value="2" checked>',
        {"a": ["2"]},
    ),
    "two radio buttons that are ticked": (
        '<input type="radio" name="a" value="1" checked><input type="radio" name="a" value="2" checked>',
        {"a": ["2"]},
    ),
    "radio buttons without a tick": ('<input type="radio" name="a" value="1">', {}),
    "the same name twice": ('<input name="a" value="1"><input type="hidden" name="a" value="2">', {"a": ["1", "2"]}),
    "a disabled control": ('<input name="a" disabled><select name="b" disabled><option>1</select>', {}),
    "a control that may only be read": ('<input name="a" value="1" readonly>', {"a": ["1"]}),
    "a disabled fieldset": (
        '<fieldset disabled><legend><input name="a"></legend><legend><input name="b"></legend><p><input name="c"></p>'
        "</fieldset>",
        {"a": [""]},
    ),
    "a fieldset in a disabled one": ('<fieldset disabled><fieldset><input name="a"></fieldset></fieldset>', {}),
    "a choice that is not made": (
        '<select name="a"><option value="">-</option><option>1</option></select>',
        {"a": [""]},
    ),
    "a first choice that cannot be made": (
        '<select name="a"><option disabled>1<optgroup disabled><option>2</optgroup><option>3</select>',
        {"a": ["3"]},
    ),
    "a choice that cannot be made": (
        '<select name="a"><option>1</option><option selected disabled>2</option></select>',
        {},
    ),
    "a choice in words": (
        '<select name="a"><option>1</option><option selected> twee  en\n drie </option></select>',
        {"a": ["twee en drie"]},
    ),
    "two choices where one is possible": (
        '<select name="a"><option selected>1</option><option selected>2</option></select>',
        {"a": ["2"]},
    ),
    "several choices": (
        '<select name="a" multiple><option selected>1</option><option>2</option><option selected>3</option></select>',
        {"a": ["1", "3"]},
    ),
    "none of several choices": ('<select name="a" multiple><option>1</option></select>', {}),
    "nothing to choose from": ('<select name="a"></select>', {}),
    "a text of lines": (
        '<textarea name="a">\n\nEen\r\ntwee &amp; <b>drie</b>\n</textarea>',
        {"a": ["\r\nEen\r\ntwee & <b>drie</b>\r\n"]},
    ),
    "lines that are not seen": ('<input type="hidden" name="a" value="1\n2&#13;3">', {"a": ["1\r\n2\r\n3"]}),
    "buttons": (
        '<button name="a" value="1">A</button><input type="submit" name="b" value="1"><input type="image" name="c">'
        '<input type="button" name="d" value="1"><input type="reset" name="e" value="1">',
        {},
    ),
    "a file that is not chosen": ('<input type="file" name="a">', {"a": [""]}),
    "a template": ('<template><input name="a-__prefix__-b"></template><input name="c">', {"c": [""]}),
    "a template in a script": ('<script type="text/x-template"><input name="a"></script>', {}),
    "capitals and signs": ('<INPUT TYPE="CheckBox" NAME="a-é[]" CHECKED value="&lt;1&quot;">', {"a-é[]": ['<1"']}),
    "a control of another form": ('<input name="a" form="other">', {}),
    "a control outside of the form": ('</form><input name="a" value="1" form="this"><input name="b">', {"a": ["1"]}),
    "what no page can hold": ('<input name="a" value="1\0"><input name="b" value="2">', {"a": ["1\ufffd"], "b": ["2"]}),
}


def page_with(inside):
    return (
        f'<!DOCTYPE html><meta charset="utf-8"><title>A form</title><form id="other"><input name="other"></form>'
        f'<form id="this" method="post" enctype="multipart/form-data">{inside}</form>'
    ).encode()


@pytest.mark.parametrize("inside, sent", FORMS.values(), ids=FORMS)
def test_a_form_is_sent_as_a_browser_sends_it(inside, sent):
    assert dict(sent_by(page_with(inside), "this").lists()) == sent


def test_a_form_that_is_not_there_is_an_error():
    with pytest.raises(ValueError, match="“that”"):
        sent_by(page_with(""), "that")
