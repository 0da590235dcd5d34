"""The form of a document, with words for editors."""

from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm

from ..numbers.days import DayField


class DocumentForm(BaseDocumentForm):
    class Meta(BaseDocumentForm.Meta):
        field_classes = {"date": DayField}
        help_texts = {
            "title": _("What visitors read at the link. Example: Letter to the council of 14 March 2018."),
            "collection": _("The folder in which it is kept."),
            "tags": _("Words by which you find it again, with a comma between them. Example: council, 2017."),
            "language": _("In which it is written: nl or en."),
            "date": _("The day that stands on it. Example: 14-03-2018."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"].help_text = _("A PDF that can be read aloud serves everybody; else a text or a table.")
