"""Whole answers to visitors: who gets one from memory, which one, and who never does."""

import gzip
import hashlib
import threading
import time

import brotli
import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from dog_site.core.kept import answers, clock, once, release, shared, values
from dog_site.core.models import ContentVersion
from home.models import StandardPage
from news.models import NewsPage
from projects.models import ProjectPage
from tests.factories import EventPageFactory, NewsPageFactory

from .conftest import forget

PROJECT = "/projecten/pygrunn/"
# One address of each kind.
KINDS = [
    *("/", PROJECT, "/themas/infrastructuur/", "/resultaten/2017/", "/agenda/", "/nieuws/", "/zoeken/", "/contact/"),
    *("/resultaten/2017/cijfer/bijdrage/hoofdtotaal/", "/organisaties/", "/resultaten/2017/financiering.csv"),
    *("/resultaten/2017/financiering.xlsx", "/resultaten/2017/financiering.json", "/agenda/agenda.ics"),
    *("/nieuws/feed.atom", "/agenda/feed.json", "/sitemap.xml", "/robots.txt"),
    *("/themas/?jaar=alle", "/agenda/?periode=2017"),
]
BROWSER = {"Accept-Encoding": "gzip, deflate, br, zstd"}


@pytest.fixture(autouse=True)
def _nothing_is_kept():
    forget()


def queries(client, address, **headers):
    with CaptureQueriesContext(connection) as found:
        response = client.get(address, headers=headers)
        response.getvalue()
    return response, [query["sql"] for query in found]


def is_of_state(sql):
    return all("core_contentversion" in query for query in sql) and len(sql) == 1


@pytest.mark.parametrize("address", KINDS)
def test_the_second_visitor_gets_the_same_answer_for_one_query(client, address):
    first, _made = queries(client, address)
    second, sql = queries(Client(), address)

    assert is_of_state(sql)
    assert second.getvalue() == first.getvalue()
    assert dict(second.items()) == dict(first.items())
    assert "Cookie" not in second.get("Vary", "")
    assert "public" in second["Cache-Control"]


@pytest.mark.parametrize("address", KINDS)
def test_who_has_it_is_told_so_before_anything_is_made(client, address):
    tag = client.get(address)["ETag"]
    forget()

    response, sql = queries(client, address, **{"If-None-Match": f'"other", W/{tag}'})

    assert (response.status_code, response.content, response["ETag"]) == (304, b"", tag)
    assert is_of_state(sql)


def test_a_tag_of_another_address_or_of_before_a_change_is_no_match(client):
    other, tag = client.get("/nieuws/")["ETag"], client.get(PROJECT)["ETag"]
    ContentVersion.raise_number()

    assert client.get(PROJECT, headers={"If-None-Match": f"{other}, {tag}"}).status_code == 200


@pytest.mark.parametrize("named", ["", ",", '"', "*x", "W/", '"a", "b", ' * 200, "\x00", '"é"'])
def test_odd_tags_get_the_page(client, named):
    assert client.get(PROJECT, headers={"If-None-Match": named}).status_code == 200


def test_any_will_do_needs_one_to_be_there(client):
    assert client.get(PROJECT, headers={"If-None-Match": "*"}).status_code == 304
    assert client.get("/bestaat-niet/", headers={"If-None-Match": "*"}).status_code == 404


def test_the_head_is_that_of_the_whole_answer(client):
    for _kept in (False, True):
        head, whole = client.head(PROJECT), client.get(PROJECT)
        assert head.content == b""
        assert dict(head.items()) == dict(whole.items())


@pytest.mark.parametrize(
    "accepted, encoding",
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("GZIP", "gzip"),
        ("gzip;q=0.000", ""),
        ("identity", ""),
        ("*", ""),
        ("", ""),
        (";;,,q=1,br;q=x", "br"),
    ],
)
def test_a_body_comes_as_the_client_takes_it(client, accepted, encoding):
    plain = client.get(PROJECT)
    for _kept in (False, True):
        found = client.get(PROJECT, headers={"Accept-Encoding": accepted})
        unpack = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[encoding]
        assert found.get("Content-Encoding", "") == encoding
        assert unpack(found.content) == plain.content
        assert int(found["Content-Length"]) == len(found.content)
        assert (found["ETag"] == plain["ETag"]) == (not encoding)
        assert "Accept-Encoding" in found["Vary"]
        assert client.get(PROJECT, headers={"If-None-Match": found["ETag"], **BROWSER}).status_code == 304


