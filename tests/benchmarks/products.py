"""A catalogue of made-up products, laid into a database within minutes.

The rows go in past the ORM and the ledger. What the index says of them is what its own functions say; it is written
before its tables get their indexes, which would change a hundred times for each row.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Max

from fairs.calendar import ledger
from fairs.catalogue.contents import display_entries, participation_entries
from fairs.models import (
    CatalogueEntry,
    Category,
    DayBlock,
    Edition,
    Exhibitor,
    Fair,
    Hall,
    Participation,
    Pavilion,
    Product,
    ProductDisplay,
    Region,
    Stand,
    StandPlan,
)

GOODS = [
    ("咖啡", "coffee"), ("茶叶", "tea"), ("大米", "rice"), ("机器人", "robot"), ("人参", "ginseng"),
    ("香料", "spice"), ("轴承", "bearing"), ("服装", "clothing"), ("海参", "trepang"), ("葡萄酒", "wine"),
    ("机床", "lathe"), ("水泵", "pump"), ("家具", "furniture"), ("玩具", "toy"), ("地板", "flooring"),
    ("蜂蜜", "honey"), ("电缆", "cable"), ("传感器", "sensor"), ("箱包", "luggage"), ("陶瓷", "ceramics"),
]  # fmt: skip
COMMON = [1 / (place + 4) for place in range(len(GOODS))]
"""How often which is chosen: of a hundred products twelve are coffee, two ceramics."""
KINDS = [
    ("白", "white"), ("绿色", "green"), ("工业", "industrial"), ("有机", "organic"), ("智能", "smart"),
    ("传统", "classic"),
]  # fmt: skip
MAKES = "福祥瑞丰泰和兴隆盛昌源顺达荣华"
EDITIONS, COMPANIES, SHOWN, PAVILIONS, PLANS, MODELS = 50, 1000, 10, 8, 4, 4000
TIMES = 20
FIRST = date(2020, 1, 10)
AT_ONCE = 2000
PUBLISHED = {"editorial_state": "published"}
OUTLINE = [[0, 0], [3, 0], [3, 3], [0, 3]]
INDEXES = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE tbl_name = 'fairs_catalogueterm' AND type = 'index'",
    "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE indexname = 'catalogue_terms'",
}
"""Name and definition."""
OWN = {
    "sqlite": (
        "lower(hex(randomblob(16)))",
        "replace(e.codes, '\"edition=' || old.code || '\"', '\"edition=' || new.code || '\"')",
    ),
    "postgresql": ("gen_random_uuid()", "array_replace(e.codes, 'edition=' || old.code, 'edition=' || new.code)"),
}
"""A UUID, and the codes of an entry ``e`` at the edition ``new`` instead of ``old``."""


def fill(products: int) -> None:
    """So many, ten of each exhibitor that takes part; nothing where that was done before."""
    if Fair.objects.filter(code="benchmark").exists():
        return
    with transaction.atomic(), bare():
        entries = CatalogueEntry.objects.aggregate(last=Max("pk"))["last"] or 0
        made = show(exhibitors(products // TIMES // SHOWN))
        write(ProductDisplay, display_entries)
        write(Participation, participation_entries)
        repeat(made, entries + 1)
        if connection.vendor != "postgresql":
            write_terms(entries + 1)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def exhibitors(number: int) -> list[Participation]:
    """Of all editions, each on a stand, every third in a pavilion."""
    choose, regions, halls = Random(1), places(), Hall.objects.order_by("pk")[:PLANS]
    [fair] = lay(Fair, [Fair(code="benchmark", name_en="Benchmark", synthetic=True)])
    editions = lay(
        Edition,
        (
            Edition(code=f"benchmark-{n}", fair=fair, title_en=f"Edition {n}", region=regions[0], synthetic=True)
            for n in range(EDITIONS)
        ),
        **PUBLISHED,
    )
    days = ((e, FIRST + timedelta(61 * n)) for n, e in enumerate(editions))
    lay(DayBlock, (DayBlock(edition=e, first_day=day, last_day=day + timedelta(2)) for e, day in days))
    called = [(r, {"name_zh_hans": f"{r.name_zh_hans}馆", "name_en": f"{r.name_en} pavilion"}) for r in regions]
    pavilions = lay(Pavilion, (Pavilion(edition=e, region=r, **n) for e in editions for r, n in called[-PAVILIONS:]))
    plans = lay(StandPlan, (StandPlan(edition=e, hall=hall) for e in editions for hall in halls))
    companies = lay(
        Exhibitor,
        (
            Exhibitor(
                code=f"benchmark-{n}",
                name_zh_hans=f"沈阳{''.join(choose.choices(MAKES, k=3))}有限公司",
                name_en=f"Shenyang Trading {n}",
                region=choose.choice(regions),
            )
            for n in range(COMPANIES)
        ),
    )
    parts = lay(
        Participation,
        (
            Participation(
                edition=editions[n % EDITIONS],
                exhibitor=companies[(n // EDITIONS + 83 * n) % COMPANIES],
                pavilion=None if n % 3 else pavilions[n % EDITIONS * PAVILIONS + n % PAVILIONS],
                status="admitted",
            )
            for n in range(number)
        ),
    )
    stands = ((part, plans[n % EDITIONS * PLANS + choose.randrange(PLANS)], n) for n, part in enumerate(parts))
    lay(
        Stand,
        (
            Stand(plan=plan, number=f"{'ABCD'[n % 4]}{n // EDITIONS}", outline=OUTLINE, area=9, participation=part)
            for part, plan, n in stands
        ),
    )
    return parts


def show(parts: list[Participation]) -> list[Product]:
    choose, regions, categories = Random(2), places(), list(Category.objects.order_by("code"))

    def product(n: int, part: Participation) -> Product:
        [good, use], [kind, stuff] = choose.choices(GOODS, COMMON, k=2), choose.choices(KINDS, k=2)
        origin, make = choose.choice(regions), "".join(choose.choices(MAKES, k=2))
        return Product(
            code=f"benchmark-{n}",
            category=choose.choice(categories),
            origin=origin,
            exhibitor=part.exhibitor,
            name_zh_hans=f"{make}{kind[0]}{good[0]}{n % MODELS}",
            name_en=f"{kind[1]} {good[1]} {n % MODELS}",
            description_zh_hans=f"用于{use[0]}，{stuff[0]}材料，产自{origin.name_zh_hans}。",
            description_en=f"For {use[1]}, of {stuff[1]} material.",
        )

    by = [part for part in parts for __ in range(SHOWN)]
    made = lay(Product, (product(n, part) for n, part in enumerate(by)))
    pairs = zip(by, made, strict=True)
    lay(ProductDisplay, (ProductDisplay(edition=part.edition, product=p, participation=part) for part, p in pairs))
    return made


def places() -> list[Region]:
    """Provinces and cities, a few countries last."""
    within = Region.objects.exclude(parent=None).order_by("code")[:40]
    return [*within, *Region.objects.filter(code__in=["DE", "JP", "LK", "MY"]).order_by("code")]


def crowd(exhibitors: int, each: int, most: int) -> Edition:
    """A fair of its own: so many exhibitors with so many products each, but the first with the most."""
    region, category = places()[0], Category.objects.order_by("code")[0]
    fair = Fair.objects.get(code="benchmark")
    [edition] = lay(Edition, [Edition(code="crowd", fair=fair, title_en="Crowd", region=region)], **PUBLISHED)
    lay(DayBlock, [DayBlock(edition=edition, first_day=FIRST, last_day=FIRST)])
    companies = lay(Exhibitor, (Exhibitor(code=f"crowd-{n}", name_en=f"Crowd {n}") for n in range(exhibitors)))
    parts = lay(Participation, (Participation(edition=edition, exhibitor=c, status="admitted") for c in companies))
    by = [*[parts[0]] * most, *(part for part in parts[1:] for __ in range(each))]
    made = lay(
        Product,
        (Product(code=f"crowd-{n}", name_en=f"Tea {n}", category=category, origin=region) for n in range(len(by))),
    )
    pairs = zip(by, made, strict=True)
    lay(ProductDisplay, (ProductDisplay(edition=edition, product=p, participation=part) for part, p in pairs))
    with ledger.writing():
        ledger.touched(Edition, [edition.pk])
    return edition


# The index


@contextmanager
def bare() -> Iterator[None]:
    """The catalogue's tables without the indexes by which it is searched."""
    with connection.cursor() as cursor:
        cursor.execute(INDEXES[connection.vendor])
        indexes = cursor.fetchall()
        for name, __ in indexes:
            cursor.execute(f"DROP INDEX {name}")
        yield
        if connection.vendor == "postgresql":
            connection.check_constraints()  # which it puts off, and until then will not build an index
        for __, definition in indexes:
            cursor.execute(definition)


