"""Reading a list of events as a visitor does: headings of months, and the events below them."""

from bs4 import BeautifulSoup


def soup(client, address):
    response = client.get(address)
    assert response.status_code == 200, f"{address}: {response.status_code}"
    return BeautifulSoup(response.content, "html.parser")


def words(element):
    return " ".join(element.get_text(" ").split())


def title(row):
    return words(row.select_one(".dog-list-title a"))


def rows(client, address="/agenda/"):
    """The rows of a list, without the side events within them."""
    return rows_on(soup(client, address))


def rows_on(page):
    return page.select(".dog-events > li:has(> .dog-list-title)")


def titles(client, address="/agenda/"):
    return titles_on(soup(client, address))


def titles_on(page):
    return [title(row) for row in rows_on(page)]


def by_title(client, address="/agenda/"):
    return {title(row): words(row) for row in rows(client, address)}


def months(client, address="/agenda/"):
    """(heading, titles below it) of each month of the agenda."""
    return [
        (
            words(month.h2).removesuffix(words(month.h2.small)).strip(),
            [title(row) for row in month.select("ul > li:has(> .dog-list-title)")],
        )
        for month in soup(client, address).select(".dog-month")
    ]
