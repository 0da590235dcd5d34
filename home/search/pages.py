"""The pages that a search found, read with the same few queries whatever types they are of."""

import datetime
from dataclasses import dataclass

from django.db import models
from django.db.models import Value
from django.db.models.functions import Cast
from wagtail.blocks import StreamValue
from wagtail.models import Page, get_page_models

from dog_site.core.models import BasePage
from events.models import EventPage, EventSeriesPage
from news.models import NewsPage
from projects.models import ProjectPage

from .find import NO_PAGE, Kind

# All bodies have the blocks of this one.
BODY = ProjectPage._meta.get_field("body")


@dataclass(frozen=True)
class PlainPage:
    """What a result says of a page that is no event; `date` is that of a news item."""

    title: str
    url: str
    summary: str
    body: StreamValue
    date: datetime.date | None
    is_series: bool


def read_pages(hits) -> dict:
    """The pages of `hits` by kind and primary key: events with their dates, all others in one query."""
    events = [hit.pk for hit in hits if hit.kind == Kind.EVENT]
    found = {(Kind.EVENT, page.pk): page for page in EventPage.objects.filter(pk__in=events)} if events else {}
    kinds = {hit.pk: hit.kind for hit in hits if hit.kind not in NO_PAGE and (hit.kind, hit.pk) not in found}
    for pk, title, path, summary, body, date, model in _union(list(kinds)) if kinds else ():
        page = Page(title=title, url_path=path)
        is_series = model == EventSeriesPage._meta.model_name
        found[kinds[pk], pk] = PlainPage(title, page.url, summary, BODY.to_python(body), date, is_series)
    return found


def parts_of(page):
    """The texts of a page, each with the heading that it stands under."""
    for stream in (page.body, getattr(page, "report", ())):
        heading, texts = "", []
        for part in stream:
            if part.block_type == "heading":
                yield heading, " ".join(texts)
                heading = part.value["text"] or ""
                texts = [heading]
            else:
                texts += map(str, part.block.get_searchable_content(part.value))
        yield heading, " ".join(texts)


def _union(keys):
    """Title, place in the tree, summary, body, date and name of the type: columns that pages of all types have."""
    first, *others = [_columns(model, keys) for model in get_page_models() if issubclass(model, BasePage)]
    return first.union(*others, all=True)


def _columns(model, keys):
    text = models.TextField()
    has_body = any(field.name == "body" for field in model._meta.get_fields())
    body = Cast("body", text) if has_body else Value("", text)
    date = "date" if model is NewsPage else Cast(Value(None), models.DateField())
    name = Value(model._meta.model_name, text)
    columns = ("pk", "title", "url_path", "summary", body, date, name)
    return model.objects.filter(pk__in=keys).order_by().values_list(*columns)
