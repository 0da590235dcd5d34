"""Keeps the index of words: Wagtail's own index tells it what to add and to remove (backend.py)."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction

from ..models.words import Occurrence, Word
from .texts import weights_of

# Rows in one query; SQLite takes no more than some thirty thousand values.
AT_ONCE = 2_000


@transaction.atomic
def add(model: type[models.Model], items: Iterable[models.Model]) -> None:
    """Write anew what `items` of `model` say; nothing for a model that is not searched by words."""
    if not getattr(model, "is_searched_by_words", False):
        return
    weights = {item.pk: weights_of(item) for item in items}
    kind = ContentType.objects.get_for_model(model)
    words = _keys({word for found in weights.values() for word in found})
    wanted = {(words[word], pk): min(weight, 32_000) for pk, found in weights.items() for word, weight in found.items()}
    rows = Occurrence.objects.filter(content_type=kind)
    gone, changed = [], []
    for start in _steps(pks := list(weights)):
        for key, word, pk, weight in rows.filter(object_id__in=pks[start : start + AT_ONCE]).values_list(
            "pk", "word", "object_id", "weight"
        ):
            now = wanted.pop((word, pk), None)
            if now is None:
                gone.append(key)
            elif now != weight:
                changed.append(Occurrence(pk=key, weight=now))
    for start in _steps(gone):
        Occurrence.objects.filter(pk__in=gone[start : start + AT_ONCE]).delete()
    if changed:
        Occurrence.objects.bulk_update(changed, ["weight"], batch_size=AT_ONCE // 4)
    new = [
        Occurrence(word_id=word, content_type=kind, object_id=pk, weight=weight)
        for (word, pk), weight in wanted.items()
    ]
    # Two who save the same page in the same second write the same rows.
    Occurrence.objects.bulk_create(new, AT_ONCE, ignore_conflicts=True)


def remove(item: models.Model) -> None:
    kind = ContentType.objects.get_for_model(type(item))
    Occurrence.objects.filter(content_type=kind, object_id=item.pk).delete()


@transaction.atomic
def forget_gone() -> None:
    """Forget the items that are no more, and the words that nothing has."""
    for kind in ContentType.objects.filter(pk__in=Occurrence.objects.order_by().values("content_type").distinct()):
        gone, model = Occurrence.objects.filter(content_type=kind), kind.model_class()
        if model is not None:
            gone = gone.exclude(object_id__in=model._base_manager.order_by().values("pk"))
        gone.delete()
    Word.objects.filter(occurrences=None).delete()


@transaction.atomic
def clear() -> None:
    """Forget everything, without reading the hundred thousands of rows that Django would send a signal for."""
    with connection.cursor() as cursor:
        for model in (Occurrence, Word):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")


def _keys(texts):
    """The primary key of each word, new ones included."""
    texts, found = sorted(texts), {}
    for start in _steps(texts):
        part = texts[start : start + AT_ONCE]
        known = dict(Word.objects.filter(text__in=part).values_list("text", "pk"))
        if new := [text for text in part if text not in known]:
            Word.objects.bulk_create([Word(text=text) for text in new], ignore_conflicts=True)
            known |= dict(Word.objects.filter(text__in=new).values_list("text", "pk"))
        found |= known
    return found


def _steps(rows):
    return range(0, len(rows), AT_ONCE)