def write(model: Any, say: Callable[[list[UUID]], list[CatalogueEntry]]) -> None:
    """``say``: what the index's own functions have it say."""
    rows = model.objects.filter(edition__fair__code="benchmark").order_by("pk")
    uuids = list(rows.values_list("uuid", flat=True))
    lay(CatalogueEntry, (entry for n in range(0, len(uuids), AT_ONCE) for entry in say(uuids[n : n + AT_ONCE])))


def repeat(products: list[Product], entry: int) -> None:
    """All of it at further editions, of the same companies and as other products: rows made within the database."""
    first, entries = Edition.objects.get(code="benchmark-0").pk, CatalogueEntry.objects.filter(pk__gte=entry)
    product, many, shown = products[0].pk, len(products), entries.count()
    uuid, codes = OWN[connection.vendor]
    for n in range(1, TIMES):
        copy(Product, f"FROM fairs_product e WHERE e.id BETWEEN {product} AND {product + many - 1}",
             id=f"e.id + {n * many}", uuid=uuid, code=f"e.code || '-{n}'")  # fmt: skip
        copy(CatalogueEntry, f"""
             FROM fairs_catalogueentry e JOIN fairs_edition old ON old.id = e.edition_id
             JOIN fairs_edition new ON new.id = {first} + (e.edition_id - {first} + {n}) % {EDITIONS}
             JOIN fairs_dayblock day ON day.edition_id = new.id WHERE e.id BETWEEN {entry} AND {entry + shown - 1}
             """, id=f"e.id + {n * shown}", uuid=uuid, product_id=f"e.product_id + {n * many}", edition_id="new.id",
             start="day.first_day", codes=codes)  # fmt: skip


