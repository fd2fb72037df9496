"""Two rows that are one company become one: all that the one has goes to the other, to which its code leads."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from .calendar import ledger
from .calendar.models import PersonalFeed
from .entries.participations import audience_of
from .models import AdmissionStatus, Distinction, Exhibitor, MatchKey, NeighbourWish, Participation, StandPlan

LARGEST_GROUP = 12  # at one address, say: then it is an association's, and tells nothing
STRENGTH = [
    AdmissionStatus.ADMITTED, AdmissionStatus.WAITING, AdmissionStatus.APPLIED, AdmissionStatus.WITHDRAWN,
    AdmissionStatus.DECLINED,
]  # fmt: skip
FILLED = (
    "name_zh_hans", "name_en", "region", "address_zh_hans", "address_en", "description_zh_hans", "description_en",
    "website", "organisation", "source",
)  # fmt: skip


@dataclass(frozen=True)
class Candidate:
    """Two that may be one, the older first; ``kinds``: by what."""

    first: Exhibitor
    second: Exhibitor
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Clash:
    """Both take part in one edition: ``stays`` takes over what ``goes`` has there."""

    stays: Participation
    goes: Participation


def candidates(exhibitors: Any, most: int) -> list[Candidate]:
    """Pairs among these that share a name, a website or an address and are not known to be two."""
    elsewhere = MatchKey.objects.filter(kind=OuterRef("kind"), value=OuterRef("value"))
    shared = MatchKey.objects.filter(
        Exists(elsewhere.exclude(exhibitor=OuterRef("exhibitor"))), exhibitor__in=exhibitors.order_by().values("pk")
    )
    groups = defaultdict(list)
    for kind, value, pk in shared.order_by("kind", "value", "exhibitor").values_list("kind", "value", "exhibitor"):
        groups[kind, value].append(pk)
    pairs = defaultdict(set)
    for (kind, _value), pks in groups.items():
        for pair in combinations(pks, 2) if len(pks) <= LARGEST_GROUP else ():
            pairs[pair].add(kind)
    for distinct in Distinction.objects.values_list("first", "second"):
        pairs.pop(distinct, None)
    likely = sorted(pairs.items(), key=lambda each: ("name" not in each[1], -len(each[1]), each[0]))[:most]
    found = Exhibitor.objects.select_related("region").in_bulk({pk for pair, _kinds in likely for pk in pair})
    return [Candidate(found[a], found[b], tuple(sorted(kinds))) for (a, b), kinds in likely]


def distinguish(one: Exhibitor, other: Exhibitor) -> None:
    """Remember that they are two."""
    first, second = sorted((one.pk, other.pk))
    Distinction.objects.get_or_create(first_id=first, second_id=second)


def clashes(kept: Exhibitor, gone: Exhibitor) -> list[Clash]:
    """Editions in which both take part; what is further on its way into the catalogue stays."""
    parts = Participation.objects.select_related("edition", "exhibitor", "pavilion", "main")
    theirs = {part.edition_id: part for part in parts.filter(exhibitor=gone)}
    found = []
    for mine in parts.filter(exhibitor=kept, edition__in=theirs).order_by("edition"):
        stays, goes = sorted((mine, theirs[mine.edition_id]), key=lambda part: STRENGTH.index(part.status))
        found.append(Clash(stays, goes))
    return found


def merge(kept: Exhibitor, gone: Exhibitor, reason: str = "") -> Exhibitor:
    """In one transaction, all or nothing. Raises ValidationError when one of them has been merged already."""
    with ledger.writing(), transaction.atomic():
        both = Exhibitor.objects.filter(pk__in=[kept.pk, gone.pk]).order_by("pk")
        rows = {exhibitor.pk: exhibitor for exhibitor in both.select_for_update(no_key=True)}
        if len(rows) != 2:
            raise ValidationError(_("Choose two exhibitors."))
        kept, gone = rows[kept.pk], rows[gone.pk]
        if kept.merged_into_id or gone.merged_into_id:
            raise ValidationError(_("One of them has been merged already."))
        _lock_parts(rows)
        for clash in clashes(kept, gone):
            _into(clash.stays, clash.goes, reason)
        for manager in (gone.participations, gone.products):
            for row in manager.all():
                row.exhibitor = kept
                _saved(row, reason)
        _keep_wishes(kept, gone, reason)
        for earlier in gone.merged.all():
            earlier.merged_into = kept
            _saved(earlier, reason)
        Distinction.objects.filter(Q(first=gone) | Q(second=gone)).delete()
        _move_feeds(kept, gone)
        gone.merged_into = kept
        _saved(gone, reason)
        _fill(kept, gone)
        return _saved(kept, reason)


def _lock_parts(exhibitors: Iterable[int]) -> None:
    """After the plans of their editions, as whoever gives stands does."""
    parts = Participation.objects.filter(exhibitor__in=exhibitors)
    plans = StandPlan.objects.filter(edition__in=parts.values("edition"))
    StandPlan.objects.locked(plans.values_list("pk", flat=True))
    list(parts.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def _into(stays: Participation, goes: Participation, reason: str) -> None:
    """All that one participation has in an edition becomes the other's; then it is deleted, and its history kept."""
    if stays.main_id == goes.pk:  # it stood on its own stand
        stays.main, stays.role = goes.main, goes.role
        _saved(stays, reason)  # else the other could not be deleted
    shown = set(stays.displays.values_list("product", flat=True))
    for display in goes.displays.all():
        if display.product_id in shown:
            display.delete()
        else:
            _moved(display, stays, reason)
    if stays.role == Participation.Role.MAIN:
        rows = [*goes.stands.all()]
        for other in goes.others.exclude(pk=stays.pk):
            other.main = stays
            _saved(other, reason)
    else:  # what stands on another's stand has none
        rows = []
        for stand in goes.stands.all():
            stand.participation = None
            _saved(stand, reason)
        for other in goes.others.exclude(pk=stays.pk):
            other.main = stays.main
            _saved(other, reason)
    wished = set(stays.neighbour_wishes.values_list("neighbour", flat=True))
    rows += [*goes.documents.all(), *(w for w in goes.neighbour_wishes.all() if w.neighbour_id not in wished)]
    for row in rows:
        _moved(row, stays, reason)
    stays.refresh_from_db(fields=["stand"])  # follows from its stands
    for name in ("pavilion", "stand", "contract_area", "wished_kind", "wished_area", "message", "contact", "email"):
        setattr(stays, name, getattr(stays, name) or getattr(goes, name))
    goes._change_reason = reason
    goes.delete()
    _saved(stays, reason)


