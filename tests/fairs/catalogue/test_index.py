"""What the catalogue finds follows every change of what it is made from, with the change."""

from collections.abc import Callable, Iterator
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import models
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from fairs.calendar import ledger
from fairs.calendar.registry import keepers
from fairs.catalogue import check, rebuild
from fairs.catalogue.words import asked
from fairs.models import CatalogueEntry, CatalogueTerm, DayBlock, Edition, Participation, ProductDisplay, act
from tests import factories
from tests.fairs.floors import stand, stand_plan

pytestmark = pytest.mark.django_db

JUNE = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


def found(text: str) -> list[str]:
    return [str(entry) for entry in CatalogueEntry.objects.having(*asked(text)).order_by("kind", "pk")]


def coded(name: str, *codes: str) -> list[str]:
    return [str(entry) for entry in CatalogueEntry.objects.coded(name, codes).order_by("kind", "pk")]


def changed(thing: Any, **values: Any) -> None:
    for name, value in values.items():
        setattr(thing, name, value)
    thing.save()


class World:
    """Coffee of Kopi's on its stand, tea of nobody known."""

    def __init__(self) -> None:
        with ledger.writing():
            self.edition = factories.edition()
            self.hall = factories.hall(name_en="Green Hall")
            self.pavilion = factories.pavilion(self.edition, name_en="Straits", hall=self.hall)
            self.company = factories.exhibitor(name_en="Kopi")
            self.part = factories.participation(self.edition, self.company, stand="A1")
            self.group = factories.category(name_en="Drinks")
            self.kind = factories.category(name_en="Beverages", parent=self.group)
            self.coffee = factories.product(name_en="Coffee", category=self.kind)
            self.display = factories.display(self.edition, self.coffee, participation=self.part)
            self.tea = factories.display(self.edition, factories.product(name_en="Tea"), pavilion=self.pavilion)


def follow(*changes: Callable[[], Any], **finds: list[str]) -> None:
    """Made in one transaction, they lead to what is then found: by the word, with blanks as underscores."""
    with ledger.writing():
        for change in changes:
            change()
    assert {word: sorted(found(word.replace("_", " "))) for word in finds} == {w: sorted(f) for w, f in finds.items()}


def test_it_follows_every_change() -> None:
    w = World()
    draft = factories.edition(published=False)
    guest = factories.participation(w.edition, factories.exhibitor(name_en="Guest"), role="co", main=w.part)
    follow(
        lambda: changed(w.coffee, name_en="Kaffee", description_zh_hans="白糖", origin=factories.region("210200")),
        lambda: changed(w.group, name_en="Potables"),
        lambda: changed(w.company, aliases="Old Port", region=factories.region("LK")),
        coffee=[], 白糖=["Kaffee"], potables=["Kaffee"], old_port=["Kopi", "Kaffee"], lanka=["Kopi"],
    )  # fmt: skip
    assert sorted(coded("origin", "210000")) == ["Kaffee", "Kopi"]
    follow(
        lambda: changed(w.kind, parent=None),
        lambda: changed(w.part, stand="B2", pavilion=w.pavilion),
        lambda: changed(w.hall, name_en="Blue Hall"),
        potables=[], b2=["Kopi", "Guest", "Kaffee"], straits=["Kopi", "Tea", "Kaffee"],
        blue=["Kopi", "Tea", "Kaffee"],
    )  # fmt: skip
    follow(
        lambda: changed(w.pavilion, hall=None),
        lambda: changed(w.tea, participation=guest),
        blue=[], guest=["Guest", "Tea"],
    )  # fmt: skip
    follow(
        lambda: Participation.objects.filter(pk=guest.pk).update(status="declined"),
        lambda: changed(w.display, edition=draft, participation=None),
        tea=[], kaffee=[],
    )  # fmt: skip
    follow(lambda: act(draft, "publish"), lambda: act(w.edition, "unpublish"), kaffee=["Kaffee"], kopi=[])
    follow(lambda: act(draft, "cancel"), kaffee=["Kaffee"])
    follow(lambda: ProductDisplay.objects.all().delete(), kaffee=[])
    assert check() == []


def test_a_product_s_own_company_stands_where_it_takes_part() -> None:
    edition, company = factories.edition(), factories.exhibitor(name_en="Kopi")
    factories.display(edition, factories.product(name_en="Coffee", exhibitor=company))
    assert found("kopi") == []
    part = factories.participation(edition, company, stand="A1")
    assert [(str(e), e.stand) for e in CatalogueEntry.objects.having("kopi").order_by("pk")] == [
        ("Coffee", "A1"), ("Kopi", "A1"),
    ]  # fmt: skip
    Participation.objects.filter(pk=part.pk).update(status="withdrawn")
    assert (found("kopi"), found("coffee")) == ([], ["Coffee"])


