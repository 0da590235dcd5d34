"""What stands before and after a place in the order of a list, without reading the list."""

from collections.abc import Mapping

from django.db.models import Q


def before(rows, place: Mapping[str, object]):
    """The row just before the place with these values; `rows` are in the order of their names. A query set of one."""
    return rows.filter(_beyond(place, "lt")).order_by(*(f"-{name}" for name in place))[:1]


def after(rows, place: Mapping[str, object]):
    """The row just after it, likewise."""
    return rows.filter(_beyond(place, "gt")).order_by(*place)[:1]


def _beyond(place, comparison):
    """The first name that differs decides, as in a telephone book."""
    found, alike = Q(pk__in=[]), Q()
    for name, value in place.items():
        found |= alike & Q(**{f"{name}__{comparison}": value})
        alike &= Q(**{name: value})
    return found
