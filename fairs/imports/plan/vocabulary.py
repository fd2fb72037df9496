"""What the words in a plan may name: cities, venues and halls, batches, categories, organisations."""

import re
from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from fairs import names
from fairs.models import Category, Edition, Hall, Organisation, Region, Venue

_RANK = re.compile("(省|市|(壮族|回族|维吾尔)?自治区|特别行政区)$")  # people leave it out
_HALL_WORDS = re.compile(r"(号?(展?馆|展?厅)|号)$|^(hall|no\.?)\s*", re.IGNORECASE)
BATCHES = {
    "品牌精品展": "brand", "品牌展": "brand", "精品展": "brand",
    "常态化驻场展": "resident", "驻场展": "resident", "常态化展": "resident",
    "市场化优质展": "market", "优质展": "market", "市场化展": "market",
    "会议": "conference", "丰富多样会议": "conference", "会议活动": "conference",
}  # fmt: skip
MOST_HINTS = 100
Named = dict[str, list[Any]]


def _by_name(things: Iterable[Any], further: Any = lambda thing: ()) -> Named:
    """{a name without blanks and punctuation, or the code: what is called so}."""
    found: Named = defaultdict(list)
    for thing in things:
        called = (thing.code, thing.name_zh_hans, thing.name_en, *further(thing))
        for name in {names.plain(each) for each in called} - {""}:
            found[name].append(thing)
    return found


def _aliases(thing: Any) -> list[str]:
    return [*thing.aliases.splitlines()]


class Vocabulary:
    """Loaded once for a file, and only what its columns ask for."""

    def __init__(self) -> None:
        self.hints: dict[str, list[str]] = {}

    @cached_property
    def regions(self) -> Named:
        places = Region.objects.exclude(kind=Region.Kind.COUNTRY).select_related("parent__parent__parent")
        return _by_name(places, lambda region: [_RANK.sub("", region.name_zh_hans)])

    @cached_property
    def venues(self) -> Named:
        return _by_name(Venue.objects.select_related("region__parent__parent__parent"), _aliases)

    @cached_property
    def halls(self) -> dict[int, list[Hall]]:
        """{pk of a venue: its halls}."""
        found = defaultdict(list)
        for hall in Hall.objects.select_related("venue"):
            found[hall.venue_id].append(hall)
        return found

    @cached_property
    def categories(self) -> Named:
        return _by_name(Category.objects.all())

    @cached_property
    def organisations(self) -> Named:
        return _by_name(
            Organisation.objects.all(), lambda body: [names.company(body.name_zh_hans), names.company(body.name_en)]
        )

    @cached_property
    def batches(self) -> dict[str, str]:
        found = dict(BATCHES)
        for language in ("zh-hans", "en"):
            with override(language):
                found |= {names.plain(str(label)): value for value, label in Edition.Batch.choices}
        return found | {value: value for value in Edition.Batch.values}

    def region(self, said: str) -> Region:
        return self.only(said, self.regions.get(names.plain(said), []), self.regions)

    def venue(self, said: str, region: Region | None) -> Venue:
        """Of several with one name that of the row's city."""
        found = self.venues.get(names.plain(said), [])
        near = [venue for venue in found if region and _lies_in(venue.region, region)]
        return self.only(said, near or found, self.venues)

    def hall(self, said: str, venues: list[Venue]) -> Hall:
        if not venues:
            raise ValidationError(_("Give the venue of the hall too."))
        halls = [hall for venue in venues for hall in self.halls.get(venue.pk, [])]
        wanted = {names.plain(said), names.plain(_HALL_WORDS.sub("", said))}
        called = _by_name(halls)
        named = list(dict.fromkeys(hall for name in wanted for hall in called.get(name, [])))
        if len(named) == 1:
            return named[0]
        there = pgettext("list", ", ").join(hall.code for hall in halls[:30]) or _("none are entered")
        message = _("“%(said)s” is no hall there. Its halls: %(halls)s.")
        raise ValidationError(message % {"said": said[:40], "halls": there})

    def batch(self, said: str) -> str:
        if found := self.batches.get(names.plain(said)):
            return found
        known = pgettext("list", ", ").join(str(label) for label in Edition.Batch.labels)
        raise ValidationError(
            _("“%(said)s” is no batch: write one of %(known)s.") % {"said": said[:40], "known": known}
        )

    def category(self, said: str) -> Category:
        return self.only(said, self.categories.get(names.plain(said), []), self.categories)

    def organisation(self, said: str) -> Organisation | None:
        """None: not known here."""
        key = names.plain(said)
        found = self.organisations.get(key) or self.organisations.get(names.company(said)) or []
        return self.only(said, found, self.organisations) if found else None

    def only(self, said: str, found: list[Any], known: Named) -> Any:
        """The one that was meant. Raises ValidationError, which says which there are."""
        if len({thing.pk for thing in found}) == 1:
            return found[0]
        comma = pgettext("list", ", ")
        if found:
            several = comma.join(f"{thing} ({thing.code})" for thing in found[:5])
            message = _("“%(said)s” may be %(several)s: give the code.")
            raise ValidationError(message % {"said": said[:60], "several": several})
        near = comma.join(self.near(said, known))
        message = _("“%(said)s” is not known here. Valid names are on the template's last sheet.")
        if near:
            message = _("“%(said)s” is not known here. Is it %(near)s? Valid names are on the template's last sheet.")
        raise ValidationError(message % {"said": said[:60], "near": near})

    def near(self, said: str, known: Named) -> list[str]:
        """What is written alike; it takes long, so no file gets more than so many hints."""
        if said not in self.hints and len(self.hints) < MOST_HINTS:
            alike = get_close_matches(names.plain(said)[:60], list(known)[:5000], n=3, cutoff=0.5)
            self.hints[said] = list(dict.fromkeys(str(known[name][0]) for name in alike))
        return self.hints.get(said, [])


def _lies_in(region: Region, whole: Region) -> bool:
    return whole.pk in {region.pk, region.parent_id} or region.pk == whole.parent_id
