"""Every test starts from the site as `setup_site` and `load_2017` make it: the real content is the test data."""

import gc
import inspect
import json
import logging
from contextlib import ExitStack
from functools import wraps
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import connection
from django.db.models import QuerySet
from django.dispatch import receiver
from django.template.base import Template
from django.test.signals import setting_changed, template_rendered
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site

from dog_site.core.kept import answers, once, release, values
from dog_site.core.models import ContentVersion
from dog_site.core.signals import is_aside
from dog_site.operations.stack import with_room
from tests import database
from tests.crawl import site_as_made  # noqa: F401 (a fixture)
from tests.desk.browser import FORMS
from tests.journeys import verdicts

DATA = Path(__file__).parent / "data"
TESTS = str(Path(__file__).parent)


def pytest_report_header(config):
    """Make the site before the first test, in the process that starts the others."""
    if config.option.collectonly:
        return None
    try:
        return [database.origin(), verdicts.origin()]
    except RuntimeError as reason:
        pytest.exit(str(reason), returncode=pytest.ExitCode.INTERNAL_ERROR)


def pytest_terminal_summary(terminalreporter):
    reports = [report for found in terminalreporter.stats.values() for report in found]
    if line := verdicts.summary(report for report in reports if getattr(report, "when", "") == "call"):
        terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """A copy of the site per worker; each test then runs in a transaction that is rolled back."""
    with ExitStack() as own:
        with django_db_blocker.unblock():
            own.enter_context(database.own_copy())
        yield
        with django_db_blocker.unblock():
            own.close()


def pytest_collection_finish(session):
    """What is imported by now stays: the collector need not look through it again and again, and seldom at the rest."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item, nextitem):
    return with_room(item.config.pluginmanager.getplugin("runner").pytest_runtest_protocol)(item, nextitem)


@pytest.fixture(scope="session", autouse=True)
def _only_whole_templates_are_told(django_test_environment):
    """A response knows the context of its template, as with Django's own renderer; not that of each part of it.

    Django copies those too, which takes an eighth of the time of the tests and which nobody asks for.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", _render)
        yield


def _render(template, context):
    if context.template is template:
        template_rendered.send(sender=template, template=template, context=context)
    return template.nodelist.render(context)


@pytest.fixture(scope="session", autouse=True)
def _a_test_is_no_transaction():
    """The transaction around a test is the outside world to what it tests: values are kept there as on the site."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(once, "is_within_transaction", lambda: not all(is_of_test(e) for e in connection.atomic_blocks))
        yield


@receiver(setting_changed)
def other_settings_are_another_release(**_which):
    release.release.cache_clear()


@pytest.fixture(scope="session", autouse=True)
def _a_test_may_write_past_the_site():
    """A test that changes rows without saving them names the content anew; the site itself gets no such help."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("update", "bulk_create", "bulk_update"):
            patch.setattr(QuerySet, name, naming_anew(getattr(QuerySet, name)))
        yield


def naming_anew(write):
    @wraps(write)
    def writes(rows, *args, **kwargs):
        done = write(rows, *args, **kwargs)
        if by_a_test(inspect.currentframe().f_back) and (rows.model is ContentVersion or not is_aside(rows.model)):
            ContentVersion.raise_number(is_seen=False)
        return done

    return writes


def by_a_test(frame):
    while "/django/db/" in frame.f_code.co_filename:
        frame = frame.f_back
    return frame.f_code.co_filename.startswith(TESTS)


def is_of_test(block):
    return getattr(block, "_from_testcase", False)


@pytest.fixture
def answers_are_made_anew(monkeypatch):
    """For who reads the context of an answer: one that was kept has none."""
    monkeypatch.setattr(answers.KeepsAnswers, "_is_for_all", lambda _middleware, _request: False)


@pytest.fixture
def nothing_is_rendered(monkeypatch):
    """For who reads the status of answers and no word of them: the words take most of the time."""
    monkeypatch.setattr(Template, "render", lambda *_arguments: "")


@pytest.fixture(autouse=True)
def _fresh_caches(db):
    """A cached rollup or site root of another test's rolled-back content would be a lie.

    What is kept has a name of its own after each change; but a test may also change the code that makes it.
    """
    cache.clear()
    answers.forget()
    values.forget()
    Site.clear_site_root_paths_cache()


@pytest.fixture(autouse=True)
def _forms_are_remembered(db):
    with FORMS.during_a_test():
        yield


@pytest.fixture(autouse=True)
def _failed_tasks_fail_the_test(caplog):
    """Wagtail only logs a failed background task."""
    yield
    errors = [
        record.getMessage()
        for record in caplog.get_records("call")
        if record.name.startswith("django_tasks") and record.levelno >= logging.ERROR
    ]
    assert errors == []


@pytest.fixture(scope="session")
def expected():
    """Every total and claim of 2017, computed by hand from the annex."""
    return json.loads((DATA / "funding_2017_expected.json").read_text(encoding="utf-8"))


@pytest.fixture
def log_in(client, db):
    """Log in as one of the development log-ins and get the client back: `log_in("cijfers")`."""

    def log_in(username):
        client.force_login(get_user_model().objects.get(username=username))
        return client

    return log_in


@pytest.fixture
def image(db):
    return get_image_model().objects.create(
        title="Podium", description="Een spreker op het podium", file=get_test_image_file("podium.png")
    )
