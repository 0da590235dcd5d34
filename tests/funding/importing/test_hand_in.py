"""What is handed in becomes proposals that somebody else approves: all of it, or nothing with the reason."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from wagtail.documents import get_document_model
from wagtail.models import ReferenceIndex, Revision, WorkflowState

from dog_site.core.models import ContentVersion
from funding.importing import batch as made_by
from funding.importing.before_after import before_and_after
from funding.importing.choices import NEW
from funding.importing.hand_in import hand_in
from funding.importing.prepared import Prepared
from funding.models import FundingEntry, FundingPartner, ImportRun, PublishedFigure, SourceDocument
from projects.models import Organisation, ProjectPage, Theme
from tests.desk.browser import approve, figures
from tests.factories import FundingEntryFactory, OrganisationFactory

REASON = "Vaststelling van 3 mei."
TABLE = """Thema;Project;Aanvrager;Bijdrage 2019;Totale projectomvang
Infrastructuur;Glasvezel;;1.000;14.000
Infrastructuur;Straatwifi;;2.000;5.000
Totaal;;;2.000;19.000
"""


def user(username="cijfers"):
    return get_user_model().objects.get(username=username)


def prepared(table=TABLE, name="verleend 2019.csv", by="cijfers", **decided):
    return Prepared(name, table.encode(), decided, user(by))


def handed_in(found=None, **decided):
    found = found or prepared(**decided)
    return hand_in(found.plan, found.stated, found.file, found.user, REASON)


def entries():
    return FundingEntry.objects.in_year(2019).order_by("reference")


def approve_all(client):
    for item in [*SourceDocument.objects.filter(live=False), *entries(), *PublishedFigure.objects.filter(live=False)]:
        if item.has_unpublished_changes or not item.live:
            approve(client, item)


class TestEntries:
    def test_become_drafts_that_wait_and_that_no_visitor_sees(self):
        before, changed_at = figures("/resultaten/"), ContentVersion.objects.get().changed_at

        handed_in(place="bijlage 1")

        found = list(entries())
        assert [item.reference for item in found] == ["DOG-2019-001", "DOG-2019-002"]
        assert [item.source_locator for item in found] == ["bijlage 1, rij 1", "bijlage 1, rij 2"]
        for item in found:
            assert (item.live, item.workflow_in_progress, item.has_unpublished_changes) == (False, True, True)
            assert (item.latest_revision.user, item.revisions.count()) == (user(), 1)
        assert figures("/resultaten/") == before
        assert ContentVersion.objects.get().changed_at == changed_at

    def test_are_known_to_lead_to_their_source_as_those_from_a_form(self):
        handed_in()

        for item in entries():
            found = ReferenceIndex.get_references_for_object(item)
            assert {(each.to_content_type.model, each.to_object_id) for each in found} == {
                ("theme", str(item.theme_id)),
                ("sourcedocument", str(item.source_id)),
            }

    def test_add_up_to_what_the_plan_said_once_somebody_else_approved(self, log_in):
        found = prepared()
        [line] = before_and_after(found.plan)
        handed_in(found)

        approve_all(log_in("coordinatie"))

        totals = FundingEntry.objects.public().in_year(2019).totals()
        assert (line.theme, line.year, line.is_changed) == ("Infrastructuur", 2019, True)
        assert [each[0].value for each in (line.contribution, line.project_size)] == [None, None]
        assert [each[1].value for each in (line.contribution, line.project_size)] == [3_000, 19_000]
        assert (totals.contribution, totals.project_size) == (3_000, 19_000)

    def test_are_not_approved_by_who_handed_them_in(self, log_in):
        handed_in(by="coordinatie")

        approve(log_in("coordinatie"), entries()[0])

        assert not entries()[0].live

    def test_that_are_public_change_by_a_version_with_the_reason(self, log_in):
        theme = Theme.objects.get(slug="infrastructuur")
        item = FundingEntryFactory(reference="DOG-2019-001", title="Glasvezel", theme=theme, contribution=900)
        before = figures("/resultaten/")

        handed_in(source=item.source_id)

        stored = entries().get(pk=item.pk)
        version = stored.get_latest_revision_as_object()
        assert (stored.contribution, version.contribution, version.change_reason) == (900, 1_000, REASON)
        assert figures("/resultaten/") == before
        approve(log_in("coordinatie"), stored)
        assert entries().get(pk=item.pk).contribution == 1_000

    def test_take_the_references_that_no_row_of_the_file_has(self):
        table = "Referentie;Thema;Project;Bijdrage 2019\n;Anders;Een;1\nDOG-2019-002;Anders;Twee;2\n;Anders;Drie;3\n"

        handed_in(prepared(table))

        assert [(item.reference, item.title) for item in entries()] == [
            ("DOG-2019-001", "Een"),
            ("DOG-2019-002", "Twee"),
            ("DOG-2019-003", "Drie"),
        ]

    def test_get_their_partners_with_the_applicant_first(self):
        rug = Organisation.objects.get(name="Rijksuniversiteit Groningen")
        table = "Thema;Project;Aanvrager;Partners;Bijdrage 2019\nAnders;Een;RuG;Noorderling, UMCG;1\n"

        handed_in(prepared(table))

        [item] = entries()
        partners = item.get_latest_revision_as_object().partners.all()
        assert [(each.role, each.text) for each in partners] == [
            ("aanvrager", "RuG"),
            ("partner", "Noorderling"),
            ("partner", "UMCG"),
        ]
        assert (partners[0].organisation, item.applicant) == (rug, rug)

    def test_keep_the_partners_that_stay_with_their_roles(self):
        item = FundingEntryFactory(reference="DOG-2019-001", title="Een", theme=Theme.objects.get(slug="anders"))
        for role, name in (("aanvrager", "Aan"), ("kennispartner", "Kennis"), ("partner", "Weg")):
            FundingPartner.objects.create(entry=item, text=name, role=role)
        table = "identifier,title,theme,funding_year,contribution_eur,partners\n"

        handed_in(prepared(f"{table}DOG-2019-001,Een,Anders,2019,1000,Kennis; Nieuw\n"))

        partners = entries().get().get_latest_revision_as_object().partners.all()
        assert [(each.role, each.text) for each in partners] == [
            ("aanvrager", "Aan"),
            ("kennispartner", "Kennis"),
            ("partner", "Nieuw"),
        ]

    def test_of_another_applicant_lose_the_one_of_before(self):
        old, new = OrganisationFactory(name="Oud"), OrganisationFactory(name="Nieuw BV")
        item = FundingEntryFactory(
            reference="DOG-2019-001", title="Een", theme=Theme.objects.get(slug="anders"), applicant=old
        )
        FundingPartner.objects.create(entry=item, organisation=old, role="aanvrager")
        table = "Thema;Project;Aanvrager;Bijdrage 2019;Omvang\nAnders;Een;Nieuw BV;1.000;14.000\n"

        handed_in(prepared(table))

        version = entries().get().get_latest_revision_as_object()
        assert version.applicant == new
        assert [(each.role, each.organisation) for each in version.partners.all()] == [("aanvrager", new)]


class TestNewItems:
    TABLE = (
        "Thema;Project;Aanvrager;Bijdrage 2019;Omvang\nAnders;Glasvezel;Zuiderling;1;2\n"
        "Anders;Glasvezel;Zuiderling;3;4\nAnders;Straatwifi;ZUIDERLING;3;4\n"
    )
    DECIDED = {
        "makes_projects": True,
        "answers": {"organisatie:Zuiderling": NEW, "organisatie:ZUIDERLING": NEW},
    }

    def test_are_made_once_however_many_rows_name_them(self):
        found = handed_in(prepared(self.TABLE, by="coordinatie", **self.DECIDED))

        [organisation] = Organisation.objects.filter(name__iexact="zuiderling")
        pages = ProjectPage.objects.filter(title__in=["Glasvezel", "Straatwifi"]).order_by("title")
        assert {item.applicant for item in entries()} == {organisation}
        assert [item.project for item in entries()] == [pages[0], pages[0], pages[1]]
        assert [page.live for page in pages] == [False, False]
        assert not organisation.live
        assert len(found.plan["made"]["projects"]) == 2

    def test_are_not_made_by_who_may_not_add_them(self):
        colleague = get_user_model().objects.create_user("alleen-cijfers")
        colleague.user_permissions.add(Permission.objects.get(codename="add_fundingentry"))

        plan = prepared(self.TABLE, by="alleen-cijfers", **self.DECIDED).plan

        assert not plan.is_ready
        assert NEW not in {value for question in plan.questions for value, _label in question.options}
        assert not any(row.makes_project for row in plan.rows)


class TestRefused:
    @pytest.fixture
    def everything(self):
        models = (FundingEntry, SourceDocument, PublishedFigure, ImportRun, Revision, WorkflowState, Organisation)
        documents = get_document_model()

        def count():
            return [model._default_manager.count() for model in (*models, documents)]

        return count

    def test_when_one_row_fails_halfway_nothing_is_left(self, everything, monkeypatch, tmp_path, settings, mailoutbox):
        settings.MEDIA_ROOT = tmp_path
        before, start = everything(), made_by.start

        def fails_at_the_second(workflow, item, who):
            if str(item).endswith("Straatwifi"):
                raise ValidationError("Dat ging mis.")
            start(workflow, item, who)

        monkeypatch.setattr(made_by, "start", fails_at_the_second)
        with pytest.raises(ValidationError, match="Dat ging mis"):
            handed_in()

        assert everything() == before
        assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
        assert mailoutbox == []

    def test_what_is_not_settled(self, everything):
        before = everything()

        with pytest.raises(ValidationError, match="Er is niets in te sturen"):
            handed_in(prepared(TABLE.replace("2.000;5.000", "veel;5.000")))

        assert everything() == before

    def test_who_may_not_add_entries(self, everything):
        before = everything()

        with pytest.raises(ValidationError, match=gettext("You may not add entries. Ask Beheer for the right to.")):
            handed_in(prepared(by="communicatie"))

        assert everything() == before

    @pytest.mark.parametrize("is_deleted", [False, True])
    def test_an_entry_that_somebody_changed_in_between(self, everything, is_deleted):
        theme = Theme.objects.get(slug="infrastructuur")
        item = FundingEntryFactory(reference="DOG-2019-001", title="Glasvezel", theme=theme, contribution=900)
        found = prepared()
        assert found.plan.is_ready
        item.delete() if is_deleted else item.save_revision(user=user("cijfers2"))
        before = everything()

        with pytest.raises(ValidationError, match="DOG-2019-001"):
            handed_in(found)

        assert everything() == before

    def test_a_reference_that_somebody_took_in_between(self, everything):
        found = prepared("Referentie;Thema;Project;Bijdrage 2019\nDOG-2019-001;Anders;Een;1\n")
        assert found.plan.is_ready
        FundingEntryFactory(reference="DOG-2019-001", title="Iets anders")

        with pytest.raises(ValidationError, match="DOG-2019-001"):
            handed_in(found)

    def test_the_same_file_by_somebody_who_looked_at_it_before_it_was_handed_in(self, everything):
        mine, yours = prepared(), prepared(by="cijfers2")
        assert mine.plan.is_ready
        assert yours.plan.is_ready
        handed_in(mine)
        before = everything()

        with pytest.raises(
            ValidationError,
            match=gettext("Somebody handed in a file after you looked at the rows. Look at them again."),
        ):
            handed_in(yours)

        assert everything() == before

    def test_a_source_that_is_gone(self):
        with pytest.raises(ValidationError, match=gettext("The chosen source is gone. Choose another.")):
            handed_in(source=999_999)


def test_the_same_file_again_has_nothing_to_hand_in():
    handed_in()

    assert not prepared().plan.is_ready
