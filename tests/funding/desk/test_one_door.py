"""Nobody alone moves a public figure, whatever it is computed from and whichever way is tried (R15)."""

from decimal import Decimal
from itertools import product

import pytest
from django.db import IntegrityError, models, transaction
from django.template.base import Template
from wagtail.models import Page

from dog_site.core.models import ApprovedByAnother
from funding.effect import effect_of_leaned
from funding.models import FigureChange, FundingEntry, FundingPartner, PublishedFigure, SourceDocument
from funding.reconciliation import Verdict, worklist
from projects.models import Organisation, ProjectPage, Theme
from tests.desk.browser import (
    REASON,
    SNIPPETS,
    approve,
    edit_url,
    entry,
    page_edit_url,
    post,
    post_page,
    project,
    propose,
    shown,
    taken_back,
)
from tests.public_figures import moved, public_figures

ROLES = ["communicatie", "cijfers", "coordinatie", "beheer"]
REFERENCES = ["DOG-2017-003", "DOG-2017-020", "DOG-2017-022"]


def theme():
    return Theme.objects.get(slug="infrastructuur")


def municipality():
    return Organisation.objects.get(is_municipality=True)


def stated():
    return PublishedFigure.objects.exclude(value=None).filter(wording="exact").first()


# What is guarded is what figures read


def others(field, row):
    """Values that a row could get in a field instead of its own."""
    if field.choices:
        return [value for value, _label in field.flatchoices]
    if isinstance(field, models.BooleanField):
        return [not getattr(row, field.attname)]
    if isinstance(field, models.ForeignKey):
        return [*field.related_model._base_manager.values_list("pk", flat=True)[:8], *[None] * field.null]
    if isinstance(field, models.DecimalField):
        return [Decimal("1.00"), Decimal("999999.00"), *[None] * field.null]
    if isinstance(field, models.IntegerField):
        return [1, 2018, *[None] * field.null]
    if isinstance(field, models.DateField):
        return ["2017-02-03"]
    return ["", "a1"]


# Which rows are public at all, and how they are kept; the tests of publication are about these.
ASIDE = {"live", "first_published_at", "last_published_at", "go_live_at", "expire_at", "expired", "locked", "locked_at"}
# A row can be unpublished, so that the figures lose it; no form of its own has these.
KEPT = {"id", "latest_revision", "live_revision", "has_unpublished_changes", "locked_by", "last_public"}

# Others cite it, and nobody can change it once it was published.
FIXED = {FundingEntry: {"reference"}}


def read_by_figures(model):
    """The fields of which another value, written past every door, moves a public figure."""
    before, found = public_figures(), set()
    rows = model._base_manager.filter(live=True).order_by("pk")
    if model is FundingEntry:
        rows = rows.filter(reference__in=REFERENCES)
    if model is Organisation:
        rows = rows.filter(is_municipality=True)
    names = {field.name for field in model._meta.concrete_fields} - ASIDE - KEPT - FIXED.get(model, set())
    for row, name in product(rows, sorted(names)):
        field = model._meta.get_field(name)
        for value in others(field, row) if name not in found else ():
            with taken_back():
                try:
                    with transaction.atomic():
                        model._base_manager.filter(pk=row.pk).update(**{field.attname: value})
                except IntegrityError:
                    continue  # the database has a door of its own
                if moved(before, public_figures()):
                    found.add(name)
                    break
    return found


# The state of an amount hangs on the amount, and a theme on its scope: these cannot be written alone.
NOT_ALONE = {FundingEntry: {"contribution_state", "project_size_state"}, PublishedFigure: {"value_max", "theme"}}


@pytest.mark.slow
@pytest.mark.parametrize("model", [FundingEntry, PublishedFigure, Theme, Organisation, SourceDocument])
def test_the_guarded_fields_are_those_that_figures_read(model):
    FundingPartner.objects.create(entry=entry("DOG-2017-022"), organisation=municipality(), role="aanvrager")
    guarded = set(model.guarded_fields)

    read = read_by_figures(model)

    assert read - guarded == set()
    assert guarded - read <= NOT_ALONE.get(model, set())


# Every field of every form, by everybody


def items():
    return {
        "theme": theme(),
        "organisation": municipality(),
        "source": SourceDocument.objects.filter(funding_entries__isnull=False).first(),
        "stated figure": stated(),
        "entry": entry(),
        "project": project(),
    }


def address_of(item):
    return page_edit_url(item) if isinstance(item, Page) else edit_url(item)


OTHER_CHOICES = {"stage": "ingetrokken", "wording": "ongeveer", "kind": "prognose", "metric": "multiplier"}