def _keep_wishes(kept: Exhibitor, gone: Exhibitor, reason: str) -> None:
    """To stand beside the one is to stand beside the other; beside itself nobody stands."""
    for wish in NeighbourWish.objects.filter(neighbour=gone).select_related("participation"):
        wishes = wish.participation.neighbour_wishes
        if wish.participation.exhibitor_id == kept.pk or wishes.filter(neighbour=kept).exists():
            wish.delete()
        else:
            wish.neighbour = kept
            _saved(wish, reason)
    NeighbourWish.objects.filter(neighbour=kept, participation__exhibitor=kept).delete()


def _move_feeds(kept: Any, gone: Any) -> None:
    """But for those of members who lose it: what the other company is told was never meant for them."""
    feeds = PersonalFeed.objects.current().filter(audience=audience_of(gone.uuid))
    if gone.organisation_id and kept.organisation_id:
        staying = kept.organisation.memberships.values("user")
        losing = gone.organisation.memberships.exclude(user__in=staying).values("user")
        feeds.filter(user__in=losing).update(revoked_at=timezone.now())
    feeds.update(audience=audience_of(kept.uuid))


def _fill(kept: Any, gone: Any) -> None:
    """What the one does not say and the other does; its names stay known."""
    for name in FILLED:
        setattr(kept, name, getattr(kept, name) or getattr(gone, name))
    called = [*kept.aliases.splitlines(), gone.name_zh_hans, gone.name_en, *gone.aliases.splitlines()]
    own = {kept.name_zh_hans, kept.name_en, ""}
    kept.aliases = "\n".join(dict.fromkeys(name for name in called if name not in own))


def _moved(row: Any, stays: Participation, reason: str) -> None:
    row.participation = stays
    _saved(row, reason)


def _saved(row: Any, reason: str) -> Any:
    row._change_reason = reason
    row.save()
    return row
