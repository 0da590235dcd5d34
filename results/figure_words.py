"""What the page of a figure says of it, in sentences (docs/funding.md, rules R3, R6, R10, R11 and R13)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dog_site.core.figures import ORGANISATION, Metric, Scope

METRIC_MEANINGS = {
    Metric.CONTRIBUTION: gettext_lazy(
        "What the municipality of Groningen contributes to the projects: the granted amounts of all entries, added up."
    ),
    Metric.PROJECT_SIZE: gettext_lazy(
        "What the projects cost altogether, the contribution of the municipality included: the sizes of all entries, "
        "added up."
    ),
    Metric.MULTIPLIER: gettext_lazy(
        "How many euros of total project size go with each euro of the municipality, that euro included: the "
        "sum of the sizes divided by the sum of the contributions. It is not a mean of the entries."
    ),
    Metric.PROJECTS: gettext_lazy(
        "How many different projects the municipality contributes to. A project with several entries counts once; an "
        "entry without a project counts by itself."
    ),
    Metric.ENTRIES: gettext_lazy(
        "How many entries there are. An entry is one contribution to one project in one year, so a project can have "
        "several."
    ),
}
SCOPES = {
    Scope.HEADLINE: gettext_lazy("It is about the headline total: the entries of the themes that count in it."),
    Scope.OTHER: gettext_lazy("It is about the entries outside the headline total, which the source shows separately."),
    Scope.ALL: gettext_lazy("It is about all entries, those outside the headline total included."),
}
SCOPE_NAMES = {
    Scope.HEADLINE: gettext_lazy("headline total"),
    Scope.OTHER: gettext_lazy("outside the headline total"),
    Scope.ALL: gettext_lazy("everything"),
}


def title(metric, scope, year, about):
    """ "Bijdrage van de gemeente: hoofdtotaal, 2017"."""
    label = str(Metric(metric).label)
    if scope.startswith(ORGANISATION):
        name = about.name
    else:
        name = SCOPE_NAMES.get(scope) or _("theme %(name)s") % {"name": about.name}
    return f"{label[:1].upper()}{label[1:]}: {name}, {year or _('all years')}"


def meanings(headline):
    """What the figure means, what it is about, and the rules that apply to it as it stands now."""
    theme, figure = headline.theme, headline.figure
    yield METRIC_MEANINGS[headline.metric]
    if headline.organisation:
        yield _(
            "It is about the entries that %(name)s applied for, by itself or with others. What of it each of them got, "
            "no source says."
        ) % {"name": headline.organisation.name}
    elif theme is None:
        yield SCOPES[headline.scope]
    elif theme.counts_in_headline:
        yield _("It is about the theme %(name)s, which counts in the headline total.") % {"name": theme.name}
    else:
        yield _("It is about the theme %(name)s, which does not count in the headline total.") % {"name": theme.name}
    amounts = (Metric.CONTRIBUTION, Metric.PROJECT_SIZE)
    if headline.metric in amounts and figure.missing:
        if figure.value is None:
            yield _("No entry has a known amount. Unknown is not zero, so there is no total.")
        else:
            yield _("Some amounts are unknown or not stated. Unknown is not zero, so the real total may be higher.")
    if headline.metric == Metric.MULTIPLIER and figure.missing:
        yield _("It runs over the entries that have both figures and a contribution above zero.")
    if headline.metric in (Metric.PROJECT_SIZE, Metric.MULTIPLIER):
        if headline.year is None:
            yield _("The years are added up.")
        yield _(
            "A size counts once per project, in the latest entry that knows it; a size of one year counts once in "
            "that year."
        )


def terms(headline):
    """The words that components/terms.html has to explain, because the meanings of the figure only use them."""
    headline_total = [] if headline.organisation else ["headline"]
    return ["state", "entry", *headline_total, *(["size"] if headline.metric == Metric.MULTIPLIER else [])]
