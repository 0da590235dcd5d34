"""All check constraints of a row in one question to the database."""

from django.db import models, router
from django.db.models import CheckConstraint, Q, Value


class ChecksAtOnce(models.Model):
    """Mixin: validation asks the database once whether all checks hold, and one by one only when they do not.

    Django asks for each, in a savepoint of its own and with every field of the row in the question.
    """

    class Meta:
        abstract = True

    def validate_constraints(self, exclude=None):
        self._checks_hold = self._all_checks_hold(exclude or ())
        try:
            super().validate_constraints(exclude=exclude)
        finally:
            del self._checks_hold

    def get_constraints(self):
        found = super().get_constraints()
        if not getattr(self, "_checks_hold", False):
            return found
        return [(model, [each for each in of_it if not isinstance(each, CheckConstraint)]) for model, of_it in found]

    def _all_checks_hold(self, exclude):
        using = router.db_for_write(type(self), instance=self)
        return all(_check(self, model, of_it, exclude, using) for model, of_it in self.get_constraints())


def _check(row, model, constraints, exclude, using):
    values = {
        field.name: Value(getattr(row, field.attname), field)
        for field in model._meta.local_concrete_fields
        if field.name not in exclude
    }
    # Like Django's, these say nothing of a field that is left out.
    asked = [
        each.condition
        for each in constraints
        if isinstance(each, CheckConstraint) and each.condition.referenced_base_fields <= values.keys()
    ]
    read = {name for condition in asked for name in condition.referenced_base_fields}
    return not asked or Q(*asked).check({name: values[name] for name in read}, using=using)
