from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model_string


class ImportRun(models.Model):
    """A file that was read into the register: what it was, who ran it, what came of it.

    Only its state changes, when the whole is taken back. `plan` holds what was decided and what was made.
    """

    class State(models.TextChoices):
        DONE = "gedaan", _("done")
        HANDED_IN = "ingediend", _("handed in")
        TAKEN_BACK = "teruggehaald", _("taken back")
        REFUSED = "geweigerd", _("refused")

    file_name = models.CharField(max_length=255, verbose_name=_("file"))
    sha256 = models.CharField(max_length=64, verbose_name=_("SHA-256"))
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("started by"),
    )
    started_at = models.DateTimeField(auto_now_add=True, verbose_name=_("started at"))
    rows_read = models.PositiveIntegerField(verbose_name=_("rows read"))
    rows_created = models.PositiveIntegerField(verbose_name=_("rows created"))
    rows_changed = models.PositiveIntegerField(default=0, db_default=0, verbose_name=_("rows changed"))
    rows_unchanged = models.PositiveIntegerField(verbose_name=_("rows unchanged"))
    rows_kept = models.PositiveIntegerField(
        verbose_name=_("rows kept"), help_text=_("Rows that an editor changed after an earlier run.")
    )
    rows_left_out = models.PositiveIntegerField(default=0, db_default=0, verbose_name=_("rows left out"))
    document = models.ForeignKey(
        get_document_model_string(),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("document"),
    )
    plan = models.JSONField(default=dict, verbose_name=_("plan"))
    state = models.CharField(max_length=20, choices=State, default=State.DONE, verbose_name=_("state"))

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-started_at", "-pk"]

    def __str__(self):
        return self.file_name


class ImportUpload(models.Model):
    """A file that somebody is preparing, with what was decided about it so far; a colleague can go on with it.

    It stands in the database and not among the files of the site: nobody else may read it, and nothing is left of it
    once it was handed in or thrown away.
    """

    file_name = models.CharField(max_length=255, verbose_name=_("file"))
    sha256 = models.CharField(max_length=64, unique=True, verbose_name=_("SHA-256"))
    content = models.BinaryField()
    # As funding/importing/decided.py reads them.
    decided = models.JSONField(default=dict)
    # Raised with each decision, so that two people do not decide over each other.
    version = models.PositiveIntegerField(default=0)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("started by"),
    )
    started_at = models.DateTimeField(auto_now_add=True, verbose_name=_("started at"))
    changed_at = models.DateTimeField(auto_now=True, verbose_name=_("changed at"))

    class Meta:
        verbose_name = _("file that is being prepared")
        verbose_name_plural = _("files that are being prepared")
        ordering = ["-changed_at", "-pk"]

    def __str__(self):
        return self.file_name
