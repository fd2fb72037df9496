"""Addresses of calendars, absolute, to be copied; and the ones by which other services subscribe to them."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from fairs.calendar.caldav.resources import MINE
from fairs.calendar.filters import CodesFilter, ListingFilterSet


def feed_address(name: str = "all", **asked: str) -> str:
    """Absolute, to be copied into a calendar, in the reader's language."""
    return _absolute(reverse("feed", args=[name]), _in_my_language(asked))


@dataclass(frozen=True)
class Addresses:
    """Of the calendar that is asked for: ``asked`` has a feed's parameters, those of codes with commas."""

    asked: dict[str, str]
    title: str

    @property
    def feed(self) -> str:
        """What to subscribe to."""
        return feed_address("upcoming", **self.asked)

    @property
    def everything(self) -> str:
        """With all of the past: short, where it is of one code. "" where days are asked for: it is the same."""
        if {"from", "to"} & self.asked.keys():
            return ""
        if one := self._one_code():
            rest = {name: value for name, value in self.asked.items() if name != one[0]}
            return _absolute(reverse("short-feed", args=one), _in_my_language(rest))
        return feed_address("all", **self.asked)

    @property
    def caldav(self) -> str:
        """A collection is of one code, or of everything; "" where there is none of this."""
        one = self._one_code()
        if self.asked.keys() - {"cancelled"} != ({one[0]} if one else set()):
            return ""
        language = "" if get_language() == settings.LANGUAGE_CODE else f"{get_language()}/"
        name = "-".join(one) if one else "all"
        return f"{settings.PUBLIC_URL}{reverse('caldav')}{language}calendars/{name}/"

    @property
    def webcal(self) -> str:
        return _webcal(self.feed)

    @property
    def google(self) -> str:
        """It hides what is cancelled, unless asked otherwise here."""
        shown = feed_address("upcoming", **{**self.asked, "cancelled": self.asked.get("cancelled", "visible")})
        return f"https://calendar.google.com/calendar/r?{urlencode({'cid': _webcal(shown)})}"

    @property
    def outlook(self) -> str:
        return self._outlook("outlook.live.com")

    @property
    def office(self) -> str:
        return self._outlook("outlook.office.com")

    @property
    def saving(self) -> str:
        """Where a user makes a personal feed of it."""
        return f"{reverse('mine')}?{urlencode(self.asked, safe=',')}".rstrip("?")

    @property
    def page(self) -> str:
        """Where these are offered, in this language whoever opens it."""
        return _absolute(reverse("calendars"), {**self.asked, "lang": get_language() or settings.LANGUAGE_CODE})

    def _outlook(self, host: str) -> str:
        asked = urlencode({"url": self.feed, "name": self.title}, quote_via=quote, safe="")
        return f"https://{host}/calendar/0/addfromweb?{asked}"

    def _one_code(self) -> tuple[str, str] | None:
        found = [(name, code) for name, code in self.asked.items() if _coded(name)]
        return found[0] if len(found) == 1 and "," not in found[0][1] else None


@dataclass(frozen=True)
class PersonalAddresses:
    """Of a personal feed, while its token is known."""

    token: str

    @property
    def feed(self) -> str:
        return _absolute(reverse("personal-feed", args=[self.token, "ics"]), {})

    @property
    def webcal(self) -> str:
        return _webcal(self.feed)

    @property
    def caldav(self) -> str:
        language = "" if get_language() == settings.LANGUAGE_CODE else f"{get_language()}/"
        return f"{settings.PUBLIC_URL}{reverse('caldav')}{language}{MINE}/"


def _coded(name: str) -> bool:
    return isinstance(ListingFilterSet.base_filters.get(name), CodesFilter) and name not in ListingFilterSet.nameless


def _in_my_language(asked: dict[str, str]) -> dict[str, str]:
    language = get_language() or settings.LANGUAGE_CODE
    return asked if language == settings.LANGUAGE_CODE else {**asked, "lang": language}


def _absolute(path: str, asked: dict[str, str]) -> str:
    query = urlencode(asked, safe=",")
    return f"{settings.PUBLIC_URL}{path}{query and '?'}{query}"


def _webcal(address: str) -> str:
    return re.sub("^https?", "webcal", address)
