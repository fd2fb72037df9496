"""Searches of a catalogue of so many products, each asked for the first time, through the whole stack; and edits."""

import re
import statistics
from collections.abc import Callable
from datetime import timedelta
from time import perf_counter
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from fairs.calendar import ledger
from fairs.calendar.registry import Keeper, keepers
from fairs.models import CatalogueEntry, Edition, Exhibitor, Participation, Product, act
from fairs.models.catalogue import by_index

from .over_http import pretend_a_write
from .products import crowd, fill
from .report import Row, at_most

WORDS = [
    "coffee", "咖啡", "公司", "中国", "沈阳", "茶", "co", "白咖啡", "malaysia", "ceramics", "陶瓷", "福祥", "3999",
    "zebra", "斑马", "white coffee 8", "有机茶叶", "coffee robot rice",
]  # fmt: skip
"""In most entries, in many, in few and in none; of one, two and more characters; a beginning; several."""
FURTHER = [
    "",
    "&origin=MY",
    "&category=coffee",
    "&pavilion=JP",
    "&edition=benchmark-3",
    "&hall={hall}",
    "&kind=exhibitor",
]
PAGES = 3


def catalogue_searches(products: int) -> list[Row]:
    fill(products)
    hall = CatalogueEntry.objects.filter(hall__isnull=False).order_by("-pk")[0].hall
    further = [each.format(hall=f"{hall.venue.code}.{hall.code}") if hall else each for each in FURTHER]
    asked = [f"q={word}{more}" for word in WORDS for more in further] + [more[1:] for more in further]
    client = Client()
    with override_settings(ALLOWED_HOSTS=["testserver", *settings.ALLOWED_HOSTS], SECURE_SSL_REDIRECT=False):
        pages = [took for question in asked for took in in_pages(client, f"/api/v1/catalogue/?{question}")]
        counts = [timed(client, f"/api/v1/catalogue/counts/?{question}")[0] for question in asked]
        html = [timed(client, f"/catalogue/?{question}")[0] for question in asked]
    goal = 100 if connection.vendor == "postgresql" else None
    what = f"{CatalogueEntry.objects.count():,} entries, {len(asked)} questions"
    return [
        at_most(
            f"{what}, up to {PAGES} pages of each: 95 of 100 within", [p95(pages)], goal, " ms", 1, f"; {used('咖啡')}"
        ),
        at_most("the same, median", pages, None, " ms", 1),
        at_most("how many entries each further filter would leave: 95 of 100 within", [p95(counts)], None, " ms", 1),
        at_most("the same, median", counts, None, " ms", 1),
        at_most("the page for people, with both: 95 of 100 within", [p95(html)], None, " ms", 1),
        at_most("the same, median", html, None, " ms", 1),
        *edits(),
    ]


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def in_pages(client: Client, address: str) -> list[float]:
    took: list[float] = []
    following: str | None = address
    while following and len(took) < PAGES:
        spent, answer = timed(client, following)
        took.append(spent)
        following = answer.json()["next"]
    return took


def timed(client: Client, address: str) -> tuple[float, Any]:
    pretend_a_write()
    started = perf_counter()
    response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(response.content)
    return (perf_counter() - started) * 1000, response


def used(word: str) -> str:
    """The index that finds a word, as the database says it."""
    with by_index():
        plan = CatalogueEntry.objects.having(word).explain()
    return "by " + " and ".join(sorted(set(re.findall(r"catalogue_(?:terms?|start)\b", plan))))


# Edits


def edits() -> list[Row]:
    """The whole transaction but its commit: what is written, the calendar and the catalogue that follow."""
    keepers.update({model: Keeper(clocked(of.compare), clocked(of.write)) for model, of in keepers.items()})
    with transaction.atomic():
        edition = crowd(1000, 4, 500)
        product = Product.objects.get(code="crowd-0")
        company = Exhibitor.objects.get(code="crowd-0")
        part = Participation.objects.get(exhibitor__code="crowd-1")
        block = edition.blocks.get()
        day = block.first_day + timedelta(31)
        rows = [
            edit("one product renamed", lambda: renamed(product)),
            edit("one exhibitor withdrawn, with 4 products", lambda: act(part, "withdraw")),
            edit("a company of 500 products renamed", lambda: renamed(company)),
            edit("an edition of 1,000 exhibitors and 4,496 products moved",
                 lambda: act(edition, "reschedule", days={block.pk: (day, day)})),
            edit("the same cancelled", lambda: act(Edition.objects.get(pk=edition.pk), "cancel")),
            edit("the same unpublished", lambda: act(Edition.objects.get(pk=edition.pk), "unpublish")),
            edit("the same published", lambda: act(Edition.objects.get(pk=edition.pk), "publish")),
        ]  # fmt: skip
        transaction.set_rollback(True)
    return rows


clock: list[float] = []
"""Milliseconds that the catalogue's keepers took."""


def clocked(work: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def run(given: Any) -> Any:
        started = perf_counter()
        try:
            return work(given)
        finally:
            clock.append((perf_counter() - started) * 1000)

    return run


def renamed(thing: Any) -> None:
    with ledger.writing():
        thing.name_en += " of old"
        thing.save()


def edit(what: str, do: Callable[[], Any]) -> Row:
    clock.clear()
    with CaptureQueriesContext(connection) as queries:
        started = perf_counter()
        do()
        took = (perf_counter() - started) * 1000
    return at_most(
        f"edit: {what}", [took], None, " ms", 0, f"; the catalogue {sum(clock):.0f} ms; {len(queries)} queries"
    )
