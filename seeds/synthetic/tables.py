"""What synthetic editions share, as rows for the loader: venues, organisations, brands, exhibitors and products."""

from collections.abc import Iterator

from fairs.models import Exhibitor, Organisation, Product, Venue
from initiatives.models import Brand
from seeds.files import Row
from seeds.tables import CODE, Table

from .plan import VENUES, dice, venue_code
from .words import CITIES, COMPANY_ROOTS, EXHIBITORS, MARK, ORIGINS, SECTORS

SYNTHETIC = {"synthetic": "True"}
SOURCED = {**SYNTHETIC, "source": "synthetic"}


def organisation_code(city: str) -> str:
    return f"synthetic-organiser-{city.lower()}"


def exhibitor_code(number: int) -> str:
    return f"synthetic-exhibitor-{number}"


def brand_code(root: tuple[str, str]) -> str:
    return f"synthetic-brand-{COMPANY_ROOTS.index(root) + 1}"


def product_code(number: int) -> str:
    """The product of the exhibitor with the same number."""
    return f"synthetic-product-{number}"


def _named(zh: str, en: str) -> dict[str, str]:
    return {"name_zh_hans": MARK[0] + zh, "name_en": MARK[1] + en}


def _row(cells: dict[str, str]) -> Row:
    return Row(f"synthetic: {cells['code']}", cells)


def venues() -> Iterator[Row]:
    for city, (zh, en, _weight) in CITIES.items():
        if city not in VENUES:
            cells = {"code": venue_code(city), "region": city, "kind": "professional", "indoor_area": "30000"}
            yield _row({**cells, **_named(f"{zh}会展中心", f"{en} Exhibition Center"), **SOURCED})


def organisations() -> Iterator[Row]:
    for city, (zh, en, _weight) in CITIES.items():
        cells = {"code": organisation_code(city), "region": city, "kind": "organiser"}
        yield _row({**cells, **_named(f"{zh}会展服务公司", f"{en} Exhibition Services"), **SYNTHETIC})


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
    Table(Venue, CODE, venues),
    Table(Organisation, CODE, organisations),
    Table(Brand, CODE, brands),
    Table(Exhibitor, CODE, exhibitors),
    Table(Product, CODE, products),
)
