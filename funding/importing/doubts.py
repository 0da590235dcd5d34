"""Where a cell can be read, and only a person knows whether it means that."""

from django.core.exceptions import ValidationError


class Doubt(ValidationError):
    """A cell that probably says `suggestion`; its sentence asks whether it does.

    `suggestion` is what the function that raises this would have returned, so an amount comes with its state.
    """

    def __init__(self, sentence, suggestion):
        super().__init__(sentence, code="doubt")
        self.suggestion = suggestion