def test_a_stand_in_another_hall_says_which() -> None:
    edition = factories.edition()
    part = factories.participation(edition, factories.exhibitor(name_en="Kopi"))
    for code, numbers in (("5", ("A1", "C3")), ("1", ("A1", "B2"))):
        plan = stand_plan(edition, hall=factories.hall(code=code))
        for x, number in enumerate(numbers):
            stand(plan, number, 3 * x, participation=part)
    entry = CatalogueEntry.objects.get()
    assert entry.hall and (entry.hall.code, entry.stand) == ("5", "A1, A1 (1), B2 (1), C3")
    assert [CatalogueEntry.objects.coded("stand", [number]).count() for number in ("b2", "c3", "d4")] == [1, 1, 0]


def test_the_days_it_is_sorted_by_and_a_deleted_draft() -> None:
    edition = factories.edition(days=[], year=2027)
    factories.display(edition)
    starts = CatalogueEntry.objects.values_list("start", flat=True)
    assert list(starts) == [date(2027, 1, 1)]
    edition.blocks.create(first_day=date(2027, 5, 2), last_day=date(2027, 5, 3))
    assert list(starts.all()) == [date(2027, 5, 2)]
    with ledger.writing():
        Edition.objects.filter(pk=edition.pk).update(editorial_state="draft")
        Edition.history.all().delete()
    Edition.objects.filter(pk=edition.pk).delete()
    assert (CatalogueEntry.objects.count(), CatalogueTerm.objects.count()) == (0, 0)


def test_check_and_rebuild() -> None:
    def said(verb: str) -> str:
        out = StringIO()
        call_command("catalogue", verb, stdout=out)
        return out.getvalue()

    display = factories.display()
    lost = factories.display()
    ProductDisplay.objects.filter(pk=lost.pk)._raw_delete("default")
    CatalogueEntry.objects.filter(uuid=display.uuid).update(stand="X")
    with pytest.raises(CommandError) as failure:
        said("check")
    assert str(failure.value).splitlines() == [
        f"{lost.uuid}: nothing has this entry any more",
        f"{display.uuid}: stale or missing",
    ]
    assert (said("rebuild"), said("rebuild"), said("check")) == (
        "2 entries changed.\n", "0 entries changed.\n", "No difference.\n",
    )  # fmt: skip
    assert rebuild() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_what_comparing_costs(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    """Of an edition that moved one entry is looked at, whatever it shows."""
    with ledger.writing():
        edition = factories.edition()
        pavilion = factories.pavilion(edition, hall=factories.hall())
        for __ in range(count):
            company = factories.exhibitor(region=factories.region("210200"))
            part = factories.participation(edition, company, stand="A1", pavilion=pavilion)
            factories.display(edition, factories.product(name_en="Tea"), participation=part)
    models.QuerySet(DayBlock).update(first_day=JUNE, last_day=JUNE)
    moved = [(ProductDisplay, 11, count), (Participation, 11, count), (Edition, 4, 0)]
    for model, queries, changed in moved:
        uuids = list(model._default_manager.values_list("uuid", flat=True))
        with django_assert_num_queries(queries, info=model.__name__):
            found = keepers[model].compare(uuids)
        assert (len(found.changed), found.gone) == (changed, [])
    assert found.starts == {edition.pk: JUNE}
    keepers[Edition].write([found])
    assert {entry.start for entry in CatalogueEntry.objects.all()} == {JUNE}
    assert check() == []


def test_writing_again_writes_what_differs() -> None:
    display = factories.display(product_=factories.product(name_en="Tea"))
    terms = dict(CatalogueTerm.objects.values_list("term", "pk"))
    changed(display.product, name_en="Tea bag")
    after = dict(CatalogueTerm.objects.values_list("term", "pk"))
    assert {term for term in after if terms.get(term) != after[term]} == (
        {"ba", "bag", ".ba", ".bag", '"tea bag"'} if terms else set()
    )
    assert (found("bag"), found("tea"), check()) == (["Tea bag"], ["Tea bag"], [])


def test_a_stand_may_be_called_what_stands_for_something_in_json_or_an_array() -> None:
    part = factories.participation(stand='A"1\\{NULL}%s')
    assert (coded("stand", 'a"1\\{null}%s'), check()) == ([str(part.exhibitor)], [])


def test_an_edition_that_turns_out_made_up_marks_all_it_shows_though_some_was_made_up_before() -> None:
    edition = factories.edition()
    for synthetic in (True, False):
        factories.display(edition, factories.product(synthetic=synthetic))
    for synthetic in (True, False):
        changed(edition, synthetic=synthetic)
        assert check() == []
