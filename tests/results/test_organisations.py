"""Organisations in public: who received, who took part, one page each, and figures that lead to their rows."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Site

from dog_site.core.figures import current, page_of
from dog_site.core.lists.names import sort_key
from events.models import EventParticipant
from funding.applicants import applicants
from funding.models import FundingEntry, FundingPartner
from funding.provider import current_rollup, totals_of_organisation
from projects.models import Organisation, ProjectPage, ProjectPartner, Theme
from results import organisation_pages
from results.models import ThemePage
from tests.factories import (
    EventPageFactory,
    FundingEntryFactory,
    OrganisationFactory,
    ProjectPageFactory,
    ThemeFactory,
    many,
)
from tests.pages import figure, parsed, sitemap

pytestmark = pytest.mark.django_db
LIST = "/organisaties/"
RUG = "/organisaties/rijksuniversiteit-groningen/"


def text(html):
    return " ".join(parsed(html).get_text(" ").split()).replace("\xa0", " ")


def rows(client, address=LIST, section="aangevraagd"):
    """The rows of a table of the list, cell by cell."""
    found = parsed(client.get(address).content).select(f"[aria-labelledby={section}] tbody tr")
    return [[" ".join(cell.get_text(" ").split()).replace("\xa0", " ") for cell in row(["th", "td"])] for row in found]


def test_the_list_has_the_largest_sum_first_with_its_share_and_who_only_took_part_after_it(client):
    received, took_part = rows(client), rows(client, section="meegedaan")

    assert received[0] == ["Rijksuniversiteit Groningen", "2017", "2", "€ 152.000", "32,0 %"]
    assert received[1] == [
        "Gemeente Groningen",
        "2017",
        "5",
        "ten minste € 130.000 1 van 5 regels zonder bedrag",
        "10,5 %",
    ]
    assert ["Hanzehogeschool", "2017", "1", "€ 80.000", "geen"] in received  # outside the headline
    names = [row[0] for row in took_part]
    assert names == sorted(names, key=sort_key)
    assert not {row[0] for row in received} & set(names)


def test_every_sum_is_what_a_reader_adds_up_from_the_entries():
    expected = {}
    for entry in FundingEntry.objects.public().prefetch_related("partners"):
        applied = {entry.applicant_id, *(p.organisation_id for p in entry.partners.all() if p.role == "aanvrager")}
        for organisation in applied - {None}:
            expected.setdefault(organisation, []).append(entry.contribution)

    found = {key: applicant.totals.contribution for key, applicant in applicants(2017).items()}

    assert found == {
        key: sum(amount for amount in amounts if amount is not None) if any(amounts) else None
        for key, amounts in expected.items()
    }


def test_the_page_tells_what_it_applied_for_takes_part_in_and_organises(client):
    html = client.get(RUG).content.decode()

    said = text(html)
    assert "Vroeg bijdragen aan voor 2 projecten: samen € 152.000 ." in said
    assert "Dat is 32,0 % van de bijdrage in het hoofdtotaal." in said
    assert figure(html, metric="bijdrage", scope="organisatie:rijksuniversiteit-groningen") == 152_000
    page = parsed(html)
    taking_part = {link["href"] for link in page.select("[aria-labelledby=meegedaan] a")}
    applied = {link["href"] for link in page.select("[aria-labelledby=aangevraagd] a[href^='/projecten/']")}
    assert len(applied) == 2
    assert "/projecten/proeftuin-e-health-big-data/" in taking_part
    assert not applied & taking_part
    assert page.select('[aria-labelledby=evenementen] a[href$="/blockchain-in-education/"]')
    assert "RuG" in page.select_one("[aria-labelledby=namen]").text


@pytest.mark.parametrize("metric", ["bijdrage", "projectomvang", "multiplier", "projecten", "regels"])
@pytest.mark.parametrize("year", [2017, None])
def test_a_figure_of_an_organisation_has_a_page_with_exactly_its_rows(client, metric, year):
    scope = "organisatie:rijksuniversiteit-groningen"
    address = page_of(metric, scope, year)

    html = client.get(address).content.decode()
    rows = client.get(f"{address}regels.csv").getvalue().decode()

    assert figure(html, metric=metric, scope=scope, source="regels") == Decimal(current(metric, scope, year).exact)
    assert [line[:12] for line in rows.splitlines()[1:]] == ["DOG-2017-010", "DOG-2017-011"]
    assert "Rijksuniversiteit Groningen" in parsed(html).h1.text


def test_applicants_and_partners_lead_to_their_page(client):
    results = parsed(client.get("/resultaten/2017/").content)
    project = parsed(client.get("/projecten/gdbc-groninger-digital-business-center/").content)
    event = parsed(client.get("/agenda/blockchain-in-education/").content)

    assert (
        results.find(id="DOG-2017-011").select_one(f'a[href="{RUG}"]').text
        == "Rijksuniversiteit Groningen ism NOO-bedrijven"
    )
    assert len(project.select(f'.dog-facts a[href="{RUG}"]')) == 2
    assert event.select(f'.dog-facts a[href="{RUG}"]')


@pytest.mark.parametrize("hide", [{"live": False}, {"is_generic": True}])
def test_a_group_and_an_unpublished_organisation_have_no_page_and_no_link(client, hide):
    Organisation.objects.filter(slug="rijksuniversiteit-groningen").update(**hide)

    assert client.get(RUG).status_code == 404
    assert client.get(f"{RUG}feed.atom").status_code == 404
    assert client.get(page_of("bijdrage", "organisatie:rijksuniversiteit-groningen", 2017)).status_code == 404
    for address in (LIST, "/resultaten/2017/", "/projecten/blockchain-in-education/"):
        assert RUG not in client.get(address).content.decode()


def test_an_organisation_that_stands_with_an_entry_twice_applied_for_it_once():
    stays = OrganisationFactory()
    merged = OrganisationFactory(merged_into=stays)
    by_both = FundingEntryFactory(year=2019, applicant=merged, contribution=1_000)
    among_partners = FundingEntryFactory(year=2019, applicant=None, contribution=500)
    for entry, organisation in ((by_both, stays), (among_partners, merged), (among_partners, stays)):
        FundingPartner.objects.create(entry=entry, organisation=organisation, role="aanvrager")

    found = applicants(2019)[stays.pk].totals
    assert (found.entries, found.contribution) == (2, 1_500)
    assert totals_of_organisation(stays.scope, 2019) == found


def test_a_size_that_counts_with_another_applicant_or_theme_counts_there_alone():
    """Sizes are marked over all entries and only then narrowed (R10), wherever a part is shown."""
    project, ours, theirs = ProjectPageFactory(), OrganisationFactory(), OrganisationFactory()
    theme, other = ThemeFactory(), ThemeFactory()
    whole = {"project": project, "project_size": 1_000, "project_size_scope": "looptijd", "contribution": 10}
    FundingEntryFactory(year=2018, theme=theme, applicant=ours, **whole)
    FundingEntryFactory(year=2019, theme=other, applicant=theirs, **whole)
    FundingEntryFactory(year=2019, theme=theme, applicant=ours, project=None, project_size=500, contribution=10)

    shown = {
        "list of organisations": applicants(None)[ours.pk].totals,
        "figure of an organisation": totals_of_organisation(ours.scope, None),
        "page of an organisation": organisation_pages._shown(ours)["totals"],
        "page of a theme": ThemePage(theme=theme)._shown()["totals"],
        "all themes": current_rollup(None).totals(theme.scope),
    }
    assert {where: totals.project_size for where, totals in shown.items()} == dict.fromkeys(shown, 500)
    assert totals_of_organisation(ours.scope, 2018).project_size == 1_000


def test_a_merged_organisation_leads_to_the_other_which_has_its_amounts_projects_and_events(client):
    stays = Organisation.objects.get(slug="rijksuniversiteit-groningen")
    merged = OrganisationFactory(name="Universiteit van vroeger", aliases="Academie", merged_into=stays)
    project = ProjectPageFactory(title="Oud project")
    ProjectPartner.objects.create(page=project, organisation=merged, role="partner")
    EventParticipant.objects.create(event=EventPageFactory(title="Oud evenement"), organisation=merged)
    FundingEntryFactory(year=2017, applicant=merged, contribution=48_000, project_size=None, theme=ThemeFactory())
    together = FundingEntryFactory(year=2017, applicant=None, contribution=1_000)
    FundingPartner.objects.create(entry=together, organisation=merged, role="aanvrager")

    moved = client.get(merged.address)
    said = text(client.get(RUG).content)

    assert (moved.status_code, moved["Location"]) == (301, RUG)
    assert applicants(2017)[stays.pk].totals.contribution == 201_000
    assert merged.pk not in applicants(2017)
    for words in ("€ 201.000", "Oud project", "Oud evenement", "Universiteit van vroeger", "Academie"):
        assert words in said
    assert "Universiteit van vroeger" not in text(client.get(LIST).content)
    for beside in ("feed.atom", "feed.json"):
        assert client.get(f"{merged.address}{beside}")["Location"] == f"{RUG}{beside}"
    for address in (page_of("bijdrage", merged.scope, None), f"{page_of('bijdrage', merged.scope, 2017)}regels.csv"):
        assert client.get(address)["Location"] == address.replace(merged.slug, stays.slug)
    found = parsed(client.get("/zoeken/", {"q": "universiteit van vroeger"}).content)
    assert found.select_one(".dog-results h3 a")["href"] == RUG
    Organisation.objects.filter(pk=merged.pk).update(live=False, first_published_at=timezone.now())
    assert client.get(merged.address)["Location"] == RUG


def test_a_merge_that_is_only_a_draft_moves_nothing(client):
    stays = Organisation.objects.get(slug="rijksuniversiteit-groningen")
    draft = OrganisationFactory(name="Nog niet gepubliceerd", merged_into=stays, live=False)
    FundingEntryFactory(year=2017, applicant=draft, contribution=48_000, project_size=None)

    assert applicants(2017)[stays.pk].totals.contribution == 152_000
    assert current("bijdrage", stays.scope, 2017).value == 152_000
    assert client.get(draft.address).status_code == 404


def test_what_was_merged_into_the_municipality_is_the_municipality():
    municipality = Organisation.objects.get(is_municipality=True)
    other = OrganisationFactory(name="Gem. Groningen", merged_into=municipality)
    before = current_rollup(2017).without_municipality
    FundingEntryFactory(year=2017, applicant=other, contribution=7_000, theme=Theme.objects.first())

    assert current_rollup(2017).without_municipality == before
    assert FundingEntry.objects.marking_municipality().get(applicant=other).is_municipal
    assert other.is_municipal


def test_an_organisation_that_has_everything_under_another_name_is_listed_and_found(client):
    stays, merged = OrganisationFactory(name="Zwaluwstaart"), OrganisationFactory(name="Nestkast")
    FundingEntryFactory(year=2017, applicant=merged, contribution=1_000)
    merged.merged_into, merged.change_reason = stays, "Dezelfde."
    merged.save_revision().publish()

    assert ["Zwaluwstaart", "2017", "1", "€ 1.000"] in [row[:4] for row in rows(client)]
    assert f"{Site.objects.get().root_url}{stays.address}" in sitemap(client)
    for words in ("zwaluwstaart", "nestkast"):
        hits = parsed(client.get("/zoeken/", {"q": words}).content).select(".dog-results h3 a")
        assert [hit["href"] for hit in hits] == [stays.address], words


def test_an_address_survives_versions_of_before_it_was_there(client):
    organisation = Organisation.objects.get(slug="rijksuniversiteit-groningen")
    revision = organisation.save_revision()
    del revision.content["slug"]
    revision.save()

    revision.publish()

    organisation.refresh_from_db()
    assert organisation.slug == "rijksuniversiteit-groningen"


def test_a_share_that_cannot_be_said_is_not_none(client):
    FundingEntryFactory(year=2017, applicant=None, contribution=None, project_size=None, theme=Theme.objects.first())

    shares = {row[0]: row[4] for row in rows(client)}

    assert shares["Rijksuniversiteit Groningen"] == "niet te berekenen"
    assert shares["Hanzehogeschool"] == "geen"  # no entry of it counts in the headline


def test_organisations_cannot_lead_in_a_circle():
    first, second, third = OrganisationFactory.create_batch(3)
    first.merged_into = first
    with pytest.raises(ValidationError, match="Kies de organisatie die blijft"):
        first.full_clean()
    second.merged_into = third
    second.save()
    first.merged_into = second
    with pytest.raises(ValidationError, match="Kies de organisatie die blijft"):
        first.full_clean()
    first.merged_into = None
    third.merged_into = first
    with pytest.raises(ValidationError, match="leiden hierheen"):
        third.full_clean()


def test_an_address_stays_when_the_name_changes_and_is_never_shared():
    first = Organisation.objects.create(name="Twee woorden!")
    second = Organisation.objects.create(name="twee-woorden")
    third, fourth = Organisation.objects.create(name="中文"), Organisation.objects.create(name="??")
    first.name = "Anders"
    first.save()

    assert [each.slug for each in (first, second, third, fourth)] == [
        "twee-woorden",
        "twee-woorden-2",
        "organisatie",
        "organisatie-2",
    ]


def test_an_organisation_without_anything_and_one_in_a_draft_project_say_so(client):
    empty = OrganisationFactory(name="Zonder regels")
    draft = OrganisationFactory(name="Alleen een concept")
    project = ProjectPageFactory(title="Geheim plan", live=False)
    ProjectPartner.objects.create(page=project, organisation=draft, role="partner")
    FundingEntryFactory(year=2017, applicant=draft, live=False)

    for each in (empty, draft):
        said = text(client.get(each.address).content)
        assert "Er is geen project van deze organisatie gepubliceerd." in said
        assert "Geheim plan" not in said
        assert each.name not in text(client.get(LIST).content)


def test_a_year_can_be_chosen_and_wrong_ones_are_told(client):
    FundingEntryFactory(
        year=2018, applicant=Organisation.objects.get(name="UMCG"), contribution=70_000, project_size=None
    )

    of_2018 = rows(client, f"{LIST}?jaar=2018")
    assert [row[:4] for row in of_2018] == [["UMCG", "2018", "1", "€ 70.000"]]
    assert next(row[:4] for row in rows(client) if row[0] == "UMCG") == ["UMCG", "2018, 2017", "2", "€ 101.403"]
    assert client.get(f"{LIST}?jaar=x&pagina=99").status_code == 200


@pytest.mark.parametrize("address", [LIST, RUG])
def test_more_rows_take_no_more_queries(client, django_assert_max_num_queries, address):
    found = many(OrganisationFactory, [{"name": f"Organisatie {number}"} for number in range(60)])
    stays = Organisation.objects.get(slug="rijksuniversiteit-groningen")
    for number, each in enumerate(found):
        ProjectPartner.objects.create(
            page=ProjectPage.objects.order_by("pk").first(), organisation=stays if number % 2 else each
        )
    many(FundingEntryFactory, [{"applicant": each, "year": 2017} for each in [*found, *[stays] * 60]])

    with django_assert_max_num_queries(25 if address == RUG else 20):
        assert client.get(address).status_code == 200


def test_the_feed_follows_its_projects_and_events(client):
    for name in ("feed.atom", "feed.json"):
        feed = client.get(f"{RUG}{name}").content.decode()
        assert "Proeftuin e-health/big data" in feed
        assert "Blockchain in Education" in feed
        assert "Trendship" not in feed


def test_the_sitemap_names_each_page_of_an_organisation(client):
    root, found = Site.objects.get().root_url, sitemap(client)
    group = Organisation.objects.filter(is_generic=True, eventparticipants=None).first()
    assert group.projectpartners.exists()

    assert {f"{root}{LIST}", f"{root}{RUG}"} <= set(found)
    assert f"{root}{group.address}" not in found
