import re
import threading

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.contrib.redirects.models import Redirect
from wagtail.fields import StreamField
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction, Site

from dog_site.core.editing.recovering import put_back
from dog_site.core.kept import answers, values
from dog_site.core.models import ContentVersion, DeletedPage, DogDocument, DogImage, SiteSettings, User
from dog_site.core.signals import ASIDE, ASIDE_APPS, is_aside
from funding.models import FundingEntry
from home.models import StandardPage
from news.models import NewsPage
from projects.models import ProjectPage, Theme
from tests.pages import public_addresses


def publish_page():
    ProjectPage.objects.get(slug="pygrunn").save_revision().publish()


def unpublish_page():
    UnpublishPageAction(StandardPage.objects.get(slug="over")).execute(skip_permission_checks=True)


def move_page():
    page = StandardPage.objects.get(slug="over")
    page.move(page.get_parent(), pos="first-child")


def delete_page():
    NewsPage.objects.order_by("pk").last().delete()


def put_a_page_back():
    page = NewsPage.objects.order_by("pk").last()
    page.delete()
    ContentVersion.objects.update(token="")
    put_back(DeletedPage.objects.get(page_key=page.pk).pk, User.objects.get(username="beheer"))


def publish_entry():
    FundingEntry.objects.get(reference="DOG-2017-003").save_revision().publish()


def unpublish_entry():
    FundingEntry.objects.get(reference="DOG-2017-003").unpublish()


def delete_entry():
    FundingEntry.objects.get(reference="DOG-2017-003").delete()


def delete_entries_at_once():
    FundingEntry.objects.filter(year=2017).exclude(reference__in=["DOG-2017-001", "DOG-2017-023"]).delete()


def rename_theme():
    theme = Theme.objects.get(slug="infrastructuur")
    theme.name = "Netwerken"
    theme.save_revision().publish()


def restrict_page():
    PageViewRestriction.objects.create(page=ProjectPage.objects.get(slug="pygrunn"), restriction_type="login")


def move_the_site():
    site = Site.objects.get()
    site.hostname = "www.example.org"
    site.save()


def change_settings():
    SiteSettings.objects.get().save()


def replace_image():
    DogImage.objects.create(title="Podium", file=get_test_image_file())


def change_document():
    DogDocument.objects.create(title="Brief", file=ContentFile(b"x", "a.pdf"))


def restrict_collection():
    CollectionViewRestriction.objects.create(collection=Collection.get_first_root_node(), restriction_type="login")


def move_collection():
    root = Collection.get_first_root_node()
    one, other = root.add_child(name="Een"), root.add_child(name="Ander")
    ContentVersion.objects.update(token="")
    other.move(one, pos="sorted-child")


def redirect():
    Redirect.objects.create(old_path="/oud", redirect_link="https://example.org/")


def note_that_a_file_is_damaged():
    image = DogImage.objects.create(title="Podium", file=get_test_image_file())
    image.note_damage(OSError("cut off"))


