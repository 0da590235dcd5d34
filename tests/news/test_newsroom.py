"""The news as a newsroom: its archive, reading time, the press contact, and what search engines read."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from dog_site.core.models import ContentVersion, SiteSettings
from news.models import NewsPage
from news.press import PressContact
from news.reading import reading_minutes
from tests.desk.browser import post
from tests.factories import NewsPageFactory, many_pages
from tests.pages import structured_data, text
from tests.test_sharing import photo

# The one item of 2017's content is of March 2018.
SEEDED = ("2018", "1 nieuwsbericht", [("maart 2018", "(1)")])


def main(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").main


def words(element):
    return " ".join(element.get_text().split())


def archive(client, query=""):
    """The years of the archive, each with its number of items and its months."""
    return [
        (
            words(year.h3.a),
            words(year.h3.small),
            [(words(month.a), words(month.small)) for month in year.ul.find_all("li")],
        )
        for year in main(client, f"/nieuws/{query}").select(".dog-archive > li")
    ]


def listed(client, query):
    return [link.get_text() for link in main(client, f"/nieuws/{query}").select(".dog-list-title a")]


def notices(client, query):
    return [notice.get_text() for notice in main(client, f"/nieuws/{query}").select(".dog-notice p")][1:]


def on(*days):
    many_pages(NewsPageFactory, [{"title": f"Van {day}", "date": datetime.date.fromisoformat(day)} for day in days])


# The archive


def test_the_archive_counts_the_items_of_each_year_and_month(client):
    on("2019-12-31", "2020-01-01", "2020-01-31", "2020-03-05")

    assert archive(client) == [
        ("2020", "3 nieuwsberichten", [("januari 2020", "(2)"), ("maart 2020", "(1)")]),
        ("2019", "1 nieuwsbericht", [("december 2019", "(1)")]),
        SEEDED,
    ]


def test_a_link_of_the_archive_leads_to_exactly_the_items_that_it_counts(client):
    on("2018-03-01", "2019-03-01", "2020-01-01", "2020-01-31", "2020-03-05")
    NewsPage.objects.filter(date="2020-01-31").update(is_pinned=True)

    found = {}
    for entry in main(client, "/nieuws/").select(".dog-archive h3, .dog-archive li li"):
        address, count = entry.a["href"], int(words(entry.small).strip("()").split()[0])
        found[address] = count
        assert address.startswith("/nieuws/?")
        assert len(listed(client, address.removeprefix("/nieuws/"))) == count
        assert notices(client, address.removeprefix("/nieuws/")) == []

    assert found["/nieuws/?jaar=2020"] == 3
    assert found["/nieuws/?jaar=2020&maand=1"] == 2
    assert len(found) == 3 + 4


def test_the_archive_is_of_all_the_news_whatever_the_list_is_narrowed_down_to(client):
    on("2020-01-01")

    assert archive(client, "?jaar=2018&maand=3&thema=infrastructuur") == archive(client)
    assert archive(client, "?jaar=2020&maand=2&pagina=7") == archive(client)


@pytest.mark.parametrize(
    "query, current", [("", []), ("?jaar=2020", ["2020"]), ("?jaar=2020&maand=1", ["januari 2020"]), ("?maand=1", [])]
)
def test_the_archive_marks_what_the_list_shows(client, query, current):
    on("2020-01-01", "2019-01-01")

    marked = main(client, f"/nieuws/{query}").select(".dog-archive a[aria-current]")

    assert [words(link) for link in marked] == current


def test_what_is_not_public_does_not_count(client):
    NewsPageFactory(date=datetime.date(2021, 1, 1), live=False)
    restricted = NewsPageFactory(date=datetime.date(2022, 1, 1))
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    NewsPageFactory(date=datetime.date(2023, 1, 1), live=False, go_live_at=tomorrow).save_revision().publish()

    assert archive(client) == [SEEDED]


def test_without_news_there_is_no_archive(client):
    for page in NewsPage.objects.all():
        page.unpublish()

    assert not main(client, "/nieuws/").select("#archief, .dog-archive")


def test_many_months_take_one_query(client):
    def queries():
        ContentVersion.raise_number()
        with CaptureQueriesContext(connection) as found:
            assert client.get("/nieuws/?jaar=2018").status_code == 200
        return len(found), sum("GROUP BY" in query["sql"] and "news_newspage" in query["sql"] for query in found)

    queries()
    few = queries()
    on(*(f"{year}-{month:02}-14" for year in range(2001, 2005) for month in range(1, 13)))

    assert queries() == few
    assert few[1] == 1


# A month


def test_a_month_is_that_of_its_year(client):
    on("2019-05-31", "2020-05-01", "2020-05-31", "2020-06-01")

    assert listed(client, "?jaar=2020&maand=5") == ["Van 2020-05-31", "Van 2020-05-01"]
    assert notices(client, "?jaar=2020&maand=5") == []


def test_a_month_without_a_year_is_left_out_and_said_so(client):
    on("2019-05-31", "2020-05-01")

    assert notices(client, "?maand=5") == ["Een maand hoort bij een jaar. Kies ook een jaar; de maand is weggelaten."]
    assert listed(client, "?maand=5") == listed(client, "")


@pytest.mark.parametrize(
    "month", ["0", "13", "-1", "03", "3.0", "maart", "٣", "1 or 1=1", "<b>3</b>", "9" * 500, "\x00"]
)
def test_a_month_that_does_not_exist_is_left_out_and_said_so(client, month):
    on("2018-05-31")

    response = client.get("/nieuws/", {"jaar": "2018", "maand": month})

    assert response.status_code == 200
    found = BeautifulSoup(response.content, "html.parser").main
    [notice] = found.select(".dog-notice p")[1:]
    assert notice.get_text() == f"“{month[:40]}” is geen keuze bij “maand”; dat filter is weggelaten."
    assert len(found.select(".dog-list-title a")) == 2


def test_a_year_that_does_not_exist_takes_its_month_along(client):
    assert notices(client, "?jaar=1800&maand=5") == [
        "“1800” is geen keuze bij “jaar”; dat filter is weggelaten.",
        "Een maand hoort bij een jaar. Kies ook een jaar; de maand is weggelaten.",
    ]


def test_a_month_without_news_helps_on(client):
    found = main(client, "/nieuws/?jaar=2018&maand=7")

    assert found.select_one(".dog-empty")
    assert found.select_one("form a")["href"] == "/nieuws/"


# Reading time


@pytest.mark.parametrize(
    "count, minutes",
    [(0, 0), (1, 0), (199, 0), (200, 1), (299, 1), (300, 2), (400, 2), (499, 2), (500, 3), (2_000, 10)],
)
def test_reading_takes_a_minute_for_two_hundred_words(count, minutes):
    assert reading_minutes("woord " * count) == minutes


def test_words_of_all_texts_count_and_signs_do_not():
    assert reading_minutes("een " * 100, "", "twee " * 100) == 1
    assert reading_minutes("een " * 199, "– … • & 🎉 \n\t") == 0
    assert reading_minutes("zo'n IT-er " * 100) == 1


def meta(client, page):
    return words(main(client, page.url).select_one(".dog-meta"))


@pytest.mark.parametrize(
    "count, said",
    [(198, None), (199, "ongeveer 1 minuut leestijd"), (399, "ongeveer 2 minuten leestijd")],
)
def test_an_item_says_how_long_it_takes_to_read(client, count, said):
    """Its title is one more word."""
    body = [("heading", {"text": "woord " * 9, "level": "h2"}), ("text", f"<p>{'<b>woord</b> ' * (count - 9)}</p>")]

    found = meta(client, NewsPageFactory(title="Titel", body=body))

    assert ("leestijd" in found) is (said is not None)
    assert said is None or said in found


def test_the_summary_is_read_too(client):
    body = [("text", f"<p>{'woord ' * 189}</p>")]

    assert "leestijd" not in meta(client, NewsPageFactory(title="Titel", body=body))
    assert "1 minuut leestijd" in meta(client, NewsPageFactory(title="Titel", summary="woord " * 10, body=body))


# Whom the press may call


def press(client, address="/nieuws/"):
    """The block with the press contact; None where there is none."""
    return main(client, address).select_one("[aria-labelledby=perscontact]")


def reach(**values):
    SiteSettings.objects.update(**values)


@pytest.mark.parametrize("place", ["list", "item"])
def test_the_press_finds_a_desk_with_its_address_and_number(client, place):
    reach(press_name="Persdienst", press_email="pers+dog@example.org", press_phone="+31 (0)50 123 45 67")
    address = "/nieuws/" if place == "list" else NewsPageFactory().url

    found = press(client, address)

    assert "Persdienst" in words(found)
    assert {words(link): link["href"] for link in found.find_all("a")} == {
        "pers+dog@example.org": "mailto:pers%2Bdog@example.org",
        "+31 (0)50 123 45 67": "tel:+31501234567",
    }
    assert main(client, address).find_all("section")[-1] == found


@pytest.mark.parametrize(
    "values, hrefs",
    [({"press_email": "pers@example.org"}, ["mailto:pers@example.org"]), ({"press_phone": "14 050"}, ["tel:14050"])],
)
def test_one_way_to_reach_the_desk_is_enough(client, values, hrefs):
    reach(**values)

    assert [link["href"] for link in press(client).find_all("a")] == hrefs


def test_no_line_breaks_a_telephone_number(client):
    reach(press_phone="+31 (0)50-123 45 67")

    assert press(client).a.get_text() == "+31\u00a0(0)50\u2011123\u00a045\u00a067"


@pytest.mark.parametrize("values", [{}, {"press_name": "Persdienst"}])
def test_without_a_desk_the_press_is_sent_to_the_contact_page(client, values):
    reach(**values, office_phone="14 050")

    assert [link["href"] for link in press(client).find_all("a")] == ["/contact/"]
    assert [link["href"] for link in press(client, NewsPageFactory().url).find_all("a")] == ["/contact/"]


def test_without_a_desk_or_a_contact_page_there_is_no_block(client):
    reach(office_phone="14 050")
    contact = Site.objects.get().root_page.get_children().get(slug="contact")
    contact.unpublish()

    assert press(client) is None
    assert press(client, NewsPageFactory().url) is None


def test_a_site_without_settings_shows_its_news(client):
    SiteSettings.objects.all().delete()

    assert press(client) is None
    assert not SiteSettings.objects.exists()


def test_the_press_desk_stands_with_the_news_only(client):
    reach(press_name="Persdienst", press_email="pers@example.org")

    assert [address for address in ("/", "/agenda/", "/projecten/", "/contact/") if press(client, address)] == []


def test_markup_in_the_name_of_the_desk_is_text(client):
    reach(press_name="<b>Pers</b>", press_email="pers@example.org")

    assert "<b>Pers</b>" in press(client).get_text()


@pytest.mark.parametrize(
    "written, link",
    [
        ("050 123 45 67", "tel:0501234567"),
        ("(050) 123 45 67", "tel:0501234567"),
        ("050-1234567", "tel:0501234567"),
        ("+31 50 123 45 67", "tel:+31501234567"),
        ("+31 (0)50 123 45 67", "tel:+31501234567"),
        ("+31(0)50-1234567", "tel:+31501234567"),
        ("14 050", "tel:14050"),
        ("", ""),
    ],
)
def test_a_number_is_dialled_as_it_is_written(written, link):
    assert PressContact(phone=written).phone_link == link


def settings_url():
    return f"/beheer/settings/core/sitesettings/{SiteSettings.objects.get().site_id}/"


def test_an_editor_writes_down_the_press_desk(log_in, client):
    version = ContentVersion.current()

    response = post(
        log_in("coordinatie"),
        settings_url(),
        press_name="Persdienst",
        press_email="pers@example.org",
        press_phone="14 050",
    )

    assert response.status_code == 302
    client.logout()
    assert "Persdienst" in words(press(client))
    assert ContentVersion.current() > version


@pytest.mark.parametrize(
    "typed", ["bel ons", "06", "050 123 45 67 (Jan)", "tel:050", "javascript:alert(1)", "+", "05٣ 1234"]
)
def test_what_is_no_number_is_refused_with_an_example(log_in, typed):
    response = post(log_in("coordinatie"), settings_url(), press_phone=typed)

    assert response.status_code == 200
    assert "050 123 45 67" in text(response.content)
    assert "Schrijf een telefoonnummer als 050 123 45 67." in text(response.content)
    assert SiteSettings.objects.get().press_phone == ""


@pytest.mark.parametrize("written", ["050 123 45 67", "(050) 123 45 67", "+31 (0)50-1234567", "14 050"])
def test_a_number_may_be_written_in_any_usual_way(log_in, written):
    assert post(log_in("coordinatie"), settings_url(), press_phone=written).status_code == 302
    assert SiteSettings.objects.get().press_phone == written


# What search engines read


def article(client, page):
    response = client.get(page.url)
    assert response.status_code == 200
    [found] = [node for node in structured_data(response.content.decode()) if node["@type"] == "NewsArticle"]
    return found


def test_an_item_is_an_article_of_the_office(client):
    page = NewsPageFactory(title="Nieuws", summary="Wat er is gebeurd.")
    changed = datetime.datetime(2019, 7, 1, 22, 30, tzinfo=datetime.UTC)
    NewsPage.objects.filter(pk=page.pk).update(last_published_at=changed)
    [office] = structured_data(client.get("/").content.decode())

    found = article(client, page)

    assert found == {
        "@type": "NewsArticle",
        "@id": f"{page.full_url}#bericht",
        "url": page.full_url,
        "mainEntityOfPage": page.full_url,
        "headline": "Nieuws",
        "description": "Wat er is gebeurd.",
        "datePublished": "2019-05-14",
        "dateModified": "2019-07-02T00:30:00+02:00",
        "author": office,
        "publisher": office,
        "inLanguage": "nl",
    }


def test_who_says_it_is_the_author_and_the_office_publishes_it(client):
    found = article(client, NewsPageFactory(author_line="Burgemeester en wethouders"))

    assert found["author"] == {"@type": "Organization", "name": "Burgemeester en wethouders"}
    assert found["publisher"]["name"] == "Digital Office Groningen"


@pytest.mark.parametrize("changed", [None, datetime.datetime(2019, 5, 13, 12, tzinfo=datetime.UTC)])
def test_an_item_is_not_said_to_have_changed_before_its_date(client, changed):
    page = NewsPageFactory()
    NewsPage.objects.filter(pk=page.pk).update(last_published_at=changed)

    assert "dateModified" not in article(client, page)


def test_an_image_of_its_own_is_told_and_a_drawn_card_is_not(client, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)

    assert "/media/images/" in article(client, NewsPageFactory(image=photo()))["image"]
    assert "image" not in article(client, NewsPageFactory())
