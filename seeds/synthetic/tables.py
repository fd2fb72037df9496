"""What synthetic editions share, as rows for the loader: organisations, venues, brands, exhibitors and products."""

from collections.abc import Iterator

from fairs.models import Exhibitor, Hall, Organisation, Product, Venue
from initiatives.models import Brand
from seeds.files import Row
from seeds.tables import CODE, Table

from .plan import VENUES, dice, venue_code
from .words import CITIES, COMPANY_ROOTS, EXHIBITORS, MARK, ORIGINS, SECTORS

SYNTHETIC = {"synthetic": "True"}
SOURCED = {**SYNTHETIC, "source": "synthetic"}
HALLS_CITY = "210600"  # the one whose synthetic venue has halls: none of a real venue is said to be booked
HALLS, HALL_AREA = range(1, 7), 5_000
PARTED = "2"
COORDINATOR = "synthetic-coordinator"


def organisation_code(city: str) -> str:
    return f"synthetic-organiser-{city.lower()}"


def exhibitor_code(number: int) -> str:
    return f"synthetic-exhibitor-{number}"


def brand_code(root: tuple[str, str]) -> str:
    return f"synthetic-brand-{COMPANY_ROOTS.index(root) + 1}"


def product_code(number: int) -> str:
    """The product of the exhibitor with the same number."""
    return f"synthetic-product-{number}"


def hall_name(code: str) -> str:
    """As the loader knows it."""
    return f"{venue_code(HALLS_CITY)}/{code}"


def _named(zh: str, en: str) -> dict[str, str]:
    return {"name_zh_hans": MARK[0] + zh, "name_en": MARK[1] + en}


def _row(cells: dict[str, str]) -> Row:
    return Row(f"synthetic: {cells['code']}", cells)


def venues() -> Iterator[Row]:
    for city, (zh, en, _weight) in CITIES.items():
        if city not in VENUES:
            cells = {"code": venue_code(city), "region": city, "kind": "professional", "indoor_area": "30000"}
            cells["operator"] = organisation_code(city)
            yield _row({**cells, **_named(f"{zh}会展中心", f"{en} Exhibition Center"), **SOURCED})


def halls() -> Iterator[Row]:
    """Without the mark: a hall is never named without its venue, which has it."""
    shared = {"venue": venue_code(HALLS_CITY), "source": "synthetic"}
    for code, area, whole in [
        *((str(number), HALL_AREA, "") for number in HALLS),
        *((f"{PARTED}{letter}", HALL_AREA // 2, hall_name(PARTED)) for letter in "AB"),
    ]:
        cells = {"code": code, "part_of": whole, "name_zh_hans": f"{code}号馆", "name_en": f"Hall {code}"}
        yield _row({**shared, **cells, "gross_area": str(area)})


def organisations() -> Iterator[Row]:
    for city, (zh, en, _weight) in CITIES.items():
        cells = {"code": organisation_code(city), "region": city, "kind": "organiser"}
        yield _row({**cells, **_named(f"{zh}会展服务公司", f"{en} Exhibition Services"), **SYNTHETIC})
    yield _row({"code": COORDINATOR, "kind": "association", **_named("展团协会", "Pavilion Association"), **SYNTHETIC})


def brands() -> Iterator[Row]:
    for root in COMPANY_ROOTS:
        yield _row({"code": brand_code(root), **_named(*root)})


def exhibitors() -> Iterator[Row]:
    for number in range(1, EXHIBITORS + 1):
        random = dice("exhibitor", number)
        (root_zh, root_en), (_code, zh, en) = random.choice(COMPANY_ROOTS), random.choice(SECTORS)
        city = random.choice(list(CITIES))
        names = _named(f"{CITIES[city][0]}{root_zh}{zh}公司{number}", f"{CITIES[city][1]} {root_en} {en} Co. {number}")
        yield _row({"code": exhibitor_code(number), "region": city, **names, **SOURCED})


def products() -> Iterator[Row]:
    for number in range(1, EXHIBITORS + 1):
        random = dice("product", number)
        (root_zh, root_en), (category, zh, en) = random.choice(COMPANY_ROOTS), random.choice(SECTORS)
        cells = {"code": product_code(number), "category": category, "origin": random.choice(ORIGINS)}
        names = _named(f"{root_zh}牌{zh}产品{number}", f"{root_en} {en} product {number}")
        yield _row({**cells, **names, "exhibitor": exhibitor_code(number), **SOURCED})


SHARED = (
    Table(Organisation, CODE, organisations),
    Table(Venue, CODE, venues),
    Table(Hall, ("venue", "code"), halls),
    Table(Brand, CODE, brands),
    Table(Exhibitor, CODE, exhibitors),
    Table(Product, CODE, products),
)
