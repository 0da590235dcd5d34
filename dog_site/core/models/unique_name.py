"""A name stands once, in whatever letters, and so does the part of an address that is made of it."""

from itertools import chain, count

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext as _

from ..lists.names import same_name


class UniqueName(models.Model):
    """Mixin: no second item under the same name in other letters ("UMCG", "umcg", "ＵＭＣＧ").

    All names are read, with every item that is saved: there are hundreds, and one function says what is the same.
    Two people who make one at the same moment are held by the constraint of the database where the letters are the
    same, and told by attention.py where they are not.
    """

    class Meta:
        abstract = True

    @classmethod
    def is_here(cls, name: str) -> bool:
        """Whether there is an item of this name, in whatever letters."""
        return bool(cls._called_as(name))

    def clean(self):
        super().clean()
        others = self._called_as(self.name)
        # What stands double already can be edited; attention.py asks to choose one.
        if others.pop(self.pk, None) is None and others:
            there = next(iter(others.values()))
            raise ValidationError({"name": _("“%(name)s” is here already. Use that one.") % {"name": there}})

    @classmethod
    def _called_as(cls, name):
        key = same_name(name)
        names = cls._base_manager.values_list("pk", "name") if key else ()
        return {pk: other for pk, other in names if same_name(other) == key}


def free_slug(item: models.Model, name: str, *, longest: int, instead: str) -> str:
    """`name` as part of an address, numbered where another of its kind has it; `instead` of one without letters."""
    slug = slugify(name)[: longest - 5] or instead
    others = type(item)._base_manager.exclude(pk=item.pk).filter(slug__startswith=slug)
    taken = set(others.values_list("slug", flat=True))
    numbered = (f"{slug}-{number}" for number in count(2))
    return next(each for each in chain([slug], numbered) if each not in taken)
