"""All check constraints of a row in one question to the database."""

from django.db import models, router
from django.db.models import CheckConstraint, Q, Value


class ChecksAtOnce(models.Model):
    """Mixin: validation asks the database once whether all checks hold, and one by one only when they do not.

    Django asks for each, in a savepoint of its own and with every field of the row in the question.
    """

    class Meta:
        abstract = True

    # The checks, by their names, of which the database has just said that they hold.
    _checks_that_hold: frozenset[str] = frozenset()

    def validate_constraints(self, exclude=None):
        self._checks_that_hold = self._those_that_hold(exclude or ())
        try:
            super().validate_constraints(exclude=exclude)
        finally:
            del self._checks_that_hold

    def get_constraints(self):
        holds = self._checks_that_hold
        return [
            (model, [each for each in of_it if each.name not in holds]) for model, of_it in super().get_constraints()
        ]

    def _those_that_hold(self, exclude):
        using = router.db_for_write(type(self), instance=self)
        found = [_those_of(self, model, of_it, exclude, using) for model, of_it in self.get_constraints()]
        return frozenset().union(*found)


def _those_of(row, model, constraints, exclude, using):
    """The names of all checks of one table that can be asked of this row, when all of them hold; else none."""
    values = {
        field.name: Value(getattr(row, field.attname), field)
        for field in model._meta.local_concrete_fields
        if field.name not in exclude
    }
    asked = [
        each
        for each in constraints
        if isinstance(each, CheckConstraint) and each.condition.referenced_base_fields <= values.keys()
    ]
    read = {name for each in asked for name in each.condition.referenced_base_fields}
    conditions = Q(*(each.condition for each in asked))
    hold = asked and conditions.check({name: values[name] for name in read}, using=using)
    return {each.name for each in asked} if hold else set()
