"""The public pages of organisations: who received, who took part, and one page for each."""

from dataclasses import dataclass

from django.http import HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from dog_site.core import figures
from dog_site.core.around import structured_data
from dog_site.core.around.navigation import surroundings
from dog_site.core.kept import Keeping, kept
from dog_site.core.lists.listing import Listing
from events.models import EventPage
from funding.applicants import Applicant, applicants, share_in_headline
from funding.models import FundingEntry
from funding.provider import public_ledger
from funding.rollup import add_up
from projects.models import Organisation, ProjectIndexPage, ProjectPage, ProjectPartner

from .filters import YearForm
from .organisations import merged_into

ORGANISATIONS = ENTRIES = 50


@dataclass(frozen=True)
class OrganisationRow:
    """A row of the list: what an organisation applied for, if anything, and the number of projects it takes part in."""

    organisation: Organisation
    applicant: Applicant | None
    projects: int


@require_safe
def organisations(request):
    """Who applied for contributions, the largest sum first, and after them who took part, by name."""
    years = figures.years()
    form = YearForm(request.GET, years=years)
    year = form.chosen_year(default=None)
    listing = Listing(request, form=form, page_size=ORGANISATIONS)
    page = listing.paginate(kept(f"organisations:{year}", lambda: _rows(year)))
    link, ancestors = _link(request, reverse("organisations")), _ancestors(request)
    return render(
        request,
        "results/organisations.html",
        {
            "listing": listing,
            "years": years,
            "year": year,
            "page_of_rows": page,
            "received": [row for row in page if row.applicant],
            "took_part": [row for row in page if not row.applicant],
            "trail": {"title": _("Organisations")},
            "link": link,
            "data": structured_data.script(structured_data.way(ancestors, request, (_("Organisations"), link))),
            "ancestors": ancestors,
        },
    )


@require_safe
def organisation(request, slug):
    """What one organisation applied for, takes part in and organises; one that was merged leads to the other."""
    if stays := merged_into(slug):
        return HttpResponsePermanentRedirect(stays.address)
    found = get_object_or_404(Organisation.objects.with_page(), slug=slug)
    request.shown_item = found
    keep = Keeping(f"organisation:{found.pk}")
    shown = keep("shown", lambda: _shown(found))
    rows = keep.rows("entries", lambda: _in_order(found), _entries)
    return render(request, "results/organisation.html", _context(request, found, shown, rows))


def shown_of_typed(request, organisation) -> dict:
    """What its page shows of an organisation as it is typed in its form; nothing of that is kept."""
    aliases = [*organisation.all_names[1:], *organisation.merged_names().splitlines()]
    shown = _shown(organisation) | {"aliases": list(dict.fromkeys(aliases))}
    return _context(request, organisation, shown, _entries(_in_order(organisation)))


def _context(request, found, shown, rows):
    listing = Listing(request, page_size=ENTRIES)
    page_of_rows = listing.paginate(rows, count=shown["totals"].entries if shown["totals"] else 0)
    link, ancestors = _link(request, found.address), _ancestors(request)
    of_all, last = (_("Organisations"), _link(request, reverse("organisations"))), (found.name, link)
    return {
        "organisation": found,
        **shown,
        "listing": listing,
        "page_of_rows": page_of_rows,
        "rows": page_of_rows.object_list,
        "list_of_all": {"title": _("Organisations"), "address": reverse("organisations")},
        "trail": {"title": found.name},
        "link": link,
        "data": structured_data.script([*structured_data.way(ancestors, request, of_all, last), _about(found)]),
        "ancestors": ancestors,
    }


def _shown(organisation):
    names, public = Organisation.objects.at(organisation.slug), FundingEntry.objects.public()
    keys = set(public.in_scope(organisation.scope).order_by().values_list("pk", flat=True))
    added_up = add_up(public_ledger(None).where("pk", keys), "year", "theme__counts_in_headline")
    of_years = added_up.totals_by("year", across_years=False)
    years = sorted(of_years, reverse=True)
    year = years[0] if len(years) == 1 else None
    events = EventPage.objects.visible().of_organisations(names).nearest_first().for_list()
    return {
        "aliases": _other_names(names.visible()),
        "year": year,
        "years": [(each, of_years[each]) for each in years] if len(years) > 1 else [],
        "totals": added_up.totals() if years else None,
        "share": share_in_headline(added_up, year) if years else None,
        "parts": _parts(names, public.in_scope(organisation.scope)),
        "events": list(events.defer_streamfields().few()),
    }


def _in_order(organisation):
    entries = FundingEntry.objects.public().in_scope(organisation.scope)
    return entries.order_by("-year", "theme__sort_order", "reference").values_list("pk", flat=True)


def _entries(keys):
    """The entries with these keys, in their order, each with whether another one repeats its size."""
    keys = list(keys)
    of_page = FundingEntry.objects.for_display().in_bulk(keys)
    rows = [of_page[key] for key in keys if key in of_page]
    repeated = FundingEntry.objects.public().repeated(rows)
    for entry in rows:
        entry.size_superseded = entry.pk in repeated
    return rows


def _rows(year):
    known = applicants(year)
    projects = {}
    if year is None:
        links = ProjectPartner.objects.filter(page__in=ProjectPage.objects.visible()).exclude(organisation=None)
        stays = dict(Organisation.objects.merged().values_list("pk", "merged_into"))
        for organisation_id, page in links.values_list("organisation", "page"):
            projects.setdefault(stays.get(organisation_id, organisation_id), set()).add(page)
    shown = Organisation.objects.with_page().filter(pk__in={*known, *projects})
    rows = [OrganisationRow(each, known.get(each.pk), len(projects.get(each.pk, ()))) for each in shown]
    return sorted(rows, key=_place)


def _place(row):
    """The largest contribution first, then unknown ones, then who only took part; alike by name."""
    contribution = row.applicant.totals.contribution if row.applicant else None
    return (row.applicant is None, contribution is None, -(contribution or 0), row.organisation.sort_key)


def _parts(names, entries):
    """The public projects in which an organisation of `names` has a part, with its roles, but those of `entries`."""
    links = ProjectPartner.objects.filter(organisation__in=names, page__in=ProjectPage.objects.visible())
    links = links.exclude(page__in=entries.exclude(project=None).order_by().values("project"))
    found = {}
    for link in links.select_related("page__theme").defer("page__body").order_by("page__sort_key", "pk"):
        found.setdefault(link.page, []).append(link.get_role_display())
    return [(page, sorted(set(roles))) for page, roles in found.items()]


def _other_names(names):
    """Every other name, of the organisations that were merged into it too, each once and in their order."""
    names = sorted(names, key=lambda each: each.merged_into_id is not None)
    return list(dict.fromkeys(name for each in names for name in each.all_names))[1:]


def _ancestors(request):
    """The way here: over the list of projects, when that is public."""
    projects = kept("projects:page", lambda: ProjectIndexPage.objects.visible().first())
    return [*surroundings(request, projects).ancestors, *filter(None, [projects])]


def _link(request, address):
    site = Site.find_for_request(request)
    return f"{site.root_url if site else ''}{address}"


def _about(organisation):
    kind = "GovernmentOrganization" if organisation.is_municipality else "Organization"
    return structured_data.node(
        kind,
        name=organisation.name,
        alternateName=structured_data.one_or_all(organisation.all_names[1:]),
        url=organisation.website,
    )
