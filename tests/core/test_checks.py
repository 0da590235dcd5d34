"""All checks of a row are one question to the database, and say what Django's own questions say."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models import CheckConstraint
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dog_site.core.models import ChecksAtOnce
from events.models import EventPage
from funding.models import FundingEntry
from projects.models import ProjectPage

CHECKED = [
    model
    for model in apps.get_models()
    if any(isinstance(each, CheckConstraint) for each in model._meta.constraints)
    and not model.__module__.startswith(("wagtail", "django", "taggit"))
]


def checks_of(row):
    return [each for _model, of_it in row.get_constraints() for each in of_it if isinstance(each, CheckConstraint)]


def said(validate, row, exclude):
    try:
        validate(row, exclude=exclude)
    except ValidationError as error:
        return error.message_dict
    return {}


def test_every_row_with_more_than_one_check_is_asked_once():
    several = [model for model in CHECKED if len(checks_of(model())) > 1]

    assert len(several) >= 5
    assert [model for model in several if not issubclass(model, ChecksAtOnce)] == []


@pytest.mark.parametrize("find", [FundingEntry.objects.first, EventPage.objects.first, ProjectPage.objects.first])
def test_a_row_without_mistakes_costs_one_question_per_table(find):
    row = find()
    tables = {
        model for model, of_it in row.get_constraints() if any(isinstance(each, CheckConstraint) for each in of_it)
    }

    with CaptureQueriesContext(connection) as asked:
        row.validate_constraints()

    assert len([query for query in asked if "_check" in query["sql"]]) == len(tables)


def values_of(field):
    """A few that its checks tell apart, whatever they are."""
    if field.choices:
        return st.sampled_from([value for value, _label in field.flatchoices])
    if isinstance(field, models.BooleanField):
        return st.booleans()
    if isinstance(field, models.CharField | models.TextField):
        return st.sampled_from(["", "x", "https://example.org"])
    if isinstance(field, models.DecimalField | models.IntegerField):
        return st.sampled_from([None, 0, 1, 5000])
    return st.just(field.get_default()) | st.none()


def read_by_checks(model):
    names = {name for each in checks_of(model()) for name in each.condition.referenced_base_fields}
    return [model._meta.get_field(name) for name in sorted(names)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
@pytest.mark.parametrize("model", CHECKED)
def test_it_says_what_django_says(db, model, data):
    fields = read_by_checks(model)
    row = model(**{field.attname: data.draw(values_of(field), label=field.name) for field in fields})
    exclude = data.draw(st.sets(st.sampled_from([field.name for field in fields])), label="left out")

    assert said(model.validate_constraints, row, exclude) == said(models.Model.validate_constraints, row, exclude)
