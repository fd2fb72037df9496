"""CALDAV:calendar-query (RFC 4791 7.8): the members that match a filter."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from .contents import contents
from .elements import Wanted
from .exchange import bounded
from .matching import calendar_filter
from .properties import Members, calendar
from .resources import Collection, taking_place


def responses(collection: Collection, asked: Element, wanted: Wanted) -> Iterator[str]:
    """Days are Shanghai's, whatever time zone the request names: so are those of the fairs."""
    sought = calendar_filter(asked)
    members = Members(collection, wanted)
    listings = collection.listings if sought.known is not False else collection.listings.none()
    for start, end in sought.ranges():
        listings = taking_place(listings, start, end)
    rows = bounded(members.rows(listings, whole=sought.known is None))
    if sought.known is None:
        rows = (row for row in rows if sought.holds(contents(calendar(collection, row))))
    return map(members.response, rows)
