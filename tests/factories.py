"""Minimal valid objects of every kind, saved; a keyword sets a field. Everything here is made up for tests."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from fairs.calendar import ledger
from fairs.models import (
    Category,
    DayBlock,
    Edition,
    EditionOrganiser,
    EditionPlace,
    EditorialState,
    Exhibitor,
    Fair,
    FairCategory,
    Figure,
    Hall,
    HallBooking,
    Membership,
    Organisation,
    Participation,
    Pavilion,
    Product,
    ProductDisplay,
    Region,
    RegionGroup,
    RegionGroupMember,
    Session,
    Source,
    User,
    Venue,
)
from initiatives.models import Brand, Launch

_numbers = count(1)
_REGIONS = {
    "CN": ("country", None, "中国", "China"),
    "MY": ("country", None, "马来西亚", "Malaysia"),
    "LK": ("country", None, "斯里兰卡", "Sri Lanka"),
    "210000": ("province", "CN", "辽宁省", "Liaoning"),
    "440000": ("province", "CN", "广东省", "Guangdong"),
    "650000": ("province", "CN", "新疆维吾尔自治区", "Xinjiang"),
    "210100": ("city", "210000", "沈阳市", "Shenyang"),
    "210200": ("city", "210000", "大连市", "Dalian"),
    "210600": ("city", "210000", "丹东市", "Dandong"),
    "440100": ("city", "440000", "广州市", "Guangzhou"),
    "210102": ("district", "210100", "和平区", "Heping"),
}
MAY_DAYS = (date(2026, 5, 1), date(2026, 5, 3))


def named(kind: str, fields: dict[str, Any], attribute: str = "name") -> dict[str, Any]:
    """``fields`` completed by a code and a name in both languages that no other object has."""
    number = next(_numbers)
    names = {f"{attribute}_zh_hans": f"{kind}{number}号", f"{attribute}_en": f"{kind.title()} {number}"}
    return {"code": f"{kind}-{number}", **names, **fields}


def state(published: bool) -> EditorialState:
    return EditorialState.PUBLISHED if published else EditorialState.DRAFT


@ledger.writing()
def region(code: str = "210100", **fields: Any) -> Region:
    """The region with this code, made with all it lies in where it is missing."""
    if existing := Region.objects.filter(code=code).first():
        return existing
    if code in _REGIONS:
        kind, parent, zh_hans, en = _REGIONS[code]
        known = {"kind": kind, "parent": region(parent) if parent else None, "name_zh_hans": zh_hans, "name_en": en}
        fields = {**known, "iso_code": code if kind == "country" else None, **fields}
    return Region.objects.create(code=code, **fields)


@ledger.writing()
def region_group(*members: str, **fields: Any) -> RegionGroup:
    """Of the regions with these codes."""
    made = RegionGroup.objects.create(**named("group", fields))
    for code in members:
        RegionGroupMember.objects.create(group=made, region=region(code))
    return made


def source(**fields: Any) -> Source:
    return Source.objects.create(**named("source", fields, "title"))


def category(**fields: Any) -> Category:
    return Category.objects.create(**named("category", fields))


def organisation(**fields: Any) -> Organisation:
    return Organisation.objects.create(**named("organisation", {"kind": "organiser", **fields}))


def user(username: str = "", password: str = "", **fields: Any) -> User:
    """Without a password (hashing one takes long) log in with ``client.force_login``."""
    made = User(username=username or f"user{next(_numbers)}", **fields)
    made.set_password(password or None)
    made.save()
    return made


def membership(user: User, organisation: Organisation, role: str = "editor") -> Membership:
    return Membership.objects.create(user=user, organisation=organisation, role=role)


@ledger.writing()
def venue(**fields: Any) -> Venue:
    fields.setdefault("region", None)
    return Venue.objects.create(**named("venue", {**fields, "region": fields["region"] or region()}))


@ledger.writing()
def hall(venue_: Venue | None = None, **fields: Any) -> Hall:
    return Hall.objects.create(**named("hall", {"venue": venue_ or venue(), **fields}))


@ledger.writing()
def fair(categories: Iterable[Category] = (), **fields: Any) -> Fair:
    made = Fair.objects.create(**named("fair", fields))
    for each in categories:
        FairCategory.objects.create(fair=made, category=each)
    return made


@ledger.writing()
def edition(
    days: Iterable[tuple[date | None, date | None]] = (MAY_DAYS,),
    published: bool = True,
    venues: Iterable[Venue] = (),
    halls: Iterable[Hall] = (),
    organisers: Iterable[Organisation] = (),
    **fields: Any,
) -> Edition:
    given = {"year": 2026, "editorial_state": state(published), **fields}
    given["fair"] = fields.get("fair") or fair()
    given["region"] = fields.get("region") or region()
    made = Edition.objects.create(**named("edition", given, "title"))
    for first, last in days:
        DayBlock.objects.create(edition=made, first_day=first, last_day=last)
    for each in venues:
        EditionPlace.objects.create(edition=made, venue=each)
    for part in halls:
        EditionPlace.objects.create(edition=made, venue=part.venue, hall=part)
    for body in organisers:
        EditionOrganiser.objects.create(edition=made, organisation=body)
    return made


@ledger.writing()
def session(edition_: Edition | None = None, published: bool = True, **fields: Any) -> Session:
    given = {"kind": "forum", "editorial_state": state(published), "edition": edition_ or edition(), **fields}
    if not {"starts_at", "first_day", "stated_dates"} & set(fields):
        given |= {"starts_at": datetime(2026, 5, 1, 1, tzinfo=UTC), "ends_at": datetime(2026, 5, 1, 3, tzinfo=UTC)}
    return Session.objects.create(**named("session", given, "title"))


@ledger.writing()
def figure(edition_: Edition | None = None, **fields: Any) -> Figure:
    given = {"stage": "plan", "measure": "gross_area", "value": 20000, **fields}
    return Figure.objects.create(edition=edition_ or edition(), source=given.pop("source", None) or source(), **given)


def exhibitor(**fields: Any) -> Exhibitor:
    return Exhibitor.objects.create(**named("exhibitor", fields))


@ledger.writing()
def pavilion(edition_: Edition | None = None, **fields: Any) -> Pavilion:
    given = named("pavilion", {"edition": edition_ or edition(), "region": fields.get("region") or region(), **fields})
    del given["code"]
    return Pavilion.objects.create(**given)


@ledger.writing()
def participation(
    edition_: Edition | None = None, exhibitor_: Exhibitor | None = None, status: str = "admitted", **fields: Any
) -> Participation:
    return Participation.objects.create(
        edition=edition_ or edition(), exhibitor=exhibitor_ or exhibitor(), status=status, **fields
    )


@ledger.writing()
def product(**fields: Any) -> Product:
    given = {**fields, "category": fields.get("category") or category(), "origin": fields.get("origin") or region("MY")}
    return Product.objects.create(**named("product", given))


@ledger.writing()
def display(edition_: Edition | None = None, product_: Product | None = None, **fields: Any) -> ProductDisplay:
    return ProductDisplay.objects.create(edition=edition_ or edition(), product=product_ or product(), **fields)


@ledger.writing()
def hall_booking(
    hall_: Hall | None = None,
    days: tuple[date, date] = MAY_DAYS,
    build_up: int = 0,
    dismantling: int = 0,
    **fields: Any,
) -> HallBooking:
    """A hold; ``days`` are those of the show."""
    first, last = days
    span = {"move_in": first - timedelta(build_up), "first_day": first, "last_day": last}
    given = {"hall": hall_ or hall(), **span, "move_out": last + timedelta(dismantling), **fields}
    if given.get("purpose") != "closed":
        given.setdefault("edition", None)
        given["edition"] = given["edition"] or edition([days])
    return HallBooking.objects.create(**given)


def brand(**fields: Any) -> Brand:
    return Brand.objects.create(**named("brand", fields))


@ledger.writing()
def launch(published: bool = True, **fields: Any) -> Launch:
    given = {
        "kind": "store",
        "editorial_state": state(published),
        **fields,
        "region": fields.get("region") or region(),
    }
    if not {"starts_at", "first_day", "stated_dates"} & set(fields):
        given |= {"first_day": MAY_DAYS[0], "last_day": MAY_DAYS[0]}
    return Launch.objects.create(**named("launch", given, "title"))
