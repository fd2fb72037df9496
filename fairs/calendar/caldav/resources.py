"""What there is under /caldav/, in Chinese, and the same in English under /caldav/en/.

/caldav/                        the root, from which clients find
/caldav/principal/              everybody who has not logged in, whose home is
/caldav/calendars/              with the collections
/caldav/calendars/all/          whole programme
/caldav/calendars/city-210200/  a facet and a code: any that feeds can be asked for, and
/caldav/calendars/all/<key>.ics their members

Under /caldav/mine/, and in English /caldav/en/mine/, is the same for the reader of a personal feed, who finds that feed
among the collections: /caldav/mine/calendars/<its UUID>/.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from fairs.calendar.entry import LANGUAGES
from fairs.calendar.filters import DEFAULT_KINDS, CodesFilter, ListingFilterSet
from fairs.calendar.ledger import Mark
from fairs.calendar.models import Facet, Listing, Occurrence, PersonalFeed
from fairs.calendar.personal import filtered, kinds_of
from fairs.calendar.questions import PUBLIC
from fairs.calendar.recurrence import LONGEST_ENTRY, LONGEST_OCCURRENCE

from .refusals import Refusal

WHOLE, MINE = "all", "mine"
LISTED = ("batch", "city", "venue")
"""Facets whose collections the home lists: of reference data, public by themselves."""
_FILE = re.compile(r"([A-Za-z0-9._:-]+)\.ics")


@dataclass(frozen=True)
class Site:
    """All of it in one language, as of a watermark that was read before any row.

    ``feed``: of the reader who has shown the token of one. ``mine``: it is what lies under /caldav/mine/.
    """

    language: str
    mark: Mark
    feed: PersonalFeed | None = None
    mine: bool = False

    def address(self, *steps: str) -> str:
        language = () if self.language == LANGUAGES[0] else (self.language,)
        mine = (MINE,) if self.mine else ()
        return reverse("caldav") + "".join(f"{step}/" for step in (*language, *mine, *steps))

    @property
    def principal(self) -> "Principal":
        """The reader's."""
        return Principal(replace(self, mine=self.feed is not None))

    @property
    def column(self) -> str:
        return f"vevent_{self.language.replace('-', '_')}"


@dataclass(frozen=True)
class Root:
    site: Site

    @property
    def address(self) -> str:
        return self.site.address()


@dataclass(frozen=True)
class Principal:
    site: Site

    @property
    def address(self) -> str:
        return self.site.address("principal")


@dataclass(frozen=True)
class Home:
    site: Site

    @property
    def address(self) -> str:
        return self.site.address("calendars")

    def collections(self) -> "list[Collection]":
        """What is the reader's own, the whole, and what there is of each facet listed."""
        found: list[Collection] = [Personal.of(self.site, self.site.feed)] if self.site.mine and self.site.feed else []
        found.append(Collection(self.site, WHOLE))
        for facet, codes in Facet.objects.codes(*LISTED).items():
            names = ListingFilterSet.base_filters[facet].extra["known"](codes)
            found += [Collection(self.site, f"{facet}-{code}", str(names[code])) for code in codes if code in names]
        return found


@dataclass(frozen=True)
class Collection:
    """``called``: the name of what it is of, where that is known already. :func:`collection` checks ``name``."""

    site: Site
    name: str
    called: str = ""

    @cached_property
    def address(self) -> str:
        return self.site.address("calendars", self.name)

    @property
    def place(self) -> str:
        return f"{self.site.language}/{self.name}"

    @property
    def title(self) -> str:
        names = [self.called] if self.called else self.filters.names()
        return " · ".join([_("Fairs of Liaoning"), *names])

    @property
    def query(self) -> QueryDict:
        """What a feed is asked for to hold the same."""
        facet, __, code = self.name.partition("-")
        asked = QueryDict(mutable=True)
        asked.update({} if self.name == WHOLE else {facet: code})
        return asked

    @cached_property
    def filters(self) -> ListingFilterSet:
        return ListingFilterSet(self.query, Listing.objects.readable_by(PUBLIC).current())

    @cached_property
    def listings(self) -> "QuerySet[Listing]":
        return self.filters.answer()

    def changed(self, since: int) -> "QuerySet[Listing]":
        """All of its kinds that changed after a revision, tombstones and what it never held included."""
        return Listing.objects.readable_by(PUBLIC).filter(kind__in=DEFAULT_KINDS, revision__gt=since)

    def address_of(self, key: str) -> str:
        return f"{self.address}{key}.ics"

    def key_of(self, address: str) -> str:
        """ "" for what is no address of a member's."""
        try:
            path = unquote(urlsplit(address).path)
        except ValueError:
            return ""
        file = _FILE.fullmatch(path.removeprefix(self.address))
        return file[1] if file else ""


