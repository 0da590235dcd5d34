"""What a visitor who knows or guesses the name of a hidden thing would ask for."""

from wagtail.documents import get_document_model
from wagtail.models import Page

from dog_site.core.images.share_cards import card_address
from projects.models import Organisation, Theme
from results.models import YearlyResultsPage
from tests.pages import everything_public, readable

# More of the lists than `public_addresses` asks for.
OTHER_LISTS = [
    "/agenda/?weergave=maand",
    "/agenda/?weergave=maand&maand=2017-06",
    "/agenda/?q=kanarie",
    "/agenda/?q=kanarie&periode=2017",
    "/projecten/?q=kanarie",
    "/projecten/?jaar=2017",
    "/nieuws/?jaar=2017",
    "/resultaten/2017/?pagina=2",
]
THEMED = ("/projecten/", "/agenda/", "/nieuws/", "/zoeken/")
BESIDE_A_PAGE = ("", "feed.atom", "feed.json", "agenda.ics")
FILES_OF_A_YEAR = ("financiering.csv", "financiering.xlsx", "financiering.json")


def own_addresses(thing) -> list[str]:
    """The addresses that a thing would have if a visitor could see it."""
    if isinstance(thing, Page):
        files = FILES_OF_A_YEAR if isinstance(thing, YearlyResultsPage) else ()
        # The files stand at the address of the year, wherever its page is.
        of_year = [f"/resultaten/{thing.year}/{name}" for name in files]
        beside = [f"{thing.url}{name}" for name in BESIDE_A_PAGE]
        return [*beside, f"{thing.url.removesuffix('/')}.ics", card_address(thing), *of_year]
    if isinstance(thing, Theme):
        return [f"/resultaten{year}/cijfer/bijdrage/thema-{thing.slug}/" for year in ("/2017", "")]
    if isinstance(thing, Organisation):
        return [thing.address, f"{thing.address}feed.atom", f"/resultaten/cijfer/bijdrage/organisatie-{thing.slug}/"]
    return [thing.url] if isinstance(thing, get_document_model()) else []


def everything(client, things) -> dict[str, str]:
    """The text of everything public by its address, also where a list is narrowed down to one of `things`."""
    lists = list(OTHER_LISTS)
    for thing in things:
        if isinstance(thing, Theme):
            lists += [f"{address}?thema={thing.slug}" for address in THEMED]
        if isinstance(thing, Organisation):
            lists.append(f"/projecten/?organisatie={thing.pk}")
    lists += [organisation.address for organisation in Organisation.objects.with_page()]
    return everything_public(client) | {address: readable(client.get(address)) for address in lists}
