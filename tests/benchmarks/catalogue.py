"""Searches of a catalogue of so many products, each asked for the first time, through the whole stack.

The products are laid beside the seeded ones past the ledger, indexed by the words that the index would give them, and
taken back again.
"""

import random
import re
import statistics
from datetime import date
from itertools import product
from time import perf_counter
from uuid import uuid4

from django.db import connection, transaction
from django.test import Client

from fairs.catalogue.index import Found, write
from fairs.catalogue.words import words
from fairs.models import CatalogueEntry, Category, Edition, Exhibitor, Fair, Product, Region

from .counting import plainly
from .report import Row, at_most

GOODS = [
    ("咖啡", "coffee"), ("茶叶", "tea"), ("大米", "rice"), ("机器人", "robot"), ("人参", "ginseng"),
    ("香料", "spice"), ("轴承", "bearing"), ("服装", "clothing"), ("海参", "trepang"), ("葡萄酒", "wine"),
]  # fmt: skip
KINDS = [
    ("白", "white"), ("绿色", "green"), ("工业", "industrial"), ("有机", "organic"), ("智能", "smart"),
    ("传统", "classic"),
]  # fmt: skip
NAMES = "福祥瑞丰泰和兴隆盛昌源顺达荣华"
EDITIONS, COMPANIES = 20, 4000


def catalogue_searches(products: int) -> list[Row]:
    with transaction.atomic():
        fill(products)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        asked = questions()
        client = Client()
        timed(client, "/api/v1/catalogue/")
        took = [timed(client, f"/api/v1/catalogue/?{question}") for question in asked]
        counts = [timed(client, f"/api/v1/catalogue/counts/?{question}") for question in asked[:60]]
        note = "; " + used("咖啡")
        transaction.set_rollback(True)
    p95 = statistics.quantiles(took, n=20)[-1]
    goal = 100 if connection.vendor == "postgresql" else None
    what = f"catalogue of {products} products, {len(took)} searches"
    return [
        at_most(f"{what}, 95th percentile", [p95], goal, " ms", 1, note),
        at_most("all of them", took, None, " ms", 1),
        at_most("their counts of further filters", counts, None, " ms", 1),
    ]


def timed(client: Client, address: str) -> float:
    started = perf_counter()
    response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(response.content)
    return (perf_counter() - started) * 1000


def questions() -> list[str]:
    """Common and rare words of both languages, beginnings, one character, several words, filters, orders."""
    found = [f"q={word}" for pair in GOODS for word in pair] + ["q=茶", "q=酒", "q=cof", "q=r", "q=沈阳", "q=公司"]
    found += [f"q={kind[0]}{goods[0]}" for kind, goods in product(KINDS, GOODS)]
    found += [f"q={kind[1]} {goods[1]}&origin=MY" for kind, goods in product(KINDS, GOODS)]
    found += [f"q={goods[0]} {NAMES[n]}{NAMES[n + 1]}" for n, goods in enumerate(GOODS)]
    found += [f"origin={code}" for code in ("MY", "CN", "210000", "LK")]
    return [*found, *(f"{question}&ordering=start" for question in found[:40])]


def fill(products: int) -> None:
    """Every word in proportion: a tenth of the products is coffee, one in 40,000 of a certain make."""
    choose = random.Random(2026)
    fair, source = (
        Fair.objects.order_by("pk")[0],
        list(Region.objects.filter(code__in=["MY", "LK", "210100", "440000"])),
    )
    category = Category.objects.order_by("pk")[0]
    editions = [
        Edition(
            code=f"benchmark-{n}", fair=fair, title_en=f"Edition {n}", region=source[0], editorial_state="published"
        )
        for n in range(EDITIONS)
    ]
    plainly(Edition, editions)
    companies = [
        Exhibitor(
            code=f"benchmark-{n}",
            name_zh_hans="沈阳" + "".join(choose.choices(NAMES, k=3)) + "有限公司",
            name_en=f"Co {n}",
        )
        for n in range(COMPANIES)
    ]
    plainly(Exhibitor, companies)
    made = []
    for n in range(products):
        kind, goods = choose.choice(KINDS), choose.choice(GOODS)
        names = {"name_zh_hans": f"{kind[0]}{goods[0]}{n % 4000}", "name_en": f"{kind[1]} {goods[1]} {n % 4000}"}
        made.append(Product(code=f"benchmark-{n}", category=category, origin=choose.choice(source), **names))
    for start in range(0, products, 10_000):
        some = made[start : start + 10_000]
        plainly(Product, some)
        write([Found([entry(p, choose.choice(editions), choose.choice(companies)) for p in some], [])])


def entry(shown: Product, edition: Edition, company: Exhibitor) -> CatalogueEntry:
    line = shown.origin.lineage()
    named = [shown, shown.category, company, *line]
    codes = [f"origin={region.code}" for region in line]
    codes += [f"category={shown.category.code}", f"edition={edition.code}", "kind=product", f"exhibitor={company.code}"]
    return CatalogueEntry(
        uuid=uuid4(),
        kind="product",
        edition=edition,
        product=shown,
        exhibitor=company,
        start=date(2027 + edition.pk % 10, 1 + edition.pk % 12, 1),
        words=sorted(words(*(name for thing in named for name in (thing.name_zh_hans, thing.name_en)))),
        codes=sorted(codes),
    )


def used(word: str) -> str:
    """The index that finds a word, as the database says it."""
    plan = CatalogueEntry.objects.having(word).explain()
    return "by " + " and ".join(sorted(set(re.findall(r"catalogue_(?:terms?|start)\b", plan))))
