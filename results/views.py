"""Files beside the pages; their addresses end in a dot and a suffix, which Wagtail's pages cannot."""

from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.models import Site

from dog_site.core.around.files import ask_exactly
from funding.open_data import Dataset, csv_lines, json_lines
from funding.people_csv import people_csv_lines
from funding.workbook import xlsx_parts

from .models import YearlyResultsPage

# The content type and the writer of a file, by the suffix of its address.
FORMATS = {
    "csv": ("text/csv; charset=utf-8", csv_lines),
    "excel.csv": ("text/csv; charset=utf-8", people_csv_lines),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_parts),
    "json": ("application/json", json_lines),
}


@require_safe
def funding_file(request, year, suffix):
    """Exactly the rows behind the results of `year`, for as long as that page is public."""
    if suffix not in FORMATS:
        raise Http404
    page = get_object_or_404(YearlyResultsPage.objects.visible(), year=year)
    ask_exactly(request)
    site = Site.find_for_request(request)
    dataset = Dataset(
        year=year,
        entries=page.entries.for_display().with_partners(),
        page_url=page.full_url,
        site_url=site.root_url if site else "",
    )
    content_type, write = FORMATS[suffix]
    response = StreamingHttpResponse(write(dataset), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="financiering-{year}.{suffix}"'
    return response