def typed_over(item, form, name):
    """Something else in the field `name` of the form of `item`: what a browser can send."""
    value = form.get(name)
    if value == "on":
        return None
    if isinstance(value, str) and value.isdecimal():
        return str(int(value) + 1)
    field = next((field for field in item._meta.concrete_fields if field.name == name), None)
    if isinstance(field, models.ForeignKey):
        return str(field.related_model._base_manager.values_list("pk", flat=True).last() or "")
    return OTHER_CHOICES.get(name, "on")


# What no person types.
HIDDEN = ("csrf", "loaded_", "comments-", "-id", "FORMS", "next", "-ORDER", "subscription-")


def kept():
    """The rows that public figures are computed from, as they are stored: while these stay, so do the figures."""
    # Whatever is guarded: what no longer is must be seen to move a figure.
    tables = (FundingEntry, PublishedFigure, SourceDocument, Theme, Organisation)
    columns = {table: [each.name for each in table._meta.concrete_fields if each.name not in KEPT] for table in tables}
    rows = [list(table.objects.order_by("pk").values_list("pk", *columns[table])) for table in tables]
    partners = FundingPartner.objects.order_by("pk").values_list("entry", "organisation", "role")
    return rows, list(partners), list(ProjectPage.objects.order_by("pk").values_list("pk", "live"))


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_no_field_of_any_form_moves_a_public_figure_for_one_person_alone(log_in, role, monkeypatch):
    """Every field by who may do everything; by the others what a figure reads, and a page, which reads none."""
    client, before, rows, sent = log_in(role), public_figures(), kept(), 0
    answers = [(item, address_of(item), client.get(address_of(item))) for item in items().values()]
    forms = [(item, url, shown(answer)) for item, url, answer in answers if answer.status_code == 200]
    # What is shown of a form that is refused moves nothing, and takes much of the time.
    monkeypatch.setattr(Template, "render", lambda *_args: "")

    for item, url, form in forms:
        names = [name for name in form.keys() | ticks_of(item) if not any(part in name for part in HIDDEN)]
        if role != "beheer":
            names = [name for name in names if name in getattr(item, "guarded_fields", ("theme", "status"))]
        for name, action in product(sorted(names), ("publish",) if role == "beheer" else ("publish", "submit")):
            with taken_back():
                typed = {name: typed_over(item, form, name), "change_reason": REASON}
                send = post_page if isinstance(item, Page) else post
                assert send(client, url, action, form=form, **typed).status_code in (200, 302), (url, name, action)
                assert kept() == rows or moved(before, public_figures()) == [], (url, name, action)
                sent += 1

    assert sent >= {"communicatie": 4, "cijfers": 60, "coordinatie": 64, "beheer": 75}[role]


def ticks_of(item):
    """The fields that a form shows as a tick, also those that are not ticked and so not in what it sends."""
    return {field.name for field in item._meta.concrete_fields if isinstance(field, models.BooleanField)}


def ways(item):
    """Every way in the admin to take `item` away, as an address and what is sent."""
    meta = item._meta
    name, data = f"{meta.app_label}/{meta.model_name}", {"reason": REASON}
    if isinstance(item, Page):
        api = f"/beheer/api/main/pages/{item.pk}/action/"
        bulk = "/beheer/bulk/wagtailcore/page"
        tree = [(item, {}), (item.get_parent(), {"include_descendants": "on"})]
        for page, more in tree:
            yield f"/beheer/pages/{page.pk}/unpublish/", more
            yield f"/beheer/pages/{page.pk}/delete/", {}
            yield f"{bulk}/unpublish/?id={page.pk}&next=/beheer/", more
            yield f"{bulk}/delete/?id={page.pk}&next=/beheer/", {}
        yield f"{api}unpublish/", {}
        yield f"{api}delete/", {}
        yield f"/beheer/api/main/pages/{item.get_parent().pk}/action/unpublish/", {"recursive": "true"}
        yield f"/beheer/api/main/pages/{item.get_parent().pk}/action/delete/", {}
        return
    yield f"/beheer/snippets/{name}/unpublish/{item.pk}/", data
    yield f"/beheer/snippets/{name}/delete/{item.pk}/", {}
    version = {f"version-{item.pk}": str(item.latest_revision_id)}
    yield f"/beheer/bulk/{name}/delete/?id={item.pk}&next=/beheer/", version
    yield f"/beheer/bulk/{name}/unpublish/?id={item.pk}&next=/beheer/", {**version, **data}


