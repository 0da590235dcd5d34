"""A text or version that an older code left behind, or that leans on what is gone, closes no screen.

One page holds every broken block at once: what is wrong with one of them takes no other with it.
"""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail import blocks
from wagtail.models import GroupPagePermission, Page, Revision, RevisionMixin

from dog_site.core.blocks import BodyBlock
from dog_site.core.editing.lost import lost
from dog_site.core.models.readable import ReadableVersions
from dog_site.core.models.stored import SHAPES, leaves
from events.models import Venue
from news.models import NewsPage
from projects.models import Theme
from tests.desk.browser import approve, edit_url, entry, page_edit_url, post, post_page, propose
from tests.desk.bureau import lines, page_of
from tests.factories import NewsPageFactory, VenueFactory
from tests.pages import text

GONE = 999_999
FIGURE = {"metric": "bijdrage", "scope": "hoofdtotaal", "year": "alle", "wording": "exact"}
COLUMNS = [{"type": "text", "heading": "a"}, {"type": "text", "heading": "b"}]
LINKS_TO_NOTHING = (
    f'<p><a linktype="page" id="{GONE}">a</a><a linktype="page" id="x">b</a><a linktype="page">c</a>'
    f'<a linktype="document" id="{"9" * 30}">d</a><a linktype="maan" id="1">e</a></p>'
)

# By type: what is stored, and what no block reads of it.
UNREADABLE = {
    "oude_video": [{"adres": "https://example.org"}, "x", None],
    "text": [{"text": "x"}, ["x"], 3],
    "quote": [None, "Zomaar tekst", ["x"], {"text": {"a": 1}}, {"text": 3}],
    "heading": [["x", "h2"], {"text": "Kop", "level": ["h2"]}],
    "accordion": [{"parts": {"title": "x"}}, {"parts": "x"}, {"parts": [None]}],
    "timeline": [{"moments": "vroeger"}, {"moments": ["vroeger"]}],
    "links": [
        {"links": None},
        {"links": [{"page": "x"}]},
        {"links": [{"page": "9" * 30}]},
        {"links": [{"page": 2**63}]},
    ],
    "picture": [{"image": GONE}, {"image": None}, {"image": {"image": "x"}}, {"image": {"image": True}}],
    "document": [{"document": "x"}, {"document": [1]}],
    "call_to_action": [{"heading": "x", "link": None}, {"heading": "x", "link": "https://example.org"}],
    "figure": [{"metric": [], "scope": {}}, {"year": 2017}],
    "table": [
        "tabel",
        {"rows": [{"values": ["a"]}]},
        {"columns": COLUMNS},
        {"columns": [{"type": "plaatje", "heading": "a"}], "rows": []},
        {"columns": [{"type": "text"}], "rows": []},
        {"columns": COLUMNS, "rows": [{"values": ["a"]}]},
        {"columns": COLUMNS, "rows": [["a", "b"]]},
        {"columns": COLUMNS, "rows": [{"values": ["a", 3]}]},
    ],
}
# What is read, and shows nothing or less: it says what is no more, or leads to what is gone.
LOST = {
    "heading": [{"text": "Kop", "level": "h7"}],
    "picture": [{"image": {"image": GONE, "alt_text": "", "decorative": False}}],
    "document": [{"document": GONE, "text": "Stuk"}],
    "links": [{"links": [{"page": GONE, "text": "Weg"}]}],
    "call_to_action": [{"heading": "Doe mee", "link": {"page": GONE}}],
    "figure": [FIGURE | {name: value} for name, value in (("metric", "winst"), ("scope", "thema:x"), ("year", "ooit"))],
    "text": [LINKS_TO_NOTHING, f'<p>x</p><embed embedtype="image" id="{GONE}" alt="x" format="left"/>'],
}
# What is half filled in, as a draft may be, or holds more than a block reads: that is no reason to name it.
FINE = {
    "heading": [{"text": "Kop"}, {}, {"text": None, "level": None}],
    "quote": [{"text": "Kop", "kleur": "rood"}],
    "picture": [{"image": {}}, {}],
    "document": [{"document": None}],
    "links": [{}],
    "call_to_action": [{"heading": "Doe mee"}],
    "figure": [FIGURE, {"metric": "bijdrage"}, {}],
    "table": [{}, None, {"columns": COLUMNS, "rows": [{"values": ["a", "b", "c"]}]}],
    "text": ['<p>x</p><embed embedtype="hologram" id="3"/><embed/>', "<p>x <a linktype=", None],
}
NO_BLOCKS = {
    "words": "Gewone tekst",
    "a struct": {"type": "text", "value": "<p>x</p>"},
    "a number": 3,
    "words in a list": ["x", "y"],
    "pairs": [["text", "x"]],
    "nothing in a list": [None, {"type": "text", "value": "<p>x</p>"}],
    "blocks without a type or a value": [{"value": "x"}, {"type": "text"}, {"type": ["text"], "value": "x"}],
}


