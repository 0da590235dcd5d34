"""Files beside the pages; their addresses end in a dot and a suffix, which Wagtail's pages cannot."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Site

from dog_site.core.around.files import ask_exactly
from dog_site.core.figures import Metric, Scope
from dog_site.core.models import SiteSettings
from funding.open_data import Dataset, csv_file, is_one_file, json_file, json_value
from funding.people_csv import people_csv_file
from funding.provider import current_rollup
from funding.readme import csvw, readme_of
from funding.workbook import xlsx_file

from .files_in_parts import parts_of_year, refused
from .models import YearlyResultsPage

# The content type and the writer of a file, by the suffix of its address.
FORMATS = {
    "csv": ("text/csv; charset=utf-8", csv_file),
    "excel.csv": ("text/csv; charset=utf-8", people_csv_file),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda dataset: xlsx_file(dataset, readme_of(dataset)),
    ),
    "json": ("application/json", lambda dataset: json_file(dataset, readme_of(dataset).about())),
}
DESCRIPTION = "application/csvm+json"


@require_safe
def funding_file(request, year, suffix):
    """Exactly the rows behind the results of `year`, for as long as that page is public."""
    if suffix not in FORMATS:
        raise Http404
    dataset = _dataset_or_404(request, year)
    ask_exactly(request)
    if not is_one_file(entries := dataset.entries.count()):
        parts = parts_of_year(Metric.ENTRIES, Scope.ALL, current_rollup(year))
        return refused(entries, parts, dataset.site_url, "excel.csv" if suffix == "excel.csv" else "csv")
    content_type, write = FORMATS[suffix]
    response = HttpResponse(write(dataset), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="financiering-{year}.{suffix}"'
    if suffix == "csv":
        response["Link"] = f'<{reverse("funding_file_about", args=[year])}>; rel="describedby"; type="{DESCRIPTION}"'
    return response


@require_safe
def funding_file_about(request, year):
    """What the CSV for programs is, at the address where CSV on the Web looks for it (W3C)."""
    dataset = _dataset_or_404(request, year)
    ask_exactly(request)
    address = f"{dataset.site_url}{reverse('funding_file', args=[year, 'csv'])}"
    return HttpResponse(json_value(csvw(readme_of(dataset), address)), content_type=DESCRIPTION)


def _dataset_or_404(request, year):
    page = get_object_or_404(YearlyResultsPage.objects.visible(), year=year)
    site = Site.find_for_request(request)
    office = SiteSettings.of(site)
    return Dataset(
        year=year,
        entries=page.entries.across_years().for_file(),
        page_url=page.full_url,
        site_url=site.root_url if site else "",
        publisher=office.sender,
        licence=office.get_licence_display(),
        licence_url=office.licence_address,
    )
