from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedFiltersManager(models.Manager):
    def of(self, user, listing: str) -> str:
        """How `user` left the list: the end of its address, or nothing."""
        return self.filter(user=user, listing=listing).values_list("query", flat=True).first() or ""

    def save_for(self, user, listing: str, query: str) -> None:
        """Keep how `user` leaves the list; without filters nothing is kept."""
        if query:
            self.update_or_create(user=user, listing=listing, defaults={"query": query})
        else:
            self.filter(user=user, listing=listing).delete()


class SavedFilters(models.Model):
    """The filters with which somebody left a list of the desk.

    A row and not the session: a session ends with the log-out, and is another one on another computer.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    listing = models.CharField(max_length=100, verbose_name=_("list"))
    query = models.TextField(verbose_name=_("filters"))

    objects = SavedFiltersManager()

    class Meta:
        verbose_name = _("saved filters")
        verbose_name_plural = _("saved filters")
        constraints = [models.UniqueConstraint(fields=["user", "listing"], name="filters_saved_once")]

    def __str__(self):
        return f"{self.listing}: {self.query}"
