"""A text to begin with: the headings of its parts, each with room below it."""


def outline(*headings: str) -> list[tuple[str, object]]:
    """The value of a body (BodyBlock) with these headings."""
    return [part for words in headings for part in (("heading", {"text": words, "level": "h2"}), ("text", ""))]
