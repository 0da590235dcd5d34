"""Files beside the pages; their addresses end in a dot and a suffix, which Wagtail's pages cannot."""

from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.models import Site

from funding import open_data

from .models import YearlyResultsPage


@require_safe
def funding_csv(request, year):
    """Exactly the rows behind the results of `year`, for as long as that page is public."""
    page = get_object_or_404(YearlyResultsPage.objects.live().public(), year=year)
    site = Site.find_for_request(request)
    lines = open_data.csv_lines(page.entries.for_display().with_partners(), site_url=site.root_url if site else "")
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="financiering-{year}.csv"'
    return response
