"""A project, an event and a news item end in where to go on to: what is alike, and the one before and after."""

import datetime

import pytest
from wagtail.models import PageViewRestriction

from news.models import NewsPage
from projects.models import ProjectPage, ProjectPartner, Theme
from tests.factories import (
    EventPageFactory,
    EventSeriesPageFactory,
    FundingEntryFactory,
    NewsPageFactory,
    OrganisationFactory,
    ProjectPageFactory,
    ThemeFactory,
)
from tests.pages import parsed


def words(element):
    return " ".join(element.get_text(" ").split())


def onward(client, page):
    """The end of a page: the titles of each group below its heading, and of the pages before and after."""
    response = client.get(page.url)
    assert response.status_code == 200
    found = parsed(response.content).select_one(".dog-onward")
    if found is None:
        return {}, None, None
    groups = {words(h3): [words(a) for a in h3.find_next("ul").select("a")] for h3 in found.select("h3")}
    beside = {a["rel"][0]: words(a) for a in found.select("a[rel]")}
    return groups, beside.get("prev"), beside.get("next")


def take_part(project, organisation):
    ProjectPartner.objects.create(page=project, organisation=organisation)


def test_a_project_leads_to_others_of_its_theme_the_largest_contribution_first(client):
    theme = ThemeFactory()
    project, *others = [ProjectPageFactory(theme=theme, title=f"Project {name}") for name in "ABCDEFGH"]
    for number, other in enumerate(others):
        FundingEntryFactory(project=other, theme=theme, contribution=1_000 * number)

    groups, _before, _after = onward(client, project)

    assert list(groups.values()) == [[f"Project {name}" for name in "HGFED"]]


def test_a_project_leads_to_others_of_its_organisations_and_names_none_twice(client):
    theme, organisation = ThemeFactory(), OrganisationFactory()
    under_another_name = OrganisationFactory(merged_into=organisation)
    project, of_theme = ProjectPageFactory(theme=theme), ProjectPageFactory(theme=theme, title="In het thema")
    elsewhere = ProjectPageFactory(title="Met dezelfde")
    take_part(project, organisation)
    for other, partner in [(of_theme, organisation), (elsewhere, under_another_name)]:
        take_part(other, partner)

    groups, _before, _after = onward(client, project)

    assert list(groups.values()) == [["In het thema"], ["Met dezelfde"]]


@pytest.mark.parametrize("values", [{"is_generic": True}, {"live": False}], ids=["a group", "a draft"])
def test_an_organisation_without_a_page_leads_nowhere(client, values):
    organisation = OrganisationFactory(**values)
    project = ProjectPageFactory()
    for page in (project, ProjectPageFactory()):
        take_part(page, organisation)

    assert onward(client, project)[0] == {}


def test_the_theme_of_a_project_leads_nowhere_while_it_is_a_draft(client):
    theme = ThemeFactory(live=False)
    project = ProjectPageFactory(theme=theme)
    ProjectPageFactory(theme=theme)

    assert onward(client, project)[0] == {}


def test_projects_are_walked_through_in_the_order_of_their_list(client):
    projects = list(ProjectPage.objects.visible().order_by("sort_key", "pk"))

    walked, page = [], projects[0]
    while page:
        walked.append(page.title)
        _groups, before, after = onward(client, page)
        assert before == (walked[-2] if len(walked) > 1 else None)
        page = next((each for each in projects if each.title == after), None)

    assert walked == [project.title for project in projects]


