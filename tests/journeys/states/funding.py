"""Views of the figures desk: entries, what is done to many of them, stated figures, sources, changes and imports."""

from wagtail.models import Workflow

from funding.models import FundingEntry, PublishedFigure, SourceDocument
from projects.models import Theme
from tests.desk.browser import ENTRIES, SNIPPETS, edit_url, entry, post, propose
from tests.factories import FundingEntryFactory, PublishedFigureFactory

from .desk import WINDOW, as_somebody_else, open_form, open_list, open_new, published, save, view

CHANGES, IMPORTS = "/beheer/funding/figurechange/", "/beheer/funding/importrun/"


@view("cijfers", with_frame=True)
def form(page):
    page.goto(edit_url(entry()))
    page.locator("[data-effect-result]").wait_for()


@view("cijfers")
def form_with_errors(page):
    form(page)
    page.locator("[name=contribution]").fill("12.50")
    save(page)
    page.locator(".error-message").first.wait_for()


@view("cijfers")
def form_with_a_conflict(page):
    form(page)
    page.locator("[name=contribution]").fill("3.000")
    page.locator("[data-effect-result] table").wait_for()
    post(as_somebody_else("cijfers2"), edit_url(entry()), contribution="2.500", title="PyGrunn 2017")
    save(page)
    page.locator("[name=conflict-contribution]").first.wait_for()


@view("cijfers")
def effect_page(page):
    form(page)
    page.locator("[name=contribution]").fill("3.000")
    page.evaluate("""() => {
        const button = document.querySelector("[data-effect] button");
        button.form.action = button.formAction;
        button.form.submit();
    }""")
    page.wait_for_url("**/effect/**")


@view("cijfers")
def the_list(page):
    published()
    page.goto(ENTRIES)


def bulk(page, action, *entries):
    chosen = "&".join(f"id={item.pk}" for item in entries or FundingEntry.objects.all()[:3])
    page.goto(f"/beheer/bulk/funding/fundingentry/{action}/?{chosen}&next={ENTRIES}")
    page.locator("form[method=post]").last.wait_for()


@view("cijfers")
def bulk_form(page):
    bulk(page, "theme")


@view("cijfers")
def bulk_form_with_the_changes(page):
    bulk_form(page)
    page.locator("[name=theme]").select_option(index=2)
    page.locator("[name=reason]").fill("De brief noemt een ander thema")
    page.locator("form[method=post] button[type=submit]").last.click()
    page.locator("[name=confirmed]").wait_for(state="attached")


@view("cijfers")
def bulk_form_that_refuses(page):
    propose(as_somebody_else("cijfers2"), edit_url(entry()), contribution="2.500")
    bulk_form(page)


@view("cijfers")
def bulk_stage(page):
    bulk(page, "stage")


@view("cijfers")
def bulk_proposal(page):
    post(as_somebody_else("cijfers2"), edit_url(entry()), contribution="2.500", change_reason="Besluit")
    bulk(page, "propose", entry())


@view("coordinatie")
def bulk_approval(page):
    propose(as_somebody_else("cijfers2"), edit_url(entry()), contribution="2.500")
    bulk(page, "approve", entry())


@view("coordinatie")
def bulk_unpublication(page):
    bulk(page, "unpublish")


@view("beheer")
def bulk_deletion(page):
    bulk(page, "delete", FundingEntryFactory(live=False))


@view("coordinatie")
def first_page_with_needs(page):
    published()
    propose(as_somebody_else("cijfers2"), edit_url(entry()), contribution="2.500")
    post(as_somebody_else("cijfers2"), edit_url(entry("DOG-2017-005")), title="Gewijzigd")
    PublishedFigureFactory(number="X9", value=7, year=2017)
    page.goto("/beheer/")
    page.locator("#aandacht li").first.wait_for()


@view("cijfers")
def first_page_without_needs(page):
    page.goto("/beheer/")
    page.locator("#aandacht").wait_for()


@view("cijfers")
def history(page):
    page.goto(f"{ENTRIES}history/{published().pk}/")


@view("cijfers")
def comparison(page):
    page.goto(f"{ENTRIES}history/{published().pk}/revisions/compare/earliest...latest/")


@view("cijfers")
def old_version(page):
    item = published()
    page.goto(f"{ENTRIES}history/{item.pk}/revisions/{item.revisions.first().pk}/revert/")
    page.locator("[data-effect-result]").wait_for()


@view("coordinatie")
def approval(page):
    propose(as_somebody_else("cijfers2"), edit_url(entry()), contribution="2.500")
    open_approval(page)


def open_approval(page):
    """The window on the first page, in which somebody looks at what waits."""
    page.goto("/beheer/")
    page.locator("#wacht").get_by_role("button", name="Goedkeuren").click()
    page.locator(f"{WINDOW} form").wait_for()
    page.wait_for_timeout(500)  # it fades in


@view("coordinatie")
def approval_of_a_theme_that_leaves_the_headline(page):
    theme = Theme.objects.get(slug="infrastructuur")
    propose(as_somebody_else("cijfers2"), edit_url(theme), counts_in_headline=None)
    open_approval(page)


@view("beheer")
def upkeep_of_a_workflow_in_which_something_waits(page):
    propose(as_somebody_else("cijfers2"), edit_url(entry()), contribution="2.500")
    page.goto(f"/beheer/workflows/disable/{Workflow.objects.get(name='Cijfers').pk}/")
    page.locator("main form button[type=submit], main form input[type=submit]").first.click()
    page.get_by_text("wacht op goedkeuring: DOG-2017-003").wait_for()


@view("coordinatie")
def unpublication(page):
    page.goto(f"{ENTRIES}unpublish/{entry().pk}/")


@view("coordinatie")
def unpublication_without_a_reason(page):
    unpublication(page)
    page.get_by_role("button", name="Voorstellen", exact=True).click()
    page.locator("#reason-error").wait_for()


@view("cijfers")
def list_of_stated_figures(page):
    open_list(page, "stated figure")


@view("cijfers")
def new_stated_figure(page):
    open_new(page, "stated figure")


@view("cijfers")
def form_of_a_stated_figure(page):
    open_form(page, PublishedFigure.objects.first())


@view("cijfers")
def stated_figure_with_errors(page):
    page.goto(f"{SNIPPETS['stated figure']}add/")
    page.locator("[name=value]").fill("12.50")
    save(page)
    page.locator(".error-message").first.wait_for()


@view("cijfers")
def stated_figure_with_a_conflict(page):
    item = PublishedFigure.objects.exclude(value=None).first()
    page.goto(edit_url(item))
    page.locator("[name=explanation]").fill("Mijn toelichting")
    post(as_somebody_else("cijfers2"), edit_url(item), explanation="Een andere toelichting")
    save(page)
    page.locator("[name=conflict-explanation]").first.wait_for()


@view("cijfers")
def list_of_sources(page):
    open_list(page, "source")


@view("cijfers")
def form_of_a_source(page):
    open_form(page, SourceDocument.objects.first())


@view("cijfers")
def worklist(page):
    published()
    page.goto("/beheer/aansluiting/")


@view("cijfers")
def changes(page):
    published()
    page.goto(CHANGES)


@view("cijfers")
def one_change(page):
    changes(page)
    page.locator("a[href*='/inspect/']").first.click()
    page.wait_for_url("**/inspect/**")


@view("cijfers")
def imports(page):
    page.goto(IMPORTS)
