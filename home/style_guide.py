"""The page /stijl/ of a developer's machine: every component in every state, made of samples that no database holds.

Its texts are in Dutch and outside gettext: no visitor reads them.
"""

import datetime
from dataclasses import replace
from decimal import Decimal
from itertools import count

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dog_site.core.blocks import BodyBlock
from dog_site.core.figures import Figure, Metric, Scope, State, WholePeriod
from dog_site.core.images.patterns import Tint
from dog_site.core.lists.listing import Listing
from events.models import EventPage, Status, Venue
from funding.models import FundingEntry, PublishedFigure, SourceDocument
from funding.reconciliation import Finding, Omission, Verdict, count_verdicts
from funding.totals import FundingTotals
from news.models import NewsPage
from projects.filters import ProjectFilterForm
from projects.models import ProjectPage, Theme

from .models import HomePage

YEAR = 2017
PAGES = ("Eerste pagina", "Pagina in het midden", "Laatste pagina")
EURO_ROWS = ("1", "3", "13.87", "33.45")
TOTALS = FundingTotals(
    contribution=Decimal(470_000),
    project_size=Decimal(6_518_900),
    paired_contribution=Decimal(390_000),
    paired_project_size=Decimal(5_409_300),
    entries=23,
    with_both=20,
    paired_entries=20,
    projects=21,
    without_contribution=0,
    without_size=3,
    contribution_not_stated=0,
    size_not_stated=0,
    contribution_not_applicable=0,
    size_not_applicable=0,
)
SOURCE = SourceDocument(title="Raadsbrief", live=True)


@require_safe
def style_guide(request):
    if not settings.STYLE_GUIDE:
        raise Http404
    form = ProjectFilterForm(
        request.GET, themes=[("infrastructuur", "Infrastructuur")], years=[], statuses=[], organisations=[]
    )
    context = {
        "themes": [Theme(name=tint.label.capitalize(), slug=tint.value, tint=tint) for tint in Tint],
        "figures": _figures(),
        "euro_rows": [_figure(value, metric=Metric.MULTIPLIER) for value in EURO_ROWS],
        "totals": TOTALS,
        "findings": (findings := _findings()),
        "tally": count_verdicts(findings),
        "entries": _entries(),
        "listing": Listing(request, form=form),
        "pages": [(label, Paginator(range(60), 20).page(number)) for number, label in enumerate(PAGES, start=1)],
        "events": _events(),
        "side_events": [_event("Een nevenevenement"), _event("Nog een nevenevenement", status=Status.CANCELLED)],
        "project": ProjectPage(title="Een project", summary="Waar het over gaat.", theme=_theme(), url_path=_address()),
        "contribution": _figure(1_500),
        "news": [NewsPage(title="Een bericht", summary="Wat er gebeurde.", url_path=_address())],
        "blocks": _blocks(),
    }
    return render(request, "home/style_guide/style_guide.html", context)


def _address():
    """A place in the tree, which gives a sample an address like that of a page."""
    home = HomePage.objects.first()
    return f"{home.url_path if home else '/'}voorbeeld/"


def _theme():
    return Theme(name="Infrastructuur", slug="infrastructuur", tint=Tint.TEAL)


def _figure(value, state=State.KNOWN, metric=Metric.CONTRIBUTION, rows=1, missing=0):
    return Figure(metric, Scope.HEADLINE, YEAR, None if value is None else Decimal(value), state, rows, missing)


def _figures():
    return [
        ("bekend", _figure(1_474_427)),
        ("ondergrens", _figure(470_000, State.LOWER_BOUND, rows=23, missing=3)),
        ("onbekend", _figure(None, State.UNKNOWN)),
        ("niet vermeld", _figure(None, State.NOT_STATED)),
        ("niet van toepassing", _figure(None, State.NOT_APPLICABLE)),
        ("zonder regels", _figure(None, State.UNKNOWN, rows=0)),
        ("multiplier", (multiplier := _figure("13.87", metric=Metric.MULTIPLIER, rows=23, missing=3))),
        ("over een hele looptijd", replace(multiplier, whole_period=WholePeriod(2, Decimal("8.4")))),
        ("bezoekers", _figure(1_600, metric=Metric.VISITORS, rows=5, missing=1)),
    ]


def _findings():
    """A finding with each verdict, and one with a bill."""
    numbers = count(1)
    findings = [Finding(_stated(next(numbers), verdict.label), _figure(1_000), verdict) for verdict in Verdict]
    omission = Omission(FundingEntry(reference="DOG-2017-024", title="Een vergeten regel"), Decimal(100))
    bill = Finding(
        _stated(next(numbers), "Verklaard op de cent", explanation="Eén regel telde niet mee."),
        _figure(1_100),
        Verdict.DIFFERS_EXPLAINED,
        Decimal(100),
        (omission,),
        Decimal(0),
    )
    return [*findings, bill]


def _stated(number, title, **values):
    return PublishedFigure(
        number=f"V{number}",
        title=str(title).capitalize(),
        source=SOURCE,
        locator="bijlage 1",
        year=YEAR,
        metric=Metric.CONTRIBUTION,
        scope=Scope.HEADLINE,
        value=Decimal(1_000),
        **values,
    )


def _entries():
    amounts = [
        {"contribution": Decimal(1_500), "project_size": Decimal(17_500)},
        {"contribution": Decimal(80_000), "project_size": None, "project_size_state": State.UNKNOWN},
        {"contribution": None, "contribution_state": State.NOT_STATED, "project_size": Decimal(17_500)},
    ]
    return [
        FundingEntry(
            reference=f"DOG-2017-{number:03}",
            title="Een regel",
            year=YEAR,
            theme=_theme(),
            source=SOURCE,
            source_locator=f"bijlage 1, rij {number}",
            **found,
        )
        for number, found in enumerate(amounts, start=1)
    ]


def _event(title, **values):
    day = timezone.localdate() + datetime.timedelta(days=20)
    defaults = {
        "start_date": day,
        "kind": "conferentie",
        "summary": "Een dag vol workshops.",
        "venue": Venue(name="Forum", city="Groningen", live=True),
        "url_path": _address(),
    }
    return EventPage(title=title, **{**defaults, **values})


def _events():
    """An event in each state a row can show."""
    notes = {Status.CANCELLED: "Om de storm. Kaarten worden terugbetaald.", Status.MOVED: "Nu in het Forum."}
    return [
        *(_event(f"Evenement: {status.label}", status=status, status_note=notes.get(status, "")) for status in Status),
        _event("Evenement waarvan de datum niet bekend is", start_date=None),
        _event("Evenement zonder plaats", venue=None),
        _event("Evenement dat alleen online is", attendance_mode="online"),
        _event(
            "Evenement dat voorbij is",
            start_date=datetime.date(2017, 5, 14),
            attendance=1_600,
            attendance_wording="ruim",
        ),
    ]


def _blocks():
    """(name, HTML) of each block with its preview value; a picture and a document need a file and stand apart."""
    return [
        (block.label, block.render(block.get_preview_value()))
        for block in BodyBlock().child_blocks.values()
        if hasattr(block.meta, "preview_value")
    ]