def test_what_is_packed_already_is_not_packed_again(client):
    assert "Content-Encoding" not in client.get("/resultaten/2017/financiering.xlsx", headers=BROWSER)


def test_an_editor_and_who_gave_a_password_go_past_it(client, log_in):
    plain = client.get(PROJECT)
    editor = log_in("communicatie").get(PROJECT)

    assert b"wagtail-userbar" in editor.content
    assert "private" in editor["Cache-Control"]
    assert "ETag" not in editor
    assert b"wagtail-userbar" not in Client().get(PROJECT).content == plain.content


def test_an_editor_s_page_is_not_kept_for_visitors(client, log_in):
    log_in("communicatie").get(PROJECT)

    assert b"wagtail-userbar" not in Client().get(PROJECT).content


@pytest.mark.parametrize("kind", ["login", "password"])
def test_a_restricted_page_is_never_kept(client, kind):
    page = ProjectPage.objects.get(slug="pygrunn")
    client.get(PROJECT)
    PageViewRestriction.objects.create(page=page, restriction_type=kind, password="geheim")

    for _again in range(2):
        answer = Client().get(PROJECT)
        assert "ETag" not in answer
        assert page.title.encode() not in answer.content


def test_a_draft_and_its_preview_are_never_kept(client, log_in):
    page = ProjectPage.objects.get(slug="pygrunn")
    page.title = "Nog geheim"
    page.save_revision()
    shown = log_in("communicatie").get(f"/beheer/pages/{page.pk}/view_draft/")
    assert b"Nog geheim" in shown.content

    assert b"Nog geheim" not in Client().get(PROJECT).content
    assert page.make_preview_request().content != b""
    assert b"Nog geheim" not in Client().get(PROJECT).content


@pytest.mark.parametrize(
    "query",
    [
        *("?verzonnen=1", "?pagina=01", "?pagina=9999", "?pagina=1&pagina=1", "?thema=bestaat-niet", "?q=wifi"),
        *("?jaar=2017&thema=infrastructuur", "?thema=infrastructuur&", f"?{'x' * 4000}", "?=", "?%00", "?q=%FF"),
    ],
)
def test_only_an_address_as_this_site_writes_it_is_kept(client, query):
    address = f"/projecten/{query}"
    once_more = [queries(client, address) for _twice in range(2)]

    assert [response.status_code for response, _sql in once_more] == [200, 200]
    assert len(once_more[1][1]) > 1
    assert len(answers._memory) == 0


@pytest.mark.parametrize("query", ["?thema=infrastructuur", "?thema=infrastructuur&jaar=2017", "?pagina=1"])
def test_the_addresses_that_a_list_writes_itself_are_kept(client, query):
    client.get(f"/projecten/{query}")

    assert is_of_state(queries(client, f"/projecten/{query}")[1])