CHANGES = [
    replace_image,
    change_document,
    restrict_collection,
    move_collection,
    redirect,
    note_that_a_file_is_damaged,
    publish_page,
    unpublish_page,
    move_page,
    delete_page,
    put_a_page_back,
    publish_entry,
    unpublish_entry,
    delete_entry,
    delete_entries_at_once,
    rename_theme,
    restrict_page,
    move_the_site,
    change_settings,
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_every_change_a_visitor_can_see_raises_the_version(change):
    before = ContentVersion.current()

    change()

    assert ContentVersion.current() > before


def test_a_page_that_is_opened_to_everybody_again_raises_the_version():
    restrict_page()
    before = ContentVersion.current()

    PageViewRestriction.objects.get().delete()

    assert ContentVersion.current() > before


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_change_that_is_rolled_back_takes_the_version_with_it(change):
    before = ContentVersion.current()

    with transaction.atomic():
        change()
        transaction.set_rollback(True)

    assert ContentVersion.current() == before


def test_a_draft_leaves_the_version_alone():
    page, entry = ProjectPage.objects.get(slug="pygrunn"), FundingEntry.objects.get(reference="DOG-2017-003")
    before = ContentVersion.current()

    page.save_revision()
    entry.save_revision()

    assert ContentVersion.current() == before


def test_an_entry_and_the_version_are_written_in_one_transaction(monkeypatch):
    def fail(**_how):
        raise RuntimeError("the version cannot be raised")

    entry = FundingEntry.objects.get(reference="DOG-2017-003")
    entry.contribution, entry.change_reason = 2_000, "Vaststelling."
    revision = entry.save_revision()
    monkeypatch.setattr(ContentVersion, "raise_number", fail)

    with pytest.raises(RuntimeError), transaction.atomic():
        revision.publish()

    assert FundingEntry.objects.get(pk=entry.pk).contribution == 1_500


# Why no answer to a visitor depends on rows of these; those of the apps in ASIDE_APPS are about people and permissions.
WHY_ASIDE = {
    "about who works here": {
        *("Comment", "CommentReply", "GroupCollectionPermission", "GroupPagePermission", "GroupSitePermission"),
        *("ModelLogEntry", "PageLogEntry", "PageSubscription", "SavedFilters", "User"),
    },
    "about drafts and who looks at them": {
        *("Revision", "UploadedFile", "Task", "TaskState", "GroupApprovalTask", "FourEyesTask", "Workflow"),
        *("WorkflowContentType", "WorkflowPage", "WorkflowState", "WorkflowTask", "ImportRun", "ImportUpload"),
        "DeletedPage",
    },
    "follows from rows that count": {
        *("CalendarEntry", "DogRendition", "Rendition", "Embed", "Occurrence", "Word", "ReferenceIndex"),
    },
    "says what editors put off": {"PutOff"},
    "is the version itself": {"ContentVersion"},
}
# Read by pages, and yet they follow from what counts.
READ_AND_ASIDE = {
    "ContentVersion",
    "CalendarEntry",
    "DogRendition",
    "Occurrence",
    "Word",
    "ContentType",
    "ReferenceIndex",
}
# A row of the search index is written with the row that it is about.
INDEX = {"IndexEntry", "SQLiteFTSIndexEntry"}
VERSIONS = {"number", "token", "changed_at"}


def test_every_model_that_is_left_aside_has_a_reason():
    assert set().union(*WHY_ASIDE.values()) == ASIDE
    assert {"auth", "sessions", "contenttypes"} <= ASIDE_APPS


def tables_that_pages_read():
    """The names of all tables that any public page, file or list asks."""
    found = set()
    for address in public_addresses():
        Client().get(address)  # Wagtail writes the size of a document at the first visit
    forget()
    with CaptureQueriesContext(connection) as captured:
        for address in public_addresses():
            Client().get(address).getvalue()
    for query in captured:
        found |= set(re.findall(r'(?:FROM|JOIN) "?(\w+)"?', query["sql"]))
    return found


def other(field, value):
    """Another value of the kind that `field` holds; None for a field that has no other."""
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.IntegerField | models.DecimalField) and not field.choices:
        return (value or 0) + 1
    if isinstance(field, models.CharField | models.TextField) and not field.choices and not field.unique:
        return f"{value or ''}x"[-(field.max_length or 100) :]
    return None


def raises_with(model, pk, field, value):
    """Whether the version is another one after a save with this value."""
    before = ContentVersion.name()
    with transaction.atomic():
        row = model._base_manager.get(pk=pk)
        setattr(row, field.attname, value)
        models.Model.save_base(row)
        raised = ContentVersion.name() != before
        transaction.set_rollback(True)
    return raised


@pytest.mark.site
def test_every_field_of_whatever_a_page_reads_raises_the_version():
    tables = tables_that_pages_read()
    read = [model for model in apps.get_models(include_auto_created=True) if model._meta.db_table in tables]
    assert {model.__name__ for model in read if is_aside(model)} <= READ_AND_ASIDE | INDEX
    silent, changed = [], 0
    for model in read:
        row = model._base_manager.first()
        if is_aside(model) or row is None:
            continue
        for field in model._meta.local_concrete_fields:
            value = other(field, getattr(row, field.attname))
            if value is None or field.primary_key or isinstance(field, StreamField) or field.name in TREE:
                continue
            try:
                silent += [f"{model.__name__}.{field.name}"] if not raises_with(model, row.pk, field, value) else []
            except IntegrityError:  # the database holds no such value
                continue
            changed += 1

    assert silent == []
    assert changed > 150


# Wagtail moves a page or a collection by these, and refuses other values.
TREE = {"path", "depth", "numchild", "url_path", "live_revision"}


@pytest.mark.parametrize("model", [Collection, CollectionViewRestriction, PageViewRestriction, Redirect, Site])
def test_what_wagtail_saves_by_itself_is_one_with_the_version(monkeypatch, model):
    """Where the version cannot be raised the row is not written either."""
    monkeypatch.setattr(ContentVersion, "raise_number", classmethod(fails))
    before = model.objects.count()
    rows = {
        Collection: lambda: Collection.get_first_root_node().add_child(name="Nieuw"),
        CollectionViewRestriction: restrict_collection,
        PageViewRestriction: restrict_page,
        Redirect: redirect,
        Site: move_the_site,
    }

    with pytest.raises(RuntimeError), transaction.atomic():
        rows[model]()

    assert model.objects.count() == before
    assert not Site.objects.filter(hostname="www.example.org").exists()


def fails(cls, **_how):
    raise RuntimeError("the version cannot be raised")


def test_an_import_of_many_rows_raises_the_version_once():
    before = ContentVersion.current()
    with ContentVersion.raised_once():
        for number in range(20):
            Redirect.objects.create(old_path=f"/oud-{number}", redirect_link="https://example.org/")

    assert ContentVersion.current() == before + 1
    redirect()
    assert ContentVersion.current() > before + 1