@pytest.mark.parametrize("role", ROLES)
def test_nobody_alone_takes_away_what_a_figure_is_computed_from(log_in, role):
    client, before, rows, tried = log_in(role), public_figures(), kept(), 0
    client.raise_request_exception = False

    for item in items().values():
        for url, data in ways(item):
            with taken_back():
                response = client.post(url, data)
                assert response.status_code < 500, url
                assert kept() == rows or moved(before, public_figures()) == [], url
                assert type(item).objects.filter(pk=item.pk, live=True).exists(), url
                tried += 1

    assert tried == 5 * 4 + 12


@pytest.mark.parametrize("kind", ["theme", "organisation", "source", "project"])
def test_what_stays_says_which_entries_lean_on_it(log_in, kind):
    client, item = log_in("beheer"), items()[kind]
    url = next(ways(item))[0]

    answer = client.post(url, follow=True)

    assert "Gepubliceerde regels leunen hierop: DOG-2017-" in answer.content.decode()


@pytest.mark.parametrize("kind", ["theme", "organisation", "source", "project"])
def test_what_entries_lean_on_gets_no_last_day(log_in, kind):
    item = items()[kind]

    item.expire_at = "2099-01-01T09:00Z"
    with pytest.raises(Exception, match="leunen hierop") as refused:
        item.full_clean()

    assert "expire_at" in refused.value.message_dict


# With a reason and somebody else, it can be done


CHANGES = [
    ("theme", {"counts_in_headline": None}, "telt mee in het hoofdtotaal"),
    ("organisation", {"is_municipality": None}, "is de gemeente zelf"),
    ("entry", {"contribution": "1"}, "bijdrage van de gemeente"),
    ("entry", {"project": ""}, "projectpagina"),
    ("entry", {"source_locator": "rij 99"}, "vindplaats"),
    ("entry", {"to_unpublish": "on"}, "gepubliceerd"),
    ("stated figure", {"value": "1"}, "waarde"),
    ("stated figure", {"explanation": "Anders."}, "toelichting"),
    ("stated figure", {"to_unpublish": "on"}, "gepubliceerd"),
]


@pytest.mark.parametrize("kind, typed, label", CHANGES)
def test_it_changes_by_a_reason_and_somebody_else_and_the_register_keeps_both(log_in, kind, typed, label):
    item, before = items()[kind], public_figures()
    client = log_in("cijfers")

    without = post(client, edit_url(item), "submit", **typed)
    proposed = propose(client, edit_url(item), **typed)
    after_proposal = public_figures()
    approve(log_in("coordinatie"))

    assert list(without.context["form"].errors) == ["change_reason"]
    assert proposed.status_code == 302
    assert moved(before, after_proposal) == []
    assert moved(before, public_figures()) != []
    change = FigureChange.objects.get()
    assert (change.label, change.reason) == (label, REASON)
    assert (change.written_by.username, change.approved_by.username) == ("cijfers", "coordinatie")


@pytest.mark.parametrize("kind, typed, _label", CHANGES)
def test_nobody_approves_a_change_of_their_own(log_in, kind, typed, _label):
    item, before = items()[kind], public_figures()
    client = log_in("coordinatie")

    propose(client, edit_url(item), **typed)
    answer = approve(client)

    assert answer.status_code in (200, 403)
    assert moved(before, public_figures()) == []


def window(log_in, kind, item):
    """What somebody sees before approving what waits for `item`."""
    item.refresh_from_db()
    task = item.current_workflow_task_state
    url = f"{SNIPPETS[kind]}workflow/action/{item.pk}/approve/{task.pk}/"
    return log_in("coordinatie").get(url).json()["html"]


def test_a_theme_that_leaves_the_headline_tells_what_that_does_before_it_is_approved(log_in):
    propose(log_in("cijfers"), edit_url(theme()), counts_in_headline=None)

    shown = window(log_in, "theme", theme())

    assert "Telt mee in het hoofdtotaal: ja → nee" in shown
    assert "€\xa0474.427" in shown


@pytest.mark.parametrize(
    "find, typed, told",
    [
        (theme, {"counts_in_headline": None}, "474.427"),
        (municipality, {"is_municipality": None}, "hoofdtotaal zonder"),
    ],
)
def test_who_writes_a_draft_sees_its_effect_in_the_form(log_in, find, typed, told):
    client, url = log_in("cijfers"), edit_url(find())
    untouched = client.get(url).content.decode()
    post(client, url, change_reason=REASON, **typed)

    assert "Wat dit concept op de site verandert" not in untouched
    draft = client.get(url).content.decode()
    assert "Wat dit concept op de site verandert" in draft
    assert told in draft