def stored(*tables):
    return [{"type": kind, "value": each} for table in tables for kind, values in table.items() for each in values]


def page_with(body):
    """A public page of which the database holds `body` as its text, in the row and in both of its versions."""
    page = NewsPageFactory(title="Met een gebroken deel", summary="Wat er stond.")
    page.save_revision().publish()
    page.save_revision()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE news_newspage SET body = %s WHERE page_ptr_id = %s", [json.dumps(body), page.pk])
    for revision in Revision.objects.for_instance(page):
        Revision.objects.filter(pk=revision.pk).update(content=revision.content | {"body": json.dumps(body)})
    return NewsPage.objects.get(pk=page.pk)


def screens(page):
    own, last = f"/beheer/pages/{page.pk}", page.latest_revision_id
    public = [page.url, "/", "/nieuws/", "/nieuws/feed.atom", "/zoeken/?q=gebroken", "/sitemap-pages-1.xml"]
    views = ["edit", "history", "usage", "view_draft", "delete", "unpublish", "move", "copy"]
    versions = [f"{last}/view", f"{last}/revert", "compare/earliest...latest", f"compare/live...{last}"]
    lists = ["/beheer/", f"/beheer/pages/{page.get_parent().pk}/", "/beheer/reports/site-history/"]
    return [
        *public,
        *(f"{own}/{view}/" for view in views),
        *(f"{own}/revisions/{view}/" for view in versions),
        *lists,
    ]


def failures(client, addresses):
    client.raise_request_exception = False
    answers = {address: client.get(address).status_code for address in addresses}
    return {address: status for address, status in answers.items() if status != 200}


BODIES = {"every block": stored(FINE, UNREADABLE, LOST, {"text": ["<p>Het laatste woord.</p>"]})} | NO_BLOCKS


@pytest.mark.parametrize("kind", BODIES)
def test_no_screen_of_a_page_is_closed(log_in, kind):
    page = page_with(BODIES[kind])
    client = log_in("beheer")

    assert failures(client, screens(page)) == {}
    if kind == "every block":
        assert "Het laatste woord." in text(client.get(page.url).content)


@pytest.mark.parametrize("kind, value", [(each["type"], each["value"]) for each in stored(UNREADABLE)])
def test_what_no_block_reads_is_kept(kind, value):
    block = BodyBlock()
    item = {"type": kind, "value": value, "id": "een"}

    [kept] = block.to_python([item])

    assert kept.block_type == "unreadable"
    assert json.loads(kept.value) == item
    assert block.get_prep_value(block.to_python(json.dumps([item])))[0]["value"] == kept.value


@pytest.mark.parametrize("table", [FINE, LOST], ids=["fine", "lost"])
def test_what_can_be_read_stays_as_it_is(table):
    body = [item | {"id": str(number)} for number, item in enumerate(stored(table))]

    assert BodyBlock().get_prep_value(BodyBlock().to_python(body)) == body


def test_every_block_says_what_is_stored_of_it():
    """A kind of block that SHAPES does not know would fail with the first page that holds it."""

    def innermost(block):
        children = getattr(block, "child_blocks", None) or {"item": getattr(block, "child_block", None)}
        found = [each for child in children.values() if child for each in innermost(child)]
        return found or [block]

    unknown = [
        block
        for block in innermost(BodyBlock())
        if not isinstance(block, (blocks.StaticBlock, *SHAPES)) and list(leaves(block, None))
    ]

    assert unknown == []


def test_the_first_page_names_what_is_lost_until_it_is_mended(log_in):
    fine, *broken = [page_with(body) for body in (stored(FINE), *([item] for item in stored(LOST)), ["x"])]
    Page.objects.filter(pk=fine.pk).update(title="Heel gewoon")
    client = log_in("communicatie")
    several = f"{len(broken)} teksten waarvan een deel niet meer te lezen is"

    found = lost(Page)[Page]
    before = text(client.get("/beheer/").content)
    named = [line.words for line in lines(page_of(client, "/beheer/aandacht/"))]
    for page in broken:
        page.body = []
        page.save_revision().publish()
    after = text(client.get("/beheer/").content)

    assert found == {page.pk for page in broken}
    assert several in before
    assert sum("een deel hiervan is niet meer te lezen" in words for words in named) == len(broken)
    assert not any("Heel gewoon: een deel" in words for words in named)
    assert "niet meer te lezen" not in after


