def is_autosave(request) -> bool:
    """Autosave shows no messages: those of all its rounds would appear above the next page."""
    return not request.accepts("text/html")
