"""What goes with a batch: its source, the totals that the file prints, one mail a person, and the register."""

from hashlib import sha256

from django.test import Client
from django.urls import reverse

from funding.models import ImportRun, PublishedFigure, SourceDocument
from projects.models import Theme
from tests.factories import SourceDocumentFactory
from tests.pages import parsed

from .test_hand_in import REASON, TABLE, entries, handed_in, prepared, user


class TestSource:
    def test_is_the_file_itself_which_visitors_cannot_open(self, log_in):
        run = handed_in()

        source = SourceDocument.objects.get(pk=entries()[0].source_id)
        assert (source.document, source.live, source.workflow_in_progress) == (run.document, False, True)
        assert source.document.file.read() == TABLE.encode()
        assert Client().get(source.document.url).status_code != 200
        assert log_in("cijfers2").get(source.document.url).status_code == 200

    def test_is_the_one_that_was_chosen(self):
        chosen = SourceDocumentFactory(title="Besluit 4")

        handed_in(source=chosen.pk)

        assert {item.source for item in entries()} == {chosen}
        assert not SourceDocument.objects.filter(title="verleend 2019.csv").exists()

    def test_is_one_for_all_batches_of_a_file(self):
        first = handed_in(left_out=[3])

        second = handed_in()

        assert second.document == first.document
        assert len({item.source for item in entries()}) == 1


class TestStated:
    def test_figures_wait_with_the_place_and_what_presumably_explains_them(self):
        handed_in(place="bijlage 1")

        [contribution, size] = PublishedFigure.objects.filter(year=2019).order_by("number")
        assert (contribution.value, contribution.statement, contribution.locator) == (
            2_000,
            "2.000",
            "bijlage 1, Totaal",
        )
        assert (contribution.scope, contribution.theme.slug, contribution.live) == ("thema", "infrastructuur", False)
        assert (contribution.explanation, contribution.source.title) == ("", "verleend 2019.csv")
        assert (size.value, size.explanation, size.workflow_in_progress) == (19_000, "", True)

    def test_figures_say_which_place_in_the_source_presumably_explains_the_difference(self):
        without_the_first = TABLE.replace("Totaal;;;2.000;19.000", "Totaal;;;2.000;5.000")

        handed_in(prepared(without_the_first, place="bijlage 1"))

        for figure in PublishedFigure.objects.filter(year=2019):
            assert "bijlage 1, rij 1, Glasvezel" in figure.explanation
            assert not figure.explanation.count("rij 2")

    def test_figures_that_the_site_has_are_not_made_twice(self):
        handed_in(left_out=[3])
        count = PublishedFigure.objects.count()

        handed_in()

        assert PublishedFigure.objects.count() == count


def test_each_person_gets_one_mail(mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        handed_in()

    receivers = [mail.to[0] for mail in mailoutbox]
    assert receivers
    assert len(receivers) == len(set(receivers))


def test_the_register_tells_what_was_handed_in():
    run = handed_in(left_out=[3], place="bijlage 1")

    assert (run.file_name, run.sha256) == ("verleend 2019.csv", sha256(TABLE.encode()).hexdigest())
    assert (run.started_by, run.state) == (user(), ImportRun.State.HANDED_IN)
    counts = (run.rows_read, run.rows_created, run.rows_changed, run.rows_unchanged, run.rows_left_out)
    assert counts == (2, 1, 0, 0, 1)
    assert run.plan["decided"]["place"] == "bijlage 1"
    assert run.plan["reason"] == REASON
    assert run.plan["made"]["entries"] == [[entries()[0].pk, entries()[0].latest_revision_id]]


def test_the_register_tells_what_was_decided_and_what_came_of_it(log_in):
    infrastructure = Theme.objects.get(slug="infrastructuur")
    table = TABLE.replace("Infrastructuur;Glas", "Kabels;Glas").replace("Straatwifi;", "Straatwifi;Stadsnet BV")
    decided = {
        "columns": {"2": "applicant"},
        "answers": {"thema:Kabels": str(infrastructure.pk), "organisatie:Stadsnet BV": "tekst", "thema:Weg": "999999"},
        "typed": {"3:contribution_eur": "2.500"},
    }
    run = handed_in(prepared(table, left_out=[2], **decided))

    page = log_in("coordinatie").get(reverse("funding_importrun_modeladmin_inspect", args=[run.pk]))

    told = " ".join(parsed(page.content).get_text().split())
    for sentence in (
        REASON,
        "Kolom C: aanvrager",
        "Thema “Kabels”: Infrastructuur",
        "Organisatie “Stadsnet BV”: zoals de bron het schrijft",
        "Rij 3, bijdrage van de gemeente: “2.500” is ingevuld",
        "Weggelaten: rij 2",
        "DOG-2019-001 Straatwifi",
    ):
        assert sentence in told
    assert "Weg”" not in told
