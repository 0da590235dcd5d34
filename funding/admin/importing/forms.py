"""What is asked at each step of an import; what was decided before stands in it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from funding.importing.cells import Unreadable
from funding.importing.choices import OF_ORGANISATION, Question
from funding.importing.columns import Column, letters
from funding.importing.prepared import PASTED, Prepared
from funding.importing.reading.limits import FILE as LARGEST

from ...models import SourceDocument, Stage
from ...models.entries import FIRST_YEAR

# The last row that a spreadsheet can have.
LAST_ROW = 1_048_576


class FileForm(forms.Form):
    """A file, or a table that was copied from a document."""

    file = forms.FileField(
        required=False,
        label=_("File"),
        help_text=_("An Excel file (.xlsx), an OpenDocument sheet (.ods) or a CSV file, of at most 10 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.ods,.csv,.txt,.tsv"}),
    )
    text = forms.CharField(
        required=False,
        strip=False,
        label=_("Or paste a table"),
        help_text=_("Copied from Word, a PDF or a web page, with the row of headings."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def clean(self):
        """The file is read here once, so that what cannot be read is said where it was chosen."""
        file, text = self.cleaned_data.get("file"), self.cleaned_data.get("text", "")
        if self.errors:
            return
        if bool(file) == bool(text.strip()):
            raise ValidationError(_("Choose a file or paste a table: one of the two."))
        name = file.name if file else PASTED
        # One byte more than is read is enough to be refused.
        content = file.read(LARGEST + 1) if file else text.encode()
        prepared = Prepared(name[-255:], content, {} if file else {"is_pasted": True})
        try:
            prepared.reading  # noqa: B018 - reading it is the check
        except Unreadable as error:
            self.add_error("file" if file else "text", error)
        self.cleaned_data["prepared"] = prepared


class ColumnsForm(forms.Form):
    """Where the table is, and what each of its columns holds."""

    sheet = forms.ChoiceField(label=_("Sheet"))
    header = forms.IntegerField(
        label=_("Row of the headings"),
        min_value=1,
        max_value=LAST_ROW,
        required=False,
        help_text=_("Empty: where it seems to be."),
    )
    encoding = forms.ChoiceField(
        label=_("Characters"),
        required=False,
        choices=[("", _("as they seem to be")), *((name, name) for name in ("utf-8", "cp1252", "utf-16"))],
        help_text=_("Choose another one where é or € looks wrong."),
    )
    delimiter = forms.ChoiceField(
        label=_("Between the cells"),
        required=False,
        choices=[
            ("", _("as it seems to be")),
            (";", _("a semicolon")),
            (",", _("a comma")),
            ("\t", _("a tab")),
            ("|", _("a bar")),
        ],
    )

    def __init__(self, data, prepared: Prepared):
        super().__init__(data, initial=prepared.decided | {"sheet": prepared.sheet.name})
        self.fields["sheet"].choices = [(sheet.name, sheet.name) for sheet in prepared.reading.sheets]
        if len(prepared.reading.sheets) == 1:
            del self.fields["sheet"]
        if prepared.reading.kind != "csv":
            del self.fields["encoding"], self.fields["delimiter"]
        try:
            header = prepared.header
        except Unreadable:
            header = None
        self.places = list(enumerate(header.columns)) if header else []
        for place, column in self.places:
            heading = header.headings[place] if place < len(header.headings) else ""
            self.fields[f"column-{place}"] = forms.ChoiceField(
                required=False,
                label=f"{letters(place)}: {heading or _('without a heading')}",
                choices=[("", pgettext_lazy("column", "not read")), *Column.choices],
                initial=column.value if column else "",
            )

    def decided(self) -> dict:
        """What was decided; the columns only where a person chose another one than was guessed."""
        values = self.cleaned_data
        columns = {
            str(place): values[f"column-{place}"]
            for place, column in self.places
            if values[f"column-{place}"] != (column.value if column else "")
        }
        chosen = {name: values.get(name) or "" for name in ("sheet", "header", "encoding", "delimiter")}
        return chosen | {"columns": columns}

    def about_table(self):
        """The fields beside those of the columns, which stand above them."""
        return [field for field in self if not field.name.startswith("column-")]

    def heads(self, width: int) -> list[tuple]:
        """The name of each column of the sheet with its field; None where nothing can be chosen yet."""
        chosen = dict(self.places)
        return [(letters(place), self[f"column-{place}"] if place in chosen else None) for place in range(width)]


class ValuesForm(forms.Form):
    """What holds for all rows, and which theme, organisation or project is meant where that is not sure."""

    year = forms.TypedChoiceField(
        label=_("Year"), coerce=int, empty_value=None, required=False, help_text=_("Where a row does not name it.")
    )
    stage = forms.ChoiceField(
        label=_("Stage"), choices=Stage.choices, help_text=_("Where a row does not name it. Example: granted.")
    )
    source = forms.ModelChoiceField(
        SourceDocument.objects.all(),
        required=False,
        label=_("Source"),
        empty_label=_("this file itself"),
        help_text=_("The document that states these figures, where it is on the site already."),
    )
    place = forms.CharField(
        max_length=60,
        required=False,
        label=_("Place in the source"),
        help_text=_("What goes before the row. Example: bijlage 1 gives “bijlage 1, rij 3”."),
    )
    makes_projects = forms.BooleanField(
        required=False,
        label=_("Make a draft of a page for each project that has none"),
        help_text=_("Otherwise the entries have no project page until somebody chooses one."),
    )

    remembers = forms.BooleanField(
        required=False,
        label=_("Remember these names"),
        help_text=_("An organisation that you choose from the list gets this spelling too, once a colleague approves."),
    )

    def __init__(self, data, prepared: Prepared, questions: tuple[Question, ...]):
        decided = prepared.decided
        start = {name: decided.get(name) for name in ("source", "place", "makes_projects", "remembers")}
        super().__init__(data, initial=start | {"year": prepared.choices.year, "stage": prepared.choices.stage})
        years = range(timezone.localdate().year + 1, FIRST_YEAR - 1, -1)
        self.fields["year"].choices = [("", "---------"), *((year, str(year)) for year in years)]
        if not prepared.choices.may_add_projects:
            del self.fields["makes_projects"]
        if not any(question.key.startswith(OF_ORGANISATION) for question in questions):
            del self.fields["remembers"]
        self.questions = {f"answer-{number}": question for number, question in enumerate(questions)}
        for name, question in self.questions.items():
            self.fields[name] = forms.ChoiceField(
                required=False,
                label=question.text,
                choices=[("", _("not decided yet")), *question.options],
                initial=prepared.choices.answer(question),
            )

    def about_names(self):
        return [self[name] for name in (*self.questions, "remembers") if name in self.fields]

    def about_all(self):
        return [field for field in self if field.name not in (*self.questions, "remembers")]

    def decided(self) -> dict:
        values = self.cleaned_data
        source = values["source"]
        return {
            "year": values["year"],
            "stage": values["stage"],
            "place": values["place"],
            "source": source and source.pk,
            "makes_projects": values.get("makes_projects", False),
            "remembers": values.get("remembers", False),
        }

    def answers(self) -> dict[str, str]:
        return {
            question.key: self.cleaned_data[name]
            for name, question in self.questions.items()
            if self.cleaned_data.get(name)
        }


class HandInForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed where figures change that visitors saw. The history of each entry keeps it."),
    )
