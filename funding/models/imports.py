from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportRun(models.Model):
    """A file that was read into the register: what it was, who ran it, what came of it. Never changes."""

    class State(models.TextChoices):
        DONE = "gedaan", _("done")
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
    rows_unchanged = models.PositiveIntegerField(verbose_name=_("rows unchanged"))
    rows_kept = models.PositiveIntegerField(
        verbose_name=_("rows kept"), help_text=_("Rows that an editor changed after an earlier run.")
    )
    plan = models.JSONField(default=dict, verbose_name=_("plan"))
    state = models.CharField(max_length=20, choices=State, default=State.DONE, verbose_name=_("state"))

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-started_at", "-pk"]

    def __str__(self):
        return self.file_name