@dataclass(frozen=True)
class Personal(Collection):
    """A personal feed; without its days that roll and its reminders, which are the subscribed file's."""

    feed: PersonalFeed = field(kw_only=True)

    @classmethod
    def of(cls, site: Site, feed: PersonalFeed) -> "Personal":
        return cls(site, str(feed.uuid), feed.name, feed=feed)

    @property
    def place(self) -> str:
        """Tokens are of what it holds: of what is chosen into it or out of it, no revision tells."""
        return f"{super().place}/{self.feed.digest}"

    @property
    def title(self) -> str:
        return self.feed.name

    @cached_property
    def filters(self) -> ListingFilterSet:
        return filtered(self.feed)

    def changed(self, since: int) -> "QuerySet[Listing]":
        readable = Listing.objects.readable_by(self.feed)
        return readable.filter(kind__in=kinds_of(self.feed), revision__gt=since)


@dataclass(frozen=True)
class Member:
    collection: Collection
    key: str

    @property
    def address(self) -> str:
        return self.collection.address_of(self.key)

    @property
    def listings(self) -> "QuerySet[Listing]":
        return self.collection.listings.filter(key=self.key)


Resource = Root | Principal | Home | Collection | Member


def located(path: str, mark: Mark) -> tuple[Site, list[str]]:
    """``path`` from /caldav/ on, with or without its last slash: its language, whether it is personal, what follows."""
    steps = path.rstrip("/").split("/") if path.strip("/") else []
    language = steps.pop(0) if steps and steps[0] in LANGUAGES[1:] else LANGUAGES[0]
    mine = steps[:1] == [MINE]
    return Site(language, mark, mine=mine), steps[mine:]


def resource(site: Site, steps: list[str]) -> Resource:
    """Whether a member exists is for its readers to see."""
    match steps:
        case []:
            return Root(site)
        case ["principal"]:
            return Principal(site)
        case ["calendars"]:
            return Home(site)
        case ["calendars", name]:
            return collection(site, name)
        case ["calendars", name, file] if key := _FILE.fullmatch(file):
            return Member(collection(site, name), key[1])
    raise Refusal(404)


def collection(site: Site, name: str) -> Collection:
    found, facet = Collection(site, name), name.partition("-")[0]
    if site.mine and site.feed and name == str(site.feed.uuid):
        found = Personal.of(site, site.feed)
    elif name != WHOLE:
        coded = isinstance(ListingFilterSet.base_filters.get(facet), CodesFilter)
        if not coded or facet in ListingFilterSet.nameless or "," in name:
            raise Refusal(404)
    try:
        found.filters.answer()
    except ValidationError as error:
        raise Refusal(404) from error
    return found


def taking_place(listings: "QuerySet[Listing]", start: datetime, end: datetime) -> "QuerySet[Listing]":
    """Those with an occurrence between two instants."""
    occurrences = Occurrence.objects.filter(start__gt=start - LONGEST_OCCURRENCE, start__lt=end, end__gt=start)
    within = listings.filter(start__gt=start - LONGEST_ENTRY, start__lt=end, end__gt=start)
    return within.filter(Q(recurring=False) | Q(pk__in=occurrences.values("listing")))