def test_what_somebody_typed_is_made_anew_and_has_a_tag(client):
    tag = client.get("/zoeken/?q=wifi")["ETag"]

    assert len(answers._memory) == 0
    assert client.get("/zoeken/?q=wifi", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("address", KINDS)
def test_a_link_of_a_campaign_leads_to_the_page_that_is_kept(client, address):
    plain = client.get(address).getvalue()
    joint = "&" if "?" in address else "?"
    response, sql = queries(client, f"{address}{joint}utm_source=brief&fbclid=x")
    assert response.getvalue() == plain
    assert is_of_state(sql)
    forget()
    assert client.get(f"{address}{joint}utm_source=brief&fbclid=x").getvalue() == plain


def test_a_flood_of_invented_addresses_takes_no_more_memory_than_it_may(client, nothing_is_rendered):
    for number in range(40):
        client.get(f"/agenda/?weergave=maand&maand={1991 + number}-01")
        client.get(f"/bestaat-niet-{number}/")
    assert answers._memory.size <= answers.MOST_MEMORY
    assert len(answers._made_anew) <= answers._made_anew.most


@pytest.mark.parametrize("host", ["testserver", "TESTSERVER", "testserver:80", "localhost"])
def test_each_name_of_the_site_has_its_own_answers(client, host):
    client.get(PROJECT, headers={"Host": "127.0.0.1"})
    first, sql = queries(client, PROJECT, Host=host)

    assert len(sql) > 1
    assert first.status_code == 200


def test_a_host_that_is_not_ours_gets_nothing(client):
    client.get(PROJECT)

    assert client.get(PROJECT, headers={"Host": "evil.example"}).status_code == 400


def test_a_change_is_in_the_next_answer(client):
    page = NewsPageFactory(title="Voor")
    before = client.get(page.url)
    page.title = "Na de wijziging"
    page.save_revision().publish()
    after = client.get(page.url)

    assert b"Na de wijziging" in after.content
    assert after["ETag"] != before["ETag"]


def test_what_is_over_is_over_at_its_moment_without_a_change(client, monkeypatch):
    now = timezone.now().replace(microsecond=0)
    hour = timezone.timedelta(hours=1)
    start = timezone.localtime(now + hour)
    event = EventPageFactory(start_date=start.date(), start_time=start.time(), end_date=(start + hour).date())
    type(event).objects.filter(pk=event.pk).update(start=now + hour, end=now + 2 * hour)
    said = []
    for moment in (now, now + hour - timezone.timedelta(seconds=1), now + hour, now + 2 * hour):
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        text = client.get(event.url).content.decode()
        said.append("Nu bezig" in text and "bezig" or ">Afgelopen<" in text and "voorbij" or "komt")

    assert said == ["komt", "komt", "bezig", "voorbij"]


def test_a_page_that_leaves_by_itself_leaves_what_is_kept(client, monkeypatch):
    now = timezone.now()
    page = NewsPageFactory(title="Tot straks")
    NewsPage.objects.filter(pk=page.pk).update(expire_at=now + timezone.timedelta(minutes=5))
    assert b"Tot straks" in client.get("/nieuws/").content

    monkeypatch.setattr(timezone, "now", lambda: now + timezone.timedelta(minutes=5))

    assert b"Tot straks" not in client.get("/nieuws/").content
    assert client.get(page.url).status_code == 404


def test_an_answer_during_which_something_changed_is_not_kept(client, monkeypatch):
    serve = StandardPage.serve

    def changes(page, request, *args, **kwargs):
        ContentVersion.raise_number()
        return serve(page, request, *args, **kwargs)

    monkeypatch.setattr(StandardPage, "serve", changes)

    assert "ETag" not in client.get("/contact/")
    assert len(answers._memory) == 0


def test_within_a_transaction_nothing_is_kept(client, monkeypatch):
    monkeypatch.setattr(once, "is_within_transaction", lambda: True)
    client.get(PROJECT)

    assert len(answers._memory) == 0


def test_another_process_has_what_this_one_made(client, shared_cache):
    made = client.get(PROJECT)
    forget()
    found, sql = queries(client, PROJECT)

    assert is_of_state(sql)
    assert found.content == made.content


def test_another_release_makes_its_own(client, shared_cache, monkeypatch):
    made = client.get(PROJECT)
    forget()
    monkeypatch.setattr("dog_site.core.kept.clock.release", lambda: "older")
    found, sql = queries(client, PROJECT)

    assert len(sql) > 1
    assert found["ETag"] != made["ETag"]


@pytest.mark.parametrize("garbage", [b"garbage", "tekst", ("kept",), ("kept", "tekst"), ("kept", None), {"kept": 1}])
def test_garbage_in_the_shared_cache_is_nobody_s_page(client, shared_cache, garbage):
    tag = client.get(PROJECT)["ETag"].strip('"')
    forget()
    key = f"{clock.state()}:{tag}"
    cache.set(hashlib.sha256(key.encode()).hexdigest(), garbage)

    assert b"PyGrunn" in client.get(PROJECT).content


class Broken:
    """A cache that fails each time, after a while or at once."""

    def __init__(self, seconds=0.0):
        self.seconds, self.asked = seconds, 0

    def fail(self, *arguments, **options):
        self.asked += 1
        time.sleep(self.seconds)
        raise ConnectionError("The cache is away.")

    get = set = add = delete = fail


@pytest.mark.parametrize("broken", [Broken(), Broken(0.15)], ids=["refuses", "hangs"])
def test_a_cache_that_fails_costs_a_visitor_a_moment_at_most(client, monkeypatch, caplog, broken):
    monkeypatch.setattr(shared, "caches", {"default": broken})
    shared.open_again()
    pages = [client.get(address) for address in (PROJECT, "/contact/", "/nieuws/")]
    shared.open_again()

    assert [page.status_code for page in pages] == [200, 200, 200]
    if broken.seconds:
        assert broken.asked == 1
    assert len([record for record in caplog.records if "cache" in record.message]) == 1


def test_a_cache_that_forgets_everything_is_as_good_as_none(client, monkeypatch):
    class Forgets(Broken):
        def get(self, key):
            return None

        def add(self, key, value, seconds):
            return True

        set = delete = lambda self, *arguments: None

    monkeypatch.setattr(shared, "caches", {"default": Forgets()})

    assert client.get(PROJECT).content == client.get(PROJECT).content


@pytest.mark.parametrize(
    "header", [{"Range": "bytes=0-9"}, {"Range": "x"}, {"If-Modified-Since": "x"}, {"Accept": "x"}]
)
def test_other_headers_get_the_whole_page(client, header):
    plain = client.get(PROJECT)

    assert client.get(PROJECT, headers=header).content == plain.content


def test_without_a_version_the_page_is_made(client, monkeypatch):
    client.get(PROJECT)

    def is_away():
        raise OperationalError("The database is away.")

    monkeypatch.setattr(answers, "state", is_away)

    assert client.get(PROJECT).status_code == 200


def test_one_maker_makes_what_many_ask_for_at_once():
    made, threads, found = [], [], []
    memory = answers.Memory(10)

    def make():
        made.append(threading.get_ident())
        time.sleep(0.2)
        return "page"

    def ask():
        found.append(once.found_or_made(memory, str, "v", "key", make))

    for _number in range(8):
        threads.append(threading.Thread(target=ask))
        threads[-1].start()
    for thread in threads:
        thread.join()

    assert (len(made), found) == (1, ["page"] * 8)


def test_who_waits_for_a_maker_that_died_makes_it(shared_cache, monkeypatch):
    monkeypatch.setattr(once, "WAIT", 0.1)
    shared.take("v:key:maker", 10)

    assert once.found_or_made(answers.Memory(10), str, "v", "key", lambda: "page") == "page"


def test_one_of_two_processes_makes_it(shared_cache):
    """Two memories are two processes; the other one asks while the first is making it."""
    found = []
    other = threading.Thread(
        target=lambda: found.append(once.found_or_made(answers.Memory(10), str, "v", "key", lambda: "second"))
    )

    def make():
        other.start()
        time.sleep(0.1)
        return "first"

    found.append(once.found_or_made(answers.Memory(10), str, "v", "key", make))
    other.join()

    assert found == ["first", "first"]


def test_a_release_has_one_name_in_every_process():
    assert release.release() == release.release.__wrapped__() != ""


def test_who_is_known_by_a_cookie_of_another_kind_is_a_visitor(client):
    client.cookies["anders"] = "x"
    client.get(PROJECT)

    assert is_of_state(queries(client, PROJECT)[1])


@pytest.mark.parametrize("is_for_all, times", [(True, 1), (False, 2)])
def test_what_is_as_large_as_its_source_each_process_makes_for_itself(shared_cache, is_for_all, times):
    made = []
    for _process in range(2):
        values.forget()
        for _visit in range(2):
            assert values.kept("lines", lambda: made.append(1) or "lines", is_for_all=is_for_all) == "lines"

    assert len(made) == times
