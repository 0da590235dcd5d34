"""Every admin view that this project adds passes WCAG 2.2 AA as far as axe can tell, in the light and in the dark.

Wagtail's own parts are looked at as well, but for those named here by their selector.
"""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from funding.models import FundingEntry, PublishedFigure, SourceDocument
from projects.models import Organisation, Theme
from tests.desk.browser import ENTRIES, SNIPPETS, edit_url, entry, post, propose, publish
from tests.factories import FundingEntryFactory, PublishedFigureFactory

from .test_accessibility import AXE, COLOURS, RULES, WIDTHS

pytestmark = pytest.mark.browser

CHANGES, IMPORTS = "/beheer/funding/figurechange/", "/beheer/funding/importrun/"
# The window that Wagtail opens over a page has no name; what stands in it is ours.
WINDOW = ".modal-body"
# Wagtail's own: who else has the form open is a button without a name, and the map of a form fades late.
WAGTAILS_OWN = [[".w-editing-sessions"], [".w-editing-sessions__session"], [".w-minimap__collapse-all"]]
RUN_AXE = """async ([part, exclude, options]) => (
    await axe.run({include: [[part]], exclude}, options)
).violations.flatMap(
    (rule) => rule.nodes.map((node) => `${rule.id}: ${node.target} ${node.any.map((check) => check.message)}`)
)"""


def findings(page):
    # A colour that is still fading from the one scheme to the other is nobody's colour.
    page.add_style_tag(content="* { transition: none !important; animation: none !important; }")
    page.evaluate(AXE)
    part = WINDOW if page.locator(WINDOW).count() else "body"
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for scheme, options in (("light", RULES), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme)
            yield from (
                f"{width} px, {scheme}: {found}" for found in page.evaluate(RUN_AXE, [part, WAGTAILS_OWN, options])
            )


def as_somebody_else(username):
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    return client


def save(page):
    page.locator("footer button[type=submit]").first.click()


def form(page):
    page.goto(edit_url(entry()))
    page.locator("[data-effect-result]").wait_for()


def form_with_errors(page):
    form(page)
    page.locator("[name=contribution]").fill("12.50")
    save(page)
    page.locator(".error-message").first.wait_for()


def form_with_a_conflict(page):
    form(page)
    page.locator("[name=contribution]").fill("3.000")
    page.locator("[data-effect-result] table").wait_for()
    post(as_somebody_else("cijfers2"), edit_url(entry()), contribution="2.500", title="PyGrunn 2017")
    save(page)
    page.locator("[name=conflict-contribution]").first.wait_for()


def effect_page(page):
    form(page)
    page.locator("[name=contribution]").fill("3.000")
    page.evaluate("""() => {
        const button = document.querySelector("[data-effect] button");
        button.form.action = button.formAction;
        button.form.submit();
    }""")
    page.wait_for_url("**/effect/**")


def the_list(page):
    page.goto(ENTRIES)


def bulk(page, action, *entries):
    chosen = "&".join(f"id={item.pk}" for item in entries or FundingEntry.objects.all()[:3])
    page.goto(f"/beheer/bulk/funding/fundingentry/{action}/?{chosen}&next={ENTRIES}")
    page.locator("form[method=post]").last.wait_for()


def bulk_form(page):
    bulk(page, "theme")


def bulk_stage(page):
    bulk(page, "stage")


def bulk_proposal(page):
    post(as_somebody_else("cijfers2"), edit_url(entry()), contribution="2.500", change_reason="Besluit")
    bulk(page, "propose", entry())


def bulk_approval(page):
    propose(as_somebody_else("cijfers2"), edit_url(entry()), contribution="2.500")
    bulk(page, "approve", entry())


def bulk_unpublication(page):
    bulk(page, "unpublish")


def bulk_deletion(page):
    bulk(page, "delete", FundingEntryFactory(live=False))


def bulk_form_with_the_changes(page):
    bulk_form(page)
    page.locator("[name=theme]").select_option(index=2)
    page.locator("[name=reason]").fill("De brief noemt een ander thema")
    page.locator("form[method=post] button[type=submit]").last.click()
    page.locator("[name=confirmed]").wait_for(state="attached")


def bulk_form_that_refuses(page):
    propose(as_somebody_else("cijfers2"), edit_url(entry()), contribution="2.500")
    bulk_form(page)


def first_page_with_needs(page):
    propose(as_somebody_else("cijfers2"), edit_url(entry()), contribution="2.500")
    post(as_somebody_else("cijfers2"), edit_url(entry("DOG-2017-005")), title="Gewijzigd")
    PublishedFigureFactory(number="X9", value=7, year=2017)
    page.goto("/beheer/")
    page.locator("#attention-section li").first.wait_for()