def test_an_import_that_fails_leaves_nothing_behind():
    before = ContentVersion.name()

    def fail():
        with ContentVersion.raised_once():
            redirect()
            raise RuntimeError("row 2 is wrong")

    with pytest.raises(RuntimeError, match="row 2"):
        fail()

    assert (ContentVersion.name(), Redirect.objects.count()) == (before, 0)
    redirect()
    assert ContentVersion.name() != before


def test_a_migration_and_so_a_release_and_a_restore_give_another_name():
    before = ContentVersion.name()
    call_command("migrate", verbosity=0)

    assert ContentVersion.name() != before


def test_a_name_never_comes_back():
    """The number does after a restore; the same number on two databases is not the same name."""
    names = set()
    for _restored in range(5):
        ContentVersion.objects.update(number=7)
        ContentVersion.raise_number()
        names.add(ContentVersion.name())

    assert len(names) == 5


def test_code_of_before_the_token_changes_the_name_as_well():
    before = ContentVersion.name()
    ContentVersion.objects.filter(pk=1).update(number=models.F("number") + 1)

    assert ContentVersion.name() != before


def test_a_row_that_a_backup_brings_back_has_another_name_on_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite is restored as a file, while nothing runs; operators.md says to migrate after it.")
    # To PostgreSQL a savepoint that writes is a transaction of its own.
    with transaction.atomic():
        ContentVersion.raise_number()
    before = ContentVersion.name()
    row = ContentVersion.objects.values().get()
    with transaction.atomic():
        ContentVersion.objects.all().delete()
        ContentVersion(**row).save(force_insert=True)

    assert ContentVersion.objects.values().get() == row
    assert ContentVersion.name() != before


def total(client):
    page = client.get("/resultaten/2017/")
    return re.search(r'value="([\d.]+)" data-metric="bijdrage" data-scope="hoofdtotaal"', page.content.decode()).group(
        1
    )


def computed():
    entries = FundingEntry.objects.public().filter(year=2017, theme__counts_in_headline=True)
    return f"{entries.aggregate(sum=models.Sum('contribution'))['sum']:.2f}"


def forget():
    answers.forget()
    values.forget()


def change(amount):
    """As an editor does, in what the amounts add up to; the change of before is gone after a restore."""
    entry = FundingEntry.objects.get(reference="DOG-2017-003")
    entry.contribution, entry.change_reason = amount, "Vaststelling."
    entry.save_revision().publish()


@pytest.mark.parametrize("forgets", [True, False], ids=["another process", "the same process"])
def test_no_restore_second_site_or_older_code_shows_a_wrong_total(client, shared_cache, monkeypatch, forgets):
    """All share one cache. Numbers of the version come back, as they do after a restore."""
    wrong = []
    number = ContentVersion.current()

    def look(what):
        if forgets:
            forget()
        if total(client) != computed():
            wrong.append(what)

    for round_of_changes, amount in enumerate((2_000, 3_000, 4_000)):
        change(amount)
        look(f"after change {round_of_changes}")
        # The backup of before: the same number, other amounts.
        ContentVersion.objects.update(number=number)
        change(amount + 500)
        look(f"after restore {round_of_changes} and one more change")
    # A second database, a copy of the first, goes on by itself.
    ContentVersion.objects.update(number=number)
    change(9_000)
    look("on a second database")
    # Older code, which adds up in another way, raises the number only and shares the cache.
    monkeypatch.setattr("dog_site.core.kept.clock.release", lambda: "older")
    look("by older code")
    FundingEntry.objects.filter(reference="DOG-2017-003").update(contribution=1_500)
    ContentVersion.objects.filter(pk=1).update(number=models.F("number") + 1)
    monkeypatch.undo()
    look("after older code wrote")

    assert wrong == []


def test_a_connection_that_broke_is_opened_anew(monkeypatch):
    """The question for the version tells whether a kept connection still works."""
    asked = []
    ask = ContentVersion._name_in

    def breaks_once(database):
        asked.append(database)
        if len(asked) == 1:
            raise connection.Database.OperationalError("server closed the connection unexpectedly")
        return ask(database)

    monkeypatch.setattr(ContentVersion, "_name_in", staticmethod(breaks_once))
    with pytest.raises(Exception, match="closed"):
        # Within a transaction nothing can be done about it.
        ContentVersion.name()
    assert len(asked) == 1


def test_threads_do_not_share_the_name_of_a_request():
    with ContentVersion.of_one_request():
        ContentVersion.name()
        seen = []
        thread = threading.Thread(target=lambda: seen.append(ContentVersion.is_raised()))
        ContentVersion.raise_number()
        thread.start()
        thread.join()

        assert ContentVersion.is_raised()
        assert seen == [False]
    assert not ContentVersion.is_raised()
