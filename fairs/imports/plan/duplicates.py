"""What may be there already under nearly the same title: in a row above, or entered by oneself or by others.

Of what others keep to themselves no more is said than that there is something, and only at the same venue on the same
days, as wherever editions are doubted.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from fairs import names

from .standing import Standing

Spans = list[Any]


@dataclass(frozen=True)
class Candidate:
    """``told``: what is said of it, with its ``params``; "" where it may not be named.

    ``settled``: a row says by its key which it is, so that another one with a key is something else.
    """

    series: set[str]
    region: int | None
    venues: set[int]
    told: str = ""
    params: dict[str, Any] = field(default_factory=dict)
    spans: Spans = field(default_factory=list)
    settled: bool = False

    def near(self, other: "Candidate") -> bool:
        """Hidden ones only where both would stand in one place at one time."""
        held = bool(self.venues & other.venues)
        if self.told:
            return held or (other.region is not None and other.region == self.region)
        return held and any(_overlap(mine, theirs) for mine in self.spans for theirs in other.spans)


class Candidates:
    def __init__(self, standing: Standing, named: set[int]) -> None:
        """``named``: primary keys of mine that rows are about."""
        mine = _("May be “%(title)s”: if it is, give its key, %(key)s.")
        theirs = _("Another organisation published “%(title)s” (%(key)s).")
        self.known = [
            Candidate(
                standing.series[e.pk], e.region_id, {place.venue_id for place in e.places.all()}, mine,
                {"title": e, "key": e.code}, settled=e.pk in named,
            )
            for e in standing.mine
        ]  # fmt: skip
        for other in standing.others:
            params = {"title": next(filter(None, other.titles)), "key": other.code} if other.public else {}
            told = theirs if other.public else ""
            self.known.append(Candidate(other.series, other.region, other.venues, told, params, other.spans))

    def of(self, row: Candidate) -> Iterator[str]:
        """Why the row may be there already."""
        for known in self.known:
            if not (known.settled and row.settled) and alike(known.series, row.series) and known.near(row):
                hidden = _("Another edition has nearly the same title, at the same venue on the same days.")
                yield known.told % known.params if known.told else hidden

    def add(self, row: Candidate) -> None:
        """For the rows below."""
        self.known.append(row)


def alike(one: Iterable[str], other: Iterable[str]) -> bool:
    return any((a in b or b in a) and names.one_series(a, b) for a in one for b in other)


def _overlap(one: Any, other: Any) -> bool:
    """A row's last day may be open."""
    return bool(one[0] <= (other[1] or other[0]) and other[0] <= (one[1] or one[0]))
