"""The version of the content: one name for everything that visitors can be shown (docs/decisions/0025)."""

import secrets
import threading
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .checks import ChecksAtOnce
from .clean_text import CleanText
from .forms import ItemForm

TOKEN = 16  # bytes
# The row that a backup brings back is another one to PostgreSQL: whoever restores one need not think of this.
_QUERY = {
    "sqlite": "SELECT number, token FROM core_contentversion WHERE id = 1",
    "postgresql": "SELECT number, token, xmin::text FROM core_contentversion WHERE id = 1",
}
_here = threading.local()


class ContentVersion(models.Model):
    """A number that rises with every change a visitor can see, in the transaction of that change, and a name.

    Whatever is derived from content (a cached rollup, an ETag) carries the name in its key, so that nothing is ever
    purged by hand. The number comes back after a restore; the name never does, on no database of any site.
    """

    number = models.PositiveBigIntegerField(default=0, verbose_name=_("number"))
    token = models.CharField(max_length=2 * TOKEN, default="", db_default="", verbose_name=_("token"))
    changed_at = models.DateTimeField(null=True, verbose_name=_("last change"))

    class Meta:
        verbose_name = _("content version")

    def __str__(self):
        return str(self.number)

    @classmethod
    def current(cls) -> int:
        return cls.objects.values_list("number", flat=True).first() or 0

    @classmethod
    def name(cls) -> str:
        """The name of the content as it is now: one bare query, asked once per request (`of_one_request`).

        Content that is read after the name is never older than the name says.
        """
        found = getattr(_here, "name", None)
        if found is None:
            found = cls._ask()
            if cls.is_in_request():
                _here.name = found
        return found

    @classmethod
    def _ask(cls):
        # Not `connection`: that looks up which one it is at every name, which takes as long as the query.
        database = connections[DEFAULT_DB_ALIAS]
        if database.connection is not None and not database.in_atomic_block:
            # This query tells whether a connection that was kept still works; Django would ask another one before it.
            database.health_check_done = True
            try:
                return cls._name_in(database)
            except DatabaseError:
                database.close()
        return cls._name_in(database)

    @staticmethod
    def _name_in(database):
        with database.cursor() as cursor:
            cursor.execute(_QUERY.get(database.vendor, _QUERY["sqlite"]))
            return "-".join(map(str, cursor.fetchone() or ()))

    @classmethod
    def raise_number(cls, is_seen: bool = True) -> None:
        """Count one change, and when it was unless no visitor sees it. Joins the caller's transaction."""
        if getattr(_here, "is_one", False):
            return
        _here.name, _here.changes = None, getattr(_here, "changes", 0) + 1
        # By number alone, code of before the token would keep the name; by token alone nobody sees which came first.
        change = {"number": F("number") + 1, "token": secrets.token_hex(TOKEN)}
        change |= {"changed_at": timezone.now()} if is_seen else {}
        if not cls.objects.filter(pk=1).update(**change):
            # Only on a database that has never seen a change; a second process waits for the first.
            cls.objects.get_or_create(pk=1)
            cls.objects.filter(pk=1).update(**change)

    @classmethod
    @contextmanager
    def raised_once(cls, is_seen: bool = True):
        """One transaction in which thousands of changes count as one; not `is_seen` where all of them are drafts."""
        with transaction.atomic():
            cls.raise_number(is_seen)
            before, _here.is_one = getattr(_here, "is_one", False), True
            try:
                yield
            finally:
                _here.is_one = before

    @classmethod
    @contextmanager
    def of_one_request(cls):
        """While it lasts the name is asked once, and again after a change of its own."""
        is_within_another = cls.is_in_request()  # a preview is made by a request of its own
        _here.is_request, _here.name, _here.changes = True, None, 0
        try:
            yield
        finally:
            _here.is_request, _here.name, _here.changes = is_within_another, None, 0

    @classmethod
    def is_in_request(cls) -> bool:
        return getattr(_here, "is_request", False)

    @classmethod
    def keep_no_answer(cls) -> None:
        """What this request is sent holds for now only, though nothing changed: keep it for nobody."""
        _here.changes = getattr(_here, "changes", 0) + 1

    @classmethod
    def is_raised(cls) -> bool:
        """Whether this request changed something itself, or is sent what holds for now only."""
        return bool(getattr(_here, "changes", 0))

    @classmethod
    def lock(cls) -> None:
        """Wait for a change that is under way and hold up the next one, until the end of the caller's transaction."""
        list(cls.objects.select_for_update().values_list("pk"))


class VersionedContent(CleanText, ChecksAtOnce):
    """Content outside the page tree that visitors see; a save and the version share a transaction.

    Pages need no such base: Wagtail saves a page inside a transaction, signals included.
    """

    base_form_class = ItemForm

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        with transaction.atomic():
            super().save(*args, **kwargs)