def first_page_without_needs(page):
    page.goto("/beheer/")
    page.locator("#attention-section p").wait_for()


def history(page):
    page.goto(f"{ENTRIES}history/{entry('DOG-2017-004').pk}/")


def comparison(page):
    page.goto(f"{ENTRIES}history/{entry('DOG-2017-004').pk}/revisions/compare/earliest...latest/")


def old_version(page):
    item = entry("DOG-2017-004")
    page.goto(f"{ENTRIES}history/{item.pk}/revisions/{item.revisions.first().pk}/revert/")
    page.locator("[data-effect-result]").wait_for()


def list_of(kind):
    def opens(page):
        page.goto(SNIPPETS[kind])

    return named(f"list of {kind}", opens)


def new(kind):
    def opens(page):
        page.goto(f"{SNIPPETS[kind]}add/")
        page.locator("#w-editor-form").wait_for()

    return named(f"new {kind}", opens)


def form_of(kind, model):
    def opens(page):
        page.goto(edit_url(model.objects.first()))
        page.locator("#w-editor-form").wait_for()

    return named(f"form of {kind}", opens)


def named(name, opens):
    opens.__name__ = name.replace(" ", "_")
    return opens


def stated_figure_with_errors(page):
    page.goto(f"{SNIPPETS['stated figure']}add/")
    page.locator("[name=value]").fill("12.50")
    save(page)
    page.locator(".error-message").first.wait_for()


def stated_figure_with_a_conflict(page):
    item = PublishedFigure.objects.exclude(value=None).first()
    page.goto(edit_url(item))
    page.locator("[name=explanation]").fill("Mijn toelichting")
    post(as_somebody_else("cijfers2"), edit_url(item), explanation="Een andere toelichting")
    save(page)
    page.locator("[name=conflict-explanation]").first.wait_for()


def worklist(page):
    page.goto("/beheer/aansluiting/")


def changes(page):
    page.goto(CHANGES)


def one_change(page):
    page.goto(CHANGES)
    page.locator("a[href*='/inspect/']").first.click()
    page.wait_for_url("**/inspect/**")


def imports(page):
    page.goto(IMPORTS)


def approval(page):
    propose(as_somebody_else("cijfers2"), edit_url(entry()), contribution="2.500")
    page.goto("/beheer/")
    page.locator("main table .w-dropdown__toggle").click()
    page.get_by_role("button", name="Goedkeuren").click()
    page.locator(f"{WINDOW} form").wait_for()
    page.wait_for_timeout(500)  # it fades in


def unpublication(page):
    page.goto(f"{ENTRIES}unpublish/{entry().pk}/")


def unpublication_without_a_reason(page):
    unpublication(page)
    page.get_by_role("button", name="Ja, trek de publicatie in").click()
    page.locator("#reason-error").wait_for()


VIEWS = [
    ("cijfers", form),
    ("cijfers", form_with_errors),
    ("cijfers", form_with_a_conflict),
    ("cijfers", effect_page),
    ("cijfers", the_list),
    ("cijfers", bulk_form),
    ("cijfers", bulk_form_with_the_changes),
    ("cijfers", bulk_form_that_refuses),
    ("cijfers", bulk_stage),
    ("cijfers", bulk_proposal),
    ("coordinatie", bulk_approval),
    ("coordinatie", bulk_unpublication),
    ("beheer", bulk_deletion),
    ("coordinatie", first_page_with_needs),
    ("cijfers", first_page_without_needs),
    ("cijfers", history),
    ("cijfers", comparison),
    ("cijfers", old_version),
    *(("cijfers", list_of(kind)) for kind in ("stated figure", "source", "organisation", "theme")),
    ("cijfers", new("stated figure")),
    ("cijfers", form_of("stated figure", PublishedFigure)),
    ("cijfers", stated_figure_with_errors),
    ("cijfers", stated_figure_with_a_conflict),
    ("cijfers", form_of("source", SourceDocument)),
    ("cijfers", form_of("organisation", Organisation)),
    ("cijfers", form_of("theme", Theme)),
    ("cijfers", worklist),
    ("cijfers", changes),
    ("cijfers", one_change),
    ("cijfers", imports),
    ("coordinatie", approval),
    ("coordinatie", unpublication),
    ("coordinatie", unpublication_without_a_reason),
]


@pytest.mark.parametrize("username, opens", VIEWS, ids=[opens.__name__ for _username, opens in VIEWS])
def test_everybody_can_use_the_admin(page, log_in, username, opens):
    publish(log_in, edit_url(entry("DOG-2017-004")), contribution="2.500", project_size="60.000")
    log_in(username)

    opens(page)

    found = list(findings(page))
    assert found == [], "\n".join(found)