VERSIONS = {
    "nothing": lambda content: {},
    "a list": lambda content: ["x"],
    "words": lambda content: "x",
    "without a key": lambda content: {name: value for name, value in content.items() if name != "pk"},
    "only its first fields": lambda content: dict([*content.items()][:3]),
    "a field that is no more": lambda content: content | {"kleur": "rood"},
    "a text that is nothing": lambda content: (
        content | {"title": None, "name": None, "summary": None, "description": None}
    ),
    "a moment in words": lambda content: content | {"go_live_at": "gisteren", "expire_at": "x"},
    "an amount in words": lambda content: content | {"contribution": "veel", "date": "x", "year": "x", "amount": "x"},
    "rows that are gone": lambda content: content | {"owner": GONE, "image": GONE, "theme": GONE, "project": GONE},
    "keys that no database takes": lambda content: content | {"image": 2**40, "project": 2**32, "theme": 2**70},
    "a type that is gone": lambda content: content | {"content_type": GONE, "locale": GONE},
    "items in words": lambda content: content | {"project_links": "x", "partners": 3, "themes": "x"},
    "items without fields": lambda content: content | {"project_links": [{}], "partners": [{}], "themes": None},
    "items that are gone": lambda content: (
        content | {"themes": [GONE], "project_links": [{"pk": None, "page": 1, "project": GONE, "sort_order": 0}]}
    ),
    "a text of blocks that is a number": lambda content: content | {"body": 3},
}


def broken(item, kind):
    """`item` with a latest version that holds what `kind` of VERSIONS makes of it."""
    item.save_revision()
    item = type(item).objects.get(pk=item.pk)
    revision = item.latest_revision
    Revision.objects.filter(pk=revision.pk).update(content=VERSIONS[kind](revision.content))
    return item


def a_page():
    return NewsPageFactory(title="Bericht")


def a_theme():
    return Theme.objects.get(slug="infrastructuur")


ITEMS = pytest.mark.parametrize("make", [a_page, a_theme, entry])


def screens_of_versions(item):
    """The others, such as its usage or unpublishing it, read a version as its form does."""
    last = item.latest_revision_id
    if isinstance(item, Page):
        views = ["edit", f"revisions/{last}/view", f"revisions/{last}/revert", "revisions/compare/earliest...latest"]
        return [f"/beheer/pages/{item.pk}/{view}/" for view in views]
    own = edit_url(item).partition("edit")[0]
    views = ["edit/{0}", "history/{0}/revisions/{1}/revert", "history/{0}/revisions/compare/earliest...latest"]
    return [f"{own}{view.format(item.pk, last)}/" for view in views]


@ITEMS
def test_no_screen_of_a_version_is_closed(log_in, make):
    item, client = make(), log_in("beheer")
    item.save_revision().publish()
    failed = {}

    for kind in VERSIONS:
        failed |= {
            (kind, address): status
            for address, status in failures(client, screens_of_versions(broken(item, kind))).items()
        }

    assert failed == {}


def test_the_form_names_what_is_lost_and_saving_it_mends(log_in):
    page = a_page()
    page.save_revision().publish()
    broken(page, "an amount in words")
    client = log_in("coordinatie")

    edit = client.get(page_edit_url(page)).content
    named = client.get("/beheer/").content
    refused = NewsPage.objects.get(pk=page.pk)
    with pytest.raises(ValidationError) as reason:
        refused.latest_revision.publish()
    post_page(client, page_edit_url(page), "publish", title="Hersteld")

    sentence = "Van deze versie is niet meer te lezen, en staat hier zoals het bewaard was: datum."
    assert sentence in text(edit)
    assert reason.value.messages == [sentence]
    assert "een deel hiervan is niet meer te lezen" in text(named)
    assert "niet meer te lezen" not in text(client.get("/beheer/").content)
    assert NewsPage.objects.get(pk=page.pk).title == "Hersteld"


def test_an_approval_of_what_cannot_be_read_changes_nothing(log_in):
    propose(log_in("cijfers"), edit_url(entry()), contribution="2.500")
    revision, before = entry().latest_revision, entry().contribution
    Revision.objects.filter(pk=revision.pk).update(content=VERSIONS["an amount in words"](revision.content))
    client = log_in("coordinatie")

    first_page, answer = client.get("/beheer/"), approve(client, entry())

    assert first_page.status_code == 200
    assert "Niet gepubliceerd: Van deze versie is niet meer te lezen" in text(answer.content)
    assert entry().contribution == before


def proposed_page(log_in):
    page = a_page()
    page.save_revision().publish()
    post_page(log_in("communicatie"), page_edit_url(page), "submit", title="Voorstel")
    return NewsPage.objects.get(pk=page.pk)