@pytest.mark.parametrize("make, values", [
    (ProjectPageFactory, {"theme": "infrastructuur"}),
    (EventPageFactory, {"themes": "infrastructuur"}),
    (NewsPageFactory, {}),
], ids=["project", "event", "news"])  # fmt: skip
@pytest.mark.parametrize("hide", ["draft", "expired", "restricted"])
def test_nobody_is_led_to_what_is_not_public(client, make, values, hide):
    theme = Theme.objects.get(slug="infrastructuur")
    values = {name: [theme] if name == "themes" else theme for name in values}
    pages = [make(title=f"zzz {number}", **values) for number in range(3)]
    hidden = pages[1]
    if hide == "draft":
        hidden.unpublish()
    elif hide == "expired":
        type(hidden).objects.filter(pk=hidden.pk).update(expire_at=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
    else:
        PageViewRestriction.objects.create(page=hidden, restriction_type="login")

    groups, before, after = onward(client, pages[0])

    assert hidden.title not in [*sum(groups.values(), []), before, after]
    assert pages[2].title in (before, after)


def test_an_event_leads_to_editions_of_its_series_then_to_its_theme_at_most_five(client):
    theme, series = ThemeFactory(), EventSeriesPageFactory(title="Reeks")
    editions = [
        EventPageFactory(parent=series, title=f"Editie {year}", start_date=datetime.date(year, 5, 1), themes=[theme])
        for year in (2016, 2017, 2018, 2019)
    ]
    for day in range(1, 8):
        EventPageFactory(title=f"Los {day}", start_date=datetime.date(2018, 6, day), themes=[theme])
    EventPageFactory(title="Nevenevenement", parent=editions[0], themes=[theme])

    groups, before, after = onward(client, editions[3])

    assert list(groups.values()) == [["Editie 2018", "Editie 2017", "Editie 2016"], ["Los 7", "Los 6"]]
    assert (before, after) == ("Los 7", None)


def test_a_side_event_leads_to_the_others_of_its_festival(client):
    of_theme = {"themes": [ThemeFactory()]}
    festival = EventPageFactory(title="Festival", slug="festival", start_date=datetime.date(2019, 5, 14), **of_theme)
    first, second, third = [
        EventPageFactory(parent=festival, title=title, start_date=datetime.date(2019, 5, day), **of_theme)
        for title, day in [("Eerste", 14), ("Tweede", 15), ("Derde", 16)]
    ]
    EventPageFactory(title="Elders", start_date=datetime.date(2019, 5, 15))

    groups, before, after = onward(client, second)

    assert sorted(sum(groups.values(), [])) == ["Derde", "Eerste"]
    assert (before, after) == ("Eerste", "Derde")


def test_events_are_walked_through_in_the_order_of_the_agenda(client):
    dates = [
        ("exact", datetime.date(2031, 5, 2), "op 2 mei"),
        ("exact", datetime.date(2031, 5, 30), "op 30 mei"),
        ("maand", datetime.date(2031, 5, 1), "in mei"),
        ("exact", datetime.date(2031, 12, 1), "in december"),
        ("jaar", datetime.date(2031, 1, 1), "in dat jaar"),
    ]
    pages = {title: EventPageFactory(title=title, start_date=day, date_precision=p) for p, day, title in dates}
    EventPageFactory(title="zonder datum", start_date=None)

    walked = ["op 2 mei"]
    while after := onward(client, pages[walked[-1]])[2]:
        walked.append(after)

    assert walked == [title for _precision, _day, title in dates]


def test_an_event_without_a_date_has_nothing_before_or_after(client):
    assert onward(client, EventPageFactory(start_date=None, themes=[]))[1:] == (None, None)


def test_news_is_walked_through_by_its_date(client):
    NewsPage.objects.all().delete()
    old, middle, new = [
        NewsPageFactory(title=title, date=datetime.date(2019, 5, day)) for title, day in [("A", 1), ("B", 2), ("C", 2)]
    ]

    assert [onward(client, page)[1:] for page in (old, middle, new)] == [(None, "B"), ("A", "C"), ("B", None)]


def test_the_only_page_of_its_kind_ends_without_a_heading(client):
    NewsPage.objects.all().delete()

    assert parsed(client.get(NewsPageFactory().url).content).select(".dog-onward") == []


def test_a_title_of_letters_without_a_space_is_a_link_like_any_other(client):
    theme = ThemeFactory()
    project = ProjectPageFactory(theme=theme)
    ProjectPageFactory(theme=theme, title="<b>" + "x" * 252)

    groups, _before, _after = onward(client, project)

    assert sum(groups.values(), []) == ["<b>" + "x" * 252]