def copy(model: Any, source: str, **changed: str) -> None:
    columns = [f.column for f in model._meta.concrete_fields]
    chosen = ", ".join(changed.get(column, f"e.{column}") for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) SELECT {chosen} {source}")
    counted(model)


def write_terms(entry: int) -> None:
    with connection.cursor() as cursor:
        for name in ("words", "codes"):
            cursor.execute(
                "INSERT INTO fairs_catalogueterm (entry_id, term) SELECT e.id, term.value "  # noqa: S608
                f"FROM fairs_catalogueentry e, json_each(e.{name}) term WHERE e.id >= {entry}"
            )


def lay(model: Any, rows: Iterable[Any], **states: str) -> list[Any]:
    """Past everything that looks at what is written. ``states``: what only the model's verbs set."""
    last = model._base_manager.aggregate(last=Max("pk"))["last"] or 0
    fields, laid = model._meta.concrete_fields, list(rows)
    for row in laid:
        last += 1
        row.pk = last
        row.__dict__.update(states)
    values: Any = ([f.get_db_prep_save(f.pre_save(row, add=True), connection) for f in fields] for row in laid)
    table, columns = model._meta.db_table, ", ".join(f.column for f in fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as target:
                for each in values:
                    target.write_row(each)
            counted(model)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)  # noqa: S608
    return laid


def counted(model: Any) -> None:
    """The next row gets the next id."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(statement)
