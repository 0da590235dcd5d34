"""An event in the words of https://schema.org/Event, as far as it is known and public."""

from dog_site.core.around.structured_data import image_of, node, one_or_all

from .models.choices import AttendanceMode, Status
from .moments import AMSTERDAM, Precision

STATUSES = {
    Status.PLANNED: "https://schema.org/EventScheduled",
    Status.MOVED: "https://schema.org/EventRescheduled",
    Status.POSTPONED: "https://schema.org/EventPostponed",
    Status.ONLINE: "https://schema.org/EventMovedOnline",
    Status.CANCELLED: "https://schema.org/EventCancelled",
}
MODES = {
    AttendanceMode.ON_SITE: "https://schema.org/OfflineEventAttendanceMode",
    AttendanceMode.ONLINE: "https://schema.org/OnlineEventAttendanceMode",
    AttendanceMode.BOTH: "https://schema.org/MixedEventAttendanceMode",
}
# The length of the known part of a date in ISO 8601.
DIGITS = {Precision.YEAR: len("2017"), Precision.MONTH: len("2017-05")}


def of_event(event, request, *, part_of, side_events, organisers, speakers) -> list[dict]:
    """`event` as schema.org Event; nothing when it has no date, which an Event needs.

    `part_of` is its public festival (with all its fields) or series, or None; `side_events` are the public ones;
    `organisers` and `speakers` are those that the page names.
    """
    if not event.when.is_known:
        return []
    is_side_event = isinstance(part_of, type(event))
    found = _in_short(event, request, festival=part_of if is_side_event else None)
    is_off = found["eventStatus"] in (STATUSES[Status.CANCELLED], STATUSES[Status.POSTPONED])
    details = node(
        "Event",
        description=event.description,
        image=image_of(event),
        eventAttendanceMode=MODES.get(event.attendance_mode),
        location=one_or_all(filter(None, [_place(event.public_venue), _online(event)])),
        organizer=one_or_all(_organiser(organiser) for organiser in organisers),
        performer=one_or_all(_person(speaker) for speaker in speakers),
        inLanguage=one_or_all(event.language.split("-") if event.language else []),
        superEvent=_in_short(part_of, request) if is_side_event else part_of and _series(part_of, request),
        subEvent=[_in_short(each, request, festival=event) for each in side_events if each.when.is_known],
        **(_free_of_charge(event, is_off) if event.is_free else {}),
    )
    return [{**found, **details}]


def starts(when) -> str:
    """schema.org startDate: "2017-09-05T19:30+02:00", "2017-09-05", "2017-05" or "2017"; `when` has a date."""
    return _moment(when.start) if when.is_exact and when.start_time else _day(when, when.start_date)


def ends(when) -> str | None:
    """schema.org endDate, or None where it is not known when it ends.

    A whole day ends on its last day, which is its first day when no other is given (the form says so).
    """
    if when.is_exact and when.end_time:
        return _moment(when.end)
    is_whole_day = when.is_exact and not when.start_time
    return _day(when, when.last_date) if when.end_date or is_whole_day else None


def _moment(moment):
    return moment.astimezone(AMSTERDAM).isoformat(timespec="minutes")


def _day(when, day):
    return day.isoformat()[: DIGITS.get(when.precision)]


def _in_short(event, request, festival=None):
    """The node of an event within that of another one. An event of a festival that is off is off with it."""
    address = event.get_full_url(request)
    status = festival.status if festival and festival.is_off and not event.is_off else event.status
    return node(
        "Event",
        **{"@id": f"{address}#evenement"},
        url=address,
        name=event.title,
        startDate=starts(event.when) if event.when.is_known else None,
        endDate=ends(event.when) if event.when.is_known else None,
        eventStatus=STATUSES[status],
        previousStartDate=(
            event.previous_start_date.isoformat() if event.previous_start_date and event.status_mark else None
        ),
    )


def _series(series, request):
    """schema.org EventSeries, by its name and address."""
    address = series.get_full_url(request)
    return node("EventSeries", **{"@id": f"{address}#reeks"}, url=address, name=series.title)


def _place(venue):
    """schema.org Place, with PostalAddress and GeoCoordinates as far as the venue has them."""
    if venue is None:
        return None
    # Venue.postcode takes Dutch postcodes only, so a postcode tells the country.
    country = "NL" if venue.postcode else None
    address = node(
        "PostalAddress",
        streetAddress=venue.street,
        postalCode=venue.postcode,
        addressLocality=venue.city,
        addressCountry=country,
    )
    return node(
        "Place", name=venue.name, address=address if len(address) > 1 else None, geo=_coordinates(venue.coordinates)
    )


def _coordinates(text):
    """schema.org GeoCoordinates of "53.2194, 6.5665"; None for anything else."""
    try:
        latitude, longitude = (float(part) for part in text.split(","))
    except ValueError:
        return None
    return node("GeoCoordinates", latitude=latitude, longitude=longitude)


def _online(event):
    """schema.org VirtualLocation: where to follow it, once that is known."""
    is_online = event.attendance_mode != AttendanceMode.ON_SITE
    return node("VirtualLocation", url=event.online_url) if is_online and event.online_url else None


def _organiser(participant):
    """schema.org Organization; a draft one is named in the words of the source only, without its website."""
    organisation = participant.organisation
    url = organisation.website if organisation and organisation.is_visible else None
    return node("Organization", name=participant.name, url=url)


def _person(speaker):
    """schema.org Person, as the programme announces them."""
    organisation = node("Organization", name=speaker.organisation) if speaker.organisation else None
    return node("Person", name=speaker.name, jobTitle=speaker.role, affiliation=organisation)


def _free_of_charge(event, is_off):
    """schema.org Offer with price 0; a search engine cannot repeat a price in words."""
    url = event.registration_url if event.registration_is_open and not is_off else None
    availability = "https://schema.org/SoldOut" if event.is_full else None
    offer = node("Offer", price=0, priceCurrency="EUR", url=url, availability=availability)
    return {"isAccessibleForFree": True, "offers": offer}
