"""Made-up funding entries of ten years."""

from collections import Counter
from decimal import Decimal
from itertools import count, islice

from drawing import PUBLISHED, WITH_ORGANISATION, YEARS, draw, participations, random, sentence, title

from funding.models import AmountState, FundingEntry, FundingPartner, SizeScope, SourceDocument, Stage
from projects.models import Organisation, ProjectPage, Theme

BATCH = 5_000

# How often a source says what, in parts of a hundred.
CONTRIBUTION_STATES = {AmountState.KNOWN: 90, AmountState.UNKNOWN: 6, AmountState.NOT_STATED: 4}
SIZE_STATES = {
    AmountState.KNOWN: 78,
    AmountState.UNKNOWN: 14,
    AmountState.NOT_STATED: 7,
    AmountState.NOT_APPLICABLE: 1,
}
SIZE_SCOPES = {SizeScope.UNKNOWN: 40, SizeScope.YEAR: 35, SizeScope.WHOLE_PERIOD: 25}
STAGES = {Stage.SETTLED: 55, Stage.GRANTED: 40, Stage.PLANNED: 3, Stage.WITHDRAWN: 2}
WITHOUT_PROJECT = 0.10
AS_DRAFT = 0.02


def make_entries(total):
    """Entries until there are `total`, as many in each year, with references that nobody has."""
    themes, source = list(Theme.objects.all()), SourceDocument.objects.first()
    projects, organisations = list(ProjectPage.objects.order_by("pk")), list(Organisation.objects.all())
    taken = set(FundingEntry.objects.values_list("reference", flat=True))
    present = Counter(FundingEntry.objects.values_list("year", flat=True))
    wanted = []
    for year in YEARS:
        free = (number for number in count(1) if reference(year, number) not in taken)
        wanted += [(year, number) for number in islice(free, max(0, total // len(YEARS) - present[year]))]
    for start in range(0, len(wanted), BATCH):
        batch = [
            make_entry(year, number, projects, themes, organisations, source)
            for year, number in wanted[start : start + BATCH]
        ]
        FundingEntry.objects.bulk_create(batch)
        FundingPartner.objects.bulk_create(
            FundingPartner(entry=entry, **named) for entry in batch for named in participations(organisations)
        )


def reference(year, number):
    return f"DOG-{year}-{number:03}"


def make_entry(year, number, projects, themes, organisations, source):
    project = None if random.random() < WITHOUT_PROJECT else random.choice(projects)
    contribution_state, size_state = draw(CONTRIBUTION_STATES), draw(SIZE_STATES)
    contribution = Decimal(round(10 ** random.uniform(3, 5.4), -2))
    size = contribution * random.randint(10, 280) / 10
    return FundingEntry(
        reference=reference(year, number),
        title=project.title if project else title(3),
        project=project,
        theme_id=project.theme_id if project else random.choice(themes).pk,
        year=year,
        applicant=random.choice(organisations) if random.random() < WITH_ORGANISATION else None,
        applicant_text=title(2),
        contribution=contribution if contribution_state == AmountState.KNOWN else None,
        contribution_state=contribution_state,
        project_size=size if size_state == AmountState.KNOWN else None,
        project_size_state=size_state,
        project_size_scope=draw(SIZE_SCOPES),
        stage=draw(STAGES),
        description=sentence(35),
        source=source,
        source_locator=f"bijlage 1, rij {number}",
        start_year=year,
        live=random.random() >= AS_DRAFT,
        first_published_at=PUBLISHED,
        last_published_at=PUBLISHED,
    )
