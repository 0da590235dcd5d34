"""Venues, series, events and news that the letter and its annex name."""

from wagtail.models import Page

from events.models import (
    EventIndexPage,
    EventPage,
    EventParticipant,
    EventProject,
    EventRole,
    EventSeriesPage,
    Venue,
)
from events.moments import Precision
from news.models import NewsEvent, NewsIndexPage, NewsPage, NewsProject
from projects.models import ProjectPage, Theme

from .ledger import publish
from .texts import body, organisation


def load_agenda(load, events, rows):
    quotes = {int(row["row"]): row["description"] for row in rows}
    for venue in events["venue"]:
        name = venue["name"]
        load.once(
            f"venue:{name}",
            Venue.is_here(name),
            lambda venue=venue: publish(Venue(**venue)),
        )
    index = EventIndexPage.objects.first()
    if index is None:  # setup_site of this version did not run yet; nothing is remembered, so a later run makes it all
        return
    for series in events["series"]:
        load.once(
            f"series:{series['slug']}",
            EventSeriesPage.objects.filter(slug=series["slug"]).exists(),
            lambda series=series: _make_series(index, series, quotes),
        )
    for event in events["event"]:
        parent = _parent(index, event)
        load.once(
            f"event:{event['slug']}",
            parent is None or EventPage.objects.filter(slug=event["slug"]).exists(),
            lambda event=event, parent=parent: _make_event(parent, event, quotes),
        )


def load_news(load, news):
    index = NewsIndexPage.objects.first()
    if index is None:
        return
    for item in news:
        load.once(
            f"news:{item['slug']}",
            NewsPage.objects.filter(slug=item["slug"]).exists(),
            lambda item=item: _make_news(index, item),
        )


def _parent(index, event):
    """The page above an event: its festival or series, or the agenda; None when an editor removed that."""
    within = event.get("within")
    if within is None:
        return index
    found = index.get_descendants().filter(slug=within).first()
    return found and found.specific


def _make_series(index, series, quotes):
    page = EventSeriesPage(
        title=series["title"],
        slug=series["slug"],
        summary=series["summary"],
        body=body([_part(series, quotes, pages=_projects(series))]),
        live=False,
    )
    index.add_child(instance=page)
    publish(page)


def _make_event(parent, event, quotes):
    # What the source says of an event that is over is no announcement of it.
    about, report = {"text": event.get("text", [])}, _part({**event, "text": event.get("report", [])}, quotes)
    if "report" not in event:
        about, report = _part(event, quotes), {}
    page = EventPage(
        title=event["title"],
        slug=event["slug"],
        summary=event["summary"],
        kind=event.get("kind", ""),
        date_precision=event.get("precision", Precision.EXACT),
        start_date=event["start"],
        venue=Venue.objects.filter(name=event.get("venue", "")).first(),
        audience=event.get("audience", ""),
        body=body([about]),
        report=body([report]),
        attendance=event.get("attendance"),
        attendance_wording=event.get("wording", "exact"),
        attendance_source="\n".join(event.get("attendance_source", [])),
        live=False,
    )
    page.themes = Theme.objects.filter(slug__in=event.get("themes", []))
    page.project_links = [EventProject(project=project) for project in _projects(event)]
    roles = [(EventRole.ORGANISER, event.get("organisers", [])), (EventRole.PARTNER, event.get("partners", []))]
    page.participants = [
        EventParticipant(organisation=organisation(text), text=text, role=role)
        for role, texts in roles
        for text in texts
    ]
    parent.add_child(instance=page)
    publish(page)


def _make_news(index, item):
    links = [
        {"page": source, "address": "", "text": "", "description": ""}
        for source in Page.objects.filter(slug__in=item["sources"]).order_by("path")
    ]
    page = NewsPage(
        title=item["title"],
        slug=item["slug"],
        date=item["date"],
        author_line=item["author_line"],
        summary=item["summary"],
        body=[
            *body(item["part"]),
            ("links", {"heading": "Verder lezen", "links": links}),
        ],
        live=False,
    )
    page.themes = Theme.objects.filter(slug__in=item["themes"])
    page.project_links = [NewsProject(project=project) for project in _projects(item)]
    events = {event.slug: event for event in EventPage.objects.filter(slug__in=item["events"])}
    page.event_links = [NewsEvent(event=events[slug]) for slug in item["events"] if slug in events]
    index.add_child(instance=page)
    publish(page)


def _part(item, quotes, **more):
    """The text of a page: the row of the annex that it quotes, its own words, and where they come from."""
    part = {"text": item.get("text", []), **more}
    if "row" in item:
        part["quote"] = quotes[item["row"]]
    return {**part, "source_line": item["source_line"]} if "source_line" in item else part


def _projects(item):
    """The projects that an item names, in its order, without those that an editor removed."""
    found = {project.slug: project for project in ProjectPage.objects.filter(slug__in=item.get("projects", []))}
    return [found[slug] for slug in item.get("projects", []) if slug in found]
