"""Rules of attention that hold for several kinds of page; a room makes them for its own (core/editing/attention.py)."""

from django.utils.translation import gettext_lazy as _

from ..kept import kept
from ..models import DogImage
from .attention import Kind, RuleOfPages


class WithoutSummary(RuleOfPages):
    """Public pages of `model` without a summary of their own: lists and search engines show the start of the text."""

    kind = Kind.TEXTS
    sentence = _("no summary of its own")
    todo = _("the summary")
    action = _("Write the summary")
    panel = "summary"

    def __init__(self, model, of_many):
        self.name = f"{model._meta.model_name}_without_summary"
        self.model, self.of_many = model, of_many

    def pages(self):
        return self.model.objects.visible().filter(summary="")

    def is_done(self, content):
        return bool(content.get("summary"))


class WithSilentPicture(RuleOfPages):
    """Public pages of `model` with an image above the text of which nobody wrote what it shows."""

    kind = Kind.MEDIA
    sentence = _("the image above the text has no description")
    todo = _("the description of the image")
    action = _("Describe the image")
    panel = "image"

    def __init__(self, model, of_many):
        self.name = f"{model._meta.model_name}_with_silent_picture"
        self.model, self.of_many = model, of_many

    def pages(self):
        return self.model.objects.visible().filter(image__description="")

    def is_done(self, content):
        image = content.get("image")
        return not isinstance(image, int) or image not in kept("images:silent", _silent_images)


def _silent_images():
    return frozenset(DogImage.objects.filter(description="").values_list("pk", flat=True))


def is_text(stored) -> bool:
    """Whether what is stored of a text has anything in it."""
    return bool(stored) and stored != "[]"
