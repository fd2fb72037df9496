"""What is there already when a plan is looked at: the year's editions, earlier ones that keys name, and fairs."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q

from fairs import names
from fairs.models import DayBlock, Edition, EditionPlace, EditorialState, EventStatus, Fair

TITLES = ("title_zh_hans", "title_en")


@dataclass
class Other:
    """An edition of somebody else's; ``public``: whether its name may be told."""

    pk: int
    code: str
    titles: tuple[str, str]
    region: int
    public: bool
    venues: set[int] = field(default_factory=set)
    spans: list[Any] = field(default_factory=list)

    @cached_property
    def series(self) -> set[str]:
        return series_of(self.titles)


def series_of(titles: Iterable[str]) -> set[str]:
    return {names.series(title) for title in titles} - {""}


class Standing:
    """Loaded in a number of queries that no file changes."""

    def __init__(self, year: int, user: Any, keys: Iterable[str]) -> None:
        self.year, self.user, self.keys = year, user, sorted(set(keys))

    @cached_property
    def mine(self) -> list[Edition]:
        """What the user may edit of that year."""
        editions = Edition.objects.editable_by(self.user).filter(year=self.year).order_by("pk")
        return list(
            editions.select_related("fair", "region").prefetch_related(
                "blocks", "places__venue", "places__hall__venue", "organisers__organisation", "figures"
            )
        )

    @cached_property
    def series(self) -> dict[int, set[str]]:
        """{pk of each of mine: its series}."""
        return {edition.pk: series_of(getattr(edition, name) for name in TITLES) for edition in self.mine}

    @cached_property
    def titled(self) -> dict[str, list[Edition]]:
        """{a title without blanks and punctuation: mine that have it}."""
        found: dict[str, list[Edition]] = defaultdict(list)
        for edition in self.mine:
            for title in {names.plain(getattr(edition, name)) for name in TITLES} - {""}:
                found[title].append(edition)
        return found

    @cached_property
    def others(self) -> list[Other]:
        editions = Edition.objects.filter(year=self.year).exclude(event_status=EventStatus.CANCELLED)
        editions = editions.exclude(pk__in=Edition.objects.editable_by(self.user).values("pk")).order_by("pk")
        columns = ("pk", "code", *TITLES, "region_id", "editorial_state")
        found = {
            pk: Other(pk, code, (zh, en), region, state == EditorialState.PUBLISHED)
            for pk, code, zh, en, region, state in editions.values_list(*columns)
        }
        theirs: Any = editions.order_by().values("pk")
        for pk, venue in EditionPlace.objects.filter(edition__in=theirs).order_by().values_list("edition", "venue"):
            if pk in found:
                found[pk].venues.add(venue)
        complete = DayBlock.objects.filter(edition__in=theirs, first_day__isnull=False, last_day__isnull=False)
        for pk, first, last in complete.order_by().values_list("edition", "first_day", "last_day"):
            if pk in found:
                found[pk].spans.append((first, last))
        return list(found.values())

    @cached_property
    def keyed(self) -> dict[str, Edition]:
        seen = Edition.objects.visible_to(self.user).filter(code__in=self.keys)
        return {edition.code: edition for edition in seen.select_related("fair", "region")}

    @cached_property
    def fairs(self) -> dict[str, list[Fair]]:
        """{series: fairs of that name}, of those that the user may know."""
        unused = ~Exists(Edition.objects.filter(fair=OuterRef("pk")))
        found: dict[str, list[Fair]] = defaultdict(list)
        for fair in Fair.objects.filter(Q(pk__in=Fair.objects.visible_to(self.user).values("pk")) | unused):
            for series in series_of([fair.name_zh_hans, fair.name_en, *fair.aliases.splitlines()]):
                found[series].append(fair)
        return found

    @cached_property
    def numbers(self) -> dict[int, list[tuple[int, int | None, int, bool]]]:
        """{pk of a fair: (number, year, pk of the edition, published)}."""
        found = defaultdict(list)
        numbered = Edition.objects.filter(ordinal__isnull=False).order_by("pk")
        for fair, number, year, pk, state in numbered.values_list("fair", "ordinal", "year", "pk", "editorial_state"):
            found[fair].append((number, year, pk, state == EditorialState.PUBLISHED))
        return found
