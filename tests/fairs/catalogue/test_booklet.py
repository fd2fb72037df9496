"""The printed catalogue."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.utils.translation import override
from reportlab.platypus import KeepTogether, Paragraph

from fairs.calendar import ledger
from fairs.catalogue.booklet import Booklet, booklet, collated, marked_up, story
from fairs.catalogue.tables import read
from fairs.models import CatalogueEntry
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def lines(flowable: Any) -> list[str]:
    if isinstance(flowable, KeepTogether):
        return [line for each in flowable._content for line in lines(each)]
    return [flowable.getPlainText()] if isinstance(flowable, Paragraph) else []


def told() -> list[str]:
    return [line for flowable in story(list(read(CatalogueEntry.objects.all()))) for line in lines(flowable)]


def test_what_is_in_it() -> None:
    with ledger.writing():
        edition = factories.edition(title_en="Expo", synthetic=True)
        hall = factories.hall(name_en="Hall 1")
        pavilion = factories.pavilion(edition, name_en="Malaysia", hall=hall)
        drinks = factories.category(name_en="Drinks")
        kopi, tang = (
            factories.exhibitor(name_en="Kopi & Sons", name_zh_hans="咖啡"),
            factories.exhibitor(name_en="Tang"),
        )
        at = factories.participation(edition, kopi, pavilion=pavilion, stand="A1")
        factories.participation(edition, tang, stand="B2")
        coffee = factories.product(name_en="Coffee", name_zh_hans="", category=drinks)
        factories.display(edition, coffee, participation=at)
        factories.display(edition, factories.product(name_en="Tea", name_zh_hans="", category=drinks), pavilion=None)
    with override("en"):
        said = told()
        days = [date(2026, 5, day).strftime("%B %-d, %Y") for day in (1, 3)]
        assert said[:6] == [
            "Expo", " – ".join(days), "2 exhibitors", "2 products", "Synthetic: made up for tests and demonstrations.",
            said[5],
        ]  # fmt: skip
        assert said[6:] == [
            "Contents",
            "Malaysia", "Kopi & Sons咖啡Hall 1 · stand A1", "CoffeeDrinks · Malaysia",
            "Drinks", "TeaDrinks · Malaysia",
            "Other exhibitors", f"Tang{tang.name_zh_hans}stand B2",
            "Index of exhibitors", "Kopi & SonsHall 1 · stand A1", "Tangstand B2",
        ]  # fmt: skip
        document = Booklet(BytesIO(), "Expo")
        document.multiBuild(list(story(list(read(CatalogueEntry.objects.all())))), maxPasses=2)
        assert (document.page, document.going_on) == (4, "Index of exhibitors")
        printed = booklet(CatalogueEntry.objects.all())
        nothing = booklet(CatalogueEntry.objects.none())
    assert (printed[:5], printed.count(b"/FontFile2"), nothing[:5]) == (b"%PDF-", 1, b"%PDF-")


def test_nobody_is_counted_where_no_exhibitor_is_known() -> None:
    factories.display(factories.edition([], title_en="Expo"), factories.product(exhibitor=None), pavilion=None)
    with override("en"):
        assert told()[:2] == ["Expo", "1 product"]


def test_names_are_in_the_order_of_their_sounds() -> None:
    assert sorted(["张江", "beta", "阿里", "鞍山", "Alpha", "北方", "北辰", "𠀀"], key=collated) == [
        "Alpha", "beta", "𠀀", "阿里", "鞍山", "北辰", "北方", "张江",
    ]  # fmt: skip


def test_characters_that_the_font_does_not_have() -> None:
    assert marked_up("<喆> 啡😀") == '&lt;<font name="STSong-Light">喆</font>&gt; 啡<font name="STSong-Light"> </font>'