def proposed_venue(log_in):
    venue = VenueFactory(name="Forum")
    venue.save_revision().publish()
    post(log_in("communicatie"), edit_url(venue), "submit", name="Voorstel")
    return Venue.objects.get(pk=venue.pk)


@pytest.mark.parametrize("propose_it", [proposed_page, proposed_venue])
def test_an_approval_from_a_list_is_refused_with_the_reason(log_in, propose_it):
    item = propose_it(log_in)
    revision, task, before = item.latest_revision, item.current_workflow_task_state, str(item)
    Revision.objects.filter(pk=revision.pk).update(content=VERSIONS["a moment in words"](revision.content))

    answer = approve(log_in("coordinatie"), item)

    assert "Niet gepubliceerd: Van deze versie is niet meer te lezen" in text(answer.content)
    assert str(type(item).objects.get(pk=item.pk)) == before
    assert type(item).objects.get(pk=item.pk).current_workflow_task_state == task


@pytest.mark.parametrize("below", [{}, {"include_descendants": "on"}])
def test_pages_are_not_published_from_a_list_while_one_cannot_be_read(log_in, below):
    whole, page = a_page(), a_page()
    whole.save_revision()
    broken(page, "an amount in words")
    client, chosen = log_in("coordinatie"), page.get_parent().pk if below else page.pk
    url = f"/beheer/bulk/wagtailcore/page/publish/?id={chosen}&next=/beheer/"

    answer = client.post(url, below, follow=True)

    assert "Van deze versie is niet meer te lezen" in text(answer.content)


def test_what_was_kept_of_a_block_stays_as_it_was_found():
    """What an editor writes is cleaned; this is no text of an editor."""
    page = page_with([{"type": "oude_video", "value": "een\u2028twee\u00a0drie\u200d\x85"}])
    kept = page.body[0].value

    page.full_clean()

    assert page.body[0].value == kept
    assert json.loads(kept)["value"] == "een\u2028twee\u00a0drie\u200d\x85"


def test_the_first_page_names_a_draft_with_a_block_that_cannot_be_read(log_in):
    page = a_page()
    page.save_revision().publish()
    page.body = json.dumps([{"type": "oude_video", "value": "x"}])
    page.save_revision()

    assert lost(Page)[Page] == {page.pk}


def test_a_draft_that_is_saved_over_by_itself_is_mended_at_once():
    page = broken(a_page(), "an amount in words")
    before = lost(Page)[Page]

    page.get_latest_revision_as_object().save_revision(overwrite_revision=page.latest_revision)

    assert before == {page.pk}
    assert lost(Page)[Page] == set()


def test_who_may_change_another_part_of_the_site_reads_no_titles(log_in):
    broken(a_page(), "an amount in words")
    elsewhere = get_user_model().objects.create_user("elders", password="x", is_staff=True)
    group = Group.objects.create(name="Elders")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    agenda = Page.objects.get(slug="agenda")
    GroupPagePermission.objects.create(
        group=group, page=agenda, permission=Permission.objects.get(codename="change_page")
    )
    elsewhere.groups.add(group)
    client = Client()
    client.force_login(elsewhere)

    assert "niet meer te lezen" in text(log_in("beheer").get("/beheer/").content)
    assert "niet meer te lezen" not in text(client.get("/beheer/").content)


def test_the_schedule_goes_on_past_what_cannot_be_read():
    waiting = [broken(make(), kind) for make in (a_page, a_theme, entry) for kind in ("a list", "an amount in words")]
    whole = a_page()
    whole.title = "Nieuwe titel"
    whole.save_revision()
    an_hour_ago = timezone.now() - timedelta(hours=1)
    Revision.objects.filter(pk__in=[item.latest_revision_id for item in (*waiting, whole)]).update(
        approved_go_live_at=an_hour_ago
    )
    told = StringIO()

    call_command("publish_scheduled", stderr=told)

    assert NewsPage.objects.get(pk=whole.pk).title == "Nieuwe titel"
    # Of a theme there is no amount to lose.
    assert told.getvalue().count("Not as planned") == len(waiting) - 1
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_every_item_with_versions_is_read_this_way():
    with_versions = [model for model in apps.get_models() if issubclass(model, RevisionMixin) and model is not Page]
    orders = {model: model.__mro__ for model in with_versions if not model.__module__.startswith("wagtail")}

    assert len(orders) > 15
    assert [
        model
        for model, order in orders.items()
        if ReadableVersions not in order or order.index(ReadableVersions) > order.index(RevisionMixin)
    ] == []
