"""The addresses to measure: one of each type of page, the busiest where there are more."""

from urllib.parse import urlsplit
from xml.etree import ElementTree

from django.conf import settings
from django.db.models import Count
from django.test import Client
from wagtail.models import Page

from dog_site.core.figures import Metric, Scope, page_of
from dog_site.core.images.share_cards import card_address
from events.models import EventPage, EventSeriesPage
from events.moments import Precision
from funding.models import FundingEntry, PublishedFigure
from home.models import StandardPage
from news.models import NewsPage
from projects.models import Organisation, ProjectPage, Theme

NOT_THERE = "/bestaat-niet/"


def visitor():
    """Somebody who asks for pages of this process the way a proxy passes them on."""
    return Client(headers={"host": settings.ALLOWED_HOSTS[0], "x-forwarded-proto": "https"})


def pages() -> list[tuple[str, str]]:
    """The name and the address of each type of page."""
    project = ProjectPage.objects.annotate(entries=Count("funding_entries")).order_by("-entries", "pk").first()
    theme = Theme.objects.annotate(entries=Count("funding_entries")).order_by("-entries", "pk").first()
    applied = FundingEntry.objects.exclude(applicant=None).values("applicant").annotate(entries=Count("pk"))
    organisation = Organisation.objects.get(pk=applied.order_by("-entries", "applicant").first()["applicant"])
    year, latest = PublishedFigure.objects.first().year, FundingEntry.objects.order_by("-year").first().year
    event, series = _with_most_below(EventPage), _with_most_below(EventSeriesPage)
    when = EventPage.objects.exclude(start=None).order_by("-start").first().start
    dated = (
        EventPage.objects.live().filter(date_precision=Precision.EXACT).order_by("-numchild", "-start", "pk").first()
    )
    letter = max(StandardPage.objects.live(), key=lambda page: len(str(page.body.raw_data)))
    contribution, multiplier = Metric.CONTRIBUTION, Metric.MULTIPLIER
    of_year, of_all_years = (page_of(contribution, Scope.HEADLINE, each) for each in (year, None))
    files = f"/resultaten/{year}/financiering"
    return [
        ("home", "/"),
        ("projects", "/projecten/"),
        ("projects, words", "/projecten/?q=blockchain+zorg"),
        ("projects, year and order", f"/projecten/?jaar={latest}&sortering=bijdrage"),
        ("project", project.url),
        ("themes", "/themas/"),
        ("themes, all years", "/themas/?jaar=alle"),
        ("theme", f"/themas/{theme.slug}/"),
        ("results index", "/resultaten/"),
        ("results of a year", f"/resultaten/{year}/"),
        ("year CSV", f"{files}.csv"),
        ("year CSV for people", f"{files}.excel.csv"),
        ("year workbook", f"{files}.xlsx"),
        ("year JSON", f"{files}.json"),
        ("year CSV's columns", f"{files}.csv-metadata.json"),
        ("figure, year", of_year),
        ("figure, all years", of_all_years),
        ("figure, multiplier", page_of(multiplier, Scope.HEADLINE, None)),
        ("figure, theme", page_of(contribution, theme.scope, None)),
        ("figure, organisation", page_of(contribution, organisation.scope, None)),
        ("lines of figure, year", f"{of_year}regels.csv"),
        ("lines of figure, all", f"{of_all_years}regels.csv"),
        ("organisations", "/organisaties/"),
        ("organisation", organisation.address),
        ("agenda", "/agenda/"),
        ("agenda, past", "/agenda/?periode=voorbij"),
        ("agenda, month", f"/agenda/?weergave=maand&maand={when:%Y-%m}"),
        ("agenda, filters", f"/agenda/?q=blockchain+zorg&periode={when.year}&thema={theme.slug}"),
        ("series", series.url),
        ("event", event.url),
        ("event, .ics", f"{dated.url.removesuffix('/')}.ics"),
        ("agenda.ics", "/agenda/agenda.ics"),
        ("agenda, Atom", "/agenda/feed.atom"),
        ("agenda, JSON feed", "/agenda/feed.json"),
        ("news", "/nieuws/"),
        ("news item", NewsPage.objects.live().order_by("-date", "pk").first().url),
        ("news, Atom", "/nieuws/feed.atom"),
        ("search, empty", "/zoeken/"),
        ("search, a word", "/zoeken/?q=blockchain"),
        ("search, one letter", "/zoeken/?q=e"),
        ("search, two words", "/zoeken/?q=blockchain+zorg"),
        ("search, misspelt", "/zoeken/?q=hakkathon+blokchain"),
        ("search, an amount", "/zoeken/?q=474.427"),
        ("search, long", "/zoeken/?q=een+project+groningen+digital+innovatie+it+gemeente+ontwikkelen"),
        ("search, theme", f"/zoeken/?q=groningen&thema={theme.slug}"),
        *_sitemaps(),
        ("robots.txt", "/robots.txt"),
        ("security.txt", "/.well-known/security.txt"),
        ("share image", card_address(project)),
        ("not found", NOT_THERE),
        ("contact", Page.objects.live().get(slug="contact").url),
        ("letter", letter.url),
    ]


def _with_most_below(page_type):
    return page_type.objects.live().order_by("-numchild", "pk").first()


def _sitemaps():
    """The sitemap, and the parts that it names when it is an index."""
    yield "sitemap", "/sitemap.xml"
    root = ElementTree.fromstring(visitor().get("/sitemap.xml").content)
    if root.tag.endswith("sitemapindex"):
        for number, location in enumerate(root.iterfind("{*}sitemap/{*}loc"), 1):
            _scheme, _host, path, query, _fragment = urlsplit(location.text.strip())
            yield f"sitemap, part {number}", f"{path}?{query}" if query else path
