"""With what the form of a new item opens, beside the defaults of its fields."""


def suggested(model: type) -> dict:
    """What the class method `suggested` of a model gives, by the name of the field; nothing where it has none."""
    return model.suggested() if hasattr(model, "suggested") else {}