def test_another_name_of_a_source_tells_where_visitors_read_it(log_in):
    source = SourceDocument.objects.get(funding_entries__reference="DOG-2017-003")
    propose(log_in("cijfers"), edit_url(source), title="Een andere naam")

    assert "bij 23 regels" in " ".join(window(log_in, "source", source).split())


def test_a_stated_figure_that_leaves_tells_what_visitors_will_not_read_any_more(log_in):
    item = PublishedFigure.objects.get(pk=next(each.stated.pk for each in worklist() if each.verdict == Verdict.AGREES))
    propose(log_in("cijfers"), edit_url(item), to_unpublish="on")

    shown = window(log_in, "stated figure", item)

    assert f"“{item.title}”" in shown
    assert "Het oordeel nu: sluit aan." in shown


def test_another_value_of_a_stated_figure_tells_its_verdict_before_it_is_approved(log_in):
    item = PublishedFigure.objects.get(pk=next(each.stated.pk for each in worklist() if each.verdict == Verdict.AGREES))
    propose(log_in("cijfers"), edit_url(item), value="1")

    shown = window(log_in, "stated figure", item)

    assert "Wat bronnen vermelden" in shown
    assert "wijkt af" in shown


def test_an_incomplete_draft_has_no_effect_to_tell():
    item, proposed = stated(), stated()
    proposed.kind, proposed.value, proposed.metric = "realisatie", None, ""

    assert effect_of_leaned(item, proposed).is_nothing
    assert stated().value == item.value


def test_the_name_of_a_theme_changes_without_ceremony(log_in):
    post(log_in("coordinatie"), edit_url(theme()), "publish", name="Netwerken")

    assert theme().name == "Netwerken"
    assert not FigureChange.objects.exists()


# By a detour


def test_what_was_public_before_it_left_is_compared_with_what_comes_back(log_in):
    url = edit_url(entry("DOG-2017-001"))
    propose(log_in("cijfers"), url, to_unpublish="on")
    approve(log_in("coordinatie"))
    assert not entry("DOG-2017-001").live
    post(log_in("cijfers"), url, contribution="1", change_reason="")
    post(log_in("cijfers"), url, title="Een ander woord", change_reason="")

    silent = post(log_in("cijfers"), url, "submit", change_reason="")
    propose(log_in("cijfers"), url)
    approve(log_in("coordinatie"))

    assert list(silent.context["form"].errors) == ["change_reason"]
    assert (entry("DOG-2017-001").live, entry("DOG-2017-001").contribution) == (True, 1)
    change = FigureChange.objects.order_by("pk").last()
    assert (change.old, change.new, change.reason) == ("€\xa05.000", "€\xa01", REASON)


def test_an_entry_that_comes_back_as_it_was_needs_no_reason(log_in):
    url = edit_url(entry())
    propose(log_in("cijfers"), url, to_unpublish="on")
    approve(log_in("coordinatie"))

    answer = post(log_in("cijfers"), url, "submit", change_reason="")
    approve(log_in("coordinatie"))

    assert answer.status_code == 302
    assert entry().live
    assert not entry().to_unpublish


def test_an_entry_leaves_as_planned_and_is_told_so(log_in):
    entry().unpublish(set_expired=True)

    assert FigureChange.objects.get().reason == "Volgens planning."
    assert entry().last_public["contribution"] == "1500.00"


@pytest.mark.parametrize("model", [FundingEntry, PublishedFigure, SourceDocument, Theme, Organisation])
def test_what_figures_are_computed_from_is_approved_by_somebody_else(model):
    assert issubclass(model, ApprovedByAnother)
    assert model.guarded_fields


def test_a_project_page_with_entries_cannot_be_deleted_by_code():
    with pytest.raises(Exception, match="leunen hierop"):
        project().delete()

    assert ProjectPage.objects.filter(slug="pygrunn").exists()


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_a_project_page_moves_to_no_other_place_in_the_tree_and_moves_no_figure(log_in, role):
    client, before, page = log_in(role), public_figures(), project()

    for other in Page.objects.exclude(depth=1):
        with taken_back():
            client.post(f"/beheer/pages/{page.pk}/move/{other.pk}/confirm/")
            stays = ProjectPage.objects.get(pk=page.pk)
            assert stays.get_parent() == page.get_parent(), other
            assert stays.live
    client.post(f"/beheer/pages/{page.pk}/set_position/?position=0")

    stays = ProjectPage.objects.get(pk=page.pk)
    assert (stays.get_parent(), stays.live) == (page.get_parent(), True)
    assert moved(before, public_figures()) == []
