"""The index of the site's own words (docs/decisions/0022): which things have a word, and how much it says of each."""

from django.contrib.contenttypes.models import ContentType
from django.db import models

from ..lists.stems import LENGTH


class Word(models.Model):
    """A word that something has or had, in the form in which it is searched (lists/stems.py)."""

    text = models.CharField(max_length=LENGTH, unique=True, editable=False)

    def __str__(self):
        return self.text


class Occurrence(models.Model):
    """A word in one page, organisation, document or other item; `weight` tells a title from a line far below."""

    # Without an index of their own: each comes first in one of those below.
    word = models.ForeignKey(Word, on_delete=models.CASCADE, related_name="occurrences", db_index=False)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+", db_index=False)
    object_id = models.PositiveBigIntegerField()
    weight = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id", "word"], name="occurrence_once"),
        ]
        indexes = [models.Index(fields=["word", "content_type", "object_id", "weight"], name="occurrence_of_word")]

    def __str__(self):
        return f"{self.word_id} × {self.weight}"
