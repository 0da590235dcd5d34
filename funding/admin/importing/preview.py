"""Step 4: what happens to each row. A row is mended, answered or left out here, and the whole is read anew."""

from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from funding.importing import told
from funding.importing.cells import Unreadable
from funding.importing.plan import Outcome
from funding.importing.upset import upset

from .lines import lines
from .steps import ABOUT_NAMES, UploadStep, address
from .totals import theme_lines

OPEN = (Outcome.REFUSED, Outcome.DOUBTFUL)
# So many rows stand on one page, and so many numbers of open ones in the foot.
ON_A_PAGE, NAMED = 100, 8
# The longest text that a cell is read for (funding/importing/planned.py).
TYPED = forms.CharField(required=False, max_length=10_000)


class PreviewView(UploadStep):
    name = "preview"

    def get_context_data(self, **kwargs):
        plan, table, shown = self.prepared.plan, self.prepared.table, self.shown
        found = lines(self.prepared, shown)
        page = Paginator(found, ON_A_PAGE).get_page(self.request.GET.get("p"))
        still_open = [row.number for row in plan.rows if row.outcome in OPEN]
        return super().get_context_data(**kwargs) | {
            "plan": plan,
            "counted": told.counted(plan),
            "printed": len(table.printed),
            "counts": [(outcome, count) for outcome, count in plan.counts.items() if count],
            "shown": shown,
            "page": page,
            "before": self._query(shown, page.number - 1),
            "after": self._query(shown, page.number + 1),
            "not_read": [told.left_out_in_words(each) for each in table.left_out],
            "totals": theme_lines(self.prepared),
            "upset": upset(plan),
            "sheet": self.prepared.sheet,
            "open": still_open,
            "open_named": still_open[:NAMED],
            "open_more": len(still_open[NAMED:]),
            **self._next_open(still_open, page),
        }

    @property
    def shown(self):
        shown = self.request.GET.get("toon")
        return shown if shown in Outcome.values else ""

    @staticmethod
    def _query(shown, page):
        asked = ({"toon": shown} if shown else {}) | ({"p": page} if page > 1 else {})
        return f"?{urlencode(asked)}" if asked else "?"

    def _next_open(self, still_open, page):
        """The first open row and where it is: on this page, else among all rows."""
        if not still_open:
            return {}
        here = {line.number for line in page}
        row, place = next((each for each in still_open if each in here), None), ""
        if row is None:
            row = still_open[0]
            place = [line.number for line in lines(self.prepared)].index(row) // ON_A_PAGE + 1
            place = self._query("", place)
        return {"next_row": row, "next_open": f"{place}#rij-{row}"}

    def post(self, request, pk):
        try:
            posted = _Posted(request.POST, self.prepared)
        except Unreadable as error:
            return self.back(error)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return self._here("")
        is_kept = self.decide(**posted.decided())
        return self._here(f"#rij-{posted.row}" if posted.row and is_kept else "")

    def _here(self, anchor):
        page = self.request.GET.get("p", "")
        page = int(page) if _is_number(page) else 1
        return redirect(f"{address(self.name, self.upload)}{self._query(self.shown, page)}{anchor}")


class _Posted:
    """What was answered, typed and left out, as far as it is about rows and questions of this file.

    Raises ValidationError, with a sentence, for anything else.
    """

    def __init__(self, posted, prepared):
        self.before = prepared.decided
        self.rows = {row.number: row for row in prepared.plan.rows}
        self.questions = {question.key: question for question in prepared.plan.questions}
        whys = [why for line in lines(prepared) for why in line.why]
        self.fields = {why.field.name: why.field for why in whys if why.field}
        self.row = None
        self.answers = dict(self._answers(posted))
        self.typed = dict(self._typed(posted))
        self.left_out, self.taken, self.undone = (
            {self._row(text) for text in posted.getlist(name)} for name in ("leave_out", "take", "undo")
        )

    def _answers(self, posted):
        for name, values in posted.lists():
            # A question in several rows is asked in each: a button stands behind the choices that were left open.
            given = [value for value in values if value] if name.startswith("answer-") else ()
            if not given:
                continue
            question = self.questions.get(name.removeprefix("answer-"))
            if question is None or given[-1] not in dict(question.options):
                raise ValidationError(
                    _("That question is not open any more, or does not have that answer. This is how it stands now.")
                )
            self.row = self.row or question.rows[0]
            yield question.key, given[-1]

    def _typed(self, posted):
        for name, value in posted.items():
            if not name.startswith("cell-"):
                continue
            field = self.fields.get(name)
            if field is None:
                raise ValidationError(_("That cell is not in doubt any more. This is how the rows stand now."))
            text = TYPED.clean(value)
            key = name.removeprefix("cell-")
            # What was shown and not typed over stays the cell of the file, with the number that it holds; and who
            # says yes to what was read means that, whatever stands beside it.
            if text != " ".join(field.value.split()) and text != field.value and f"cel:{key}" not in self.answers:
                self.row = self.row or int(key.partition(":")[0])
                yield key, text

    def _row(self, text):
        if not _is_number(text) or int(text) not in self.rows:
            raise ValidationError(_("That row is not in the file. This is how the rows stand now."))
        self.row = int(text)
        return self.row

    def decided(self) -> dict:
        answers, typed = (self.before.get(name) or {} for name in ("answers", "typed"))
        # An answer was about what the cell held then.
        answers = {key: each for key, each in answers.items() if key.removeprefix("cel:") not in self.typed}
        for row in self.undone:
            typed = {key: text for key, text in typed.items() if not key.startswith(f"{row}:")}
            answers = {key: each for key, each in answers.items() if not _is_about(key, row)}
        left_out = (set(self.before.get("left_out") or ()) | self.left_out) - self.taken
        return {"answers": answers | self.answers, "typed": typed | self.typed, "left_out": sorted(left_out)}


def _is_about(key, row):
    kind, _colon, about = key.partition(":")
    return f"{kind}:" not in ABOUT_NAMES and f"{about}:".startswith(f"{row}:")


def _is_number(text):
    return text.isascii() and text.isdecimal() and len(text) < 9
