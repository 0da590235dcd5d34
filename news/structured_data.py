"""A news item in the words of https://schema.org/NewsArticle."""

from dog_site.core.around.structured_data import image_of, node, publisher
from events.moments import AMSTERDAM


def of_news(page, request) -> list[dict]:
    """`page` as schema.org NewsArticle; the office is its publisher, and its author when no other is named."""
    address, office = page.get_full_url(request), publisher(page, request)
    article = node(
        "NewsArticle",
        **{"@id": f"{address}#bericht"},
        url=address,
        mainEntityOfPage=address,
        headline=page.title,
        description=page.description,
        image=image_of(page),
        datePublished=page.date.isoformat(),
        dateModified=_changed(page),
        author=node("Organization", name=page.author_line) if page.author_line else office,
        publisher=office,
        inLanguage="nl",
    )
    return [article]


def _changed(page):
    """The last publication in Amsterdam's time; None when the item bears a later date."""
    changed = page.last_published_at and page.last_published_at.astimezone(AMSTERDAM)
    return changed.isoformat(timespec="seconds") if changed and changed.date() >= page.date else None
