"""One company once: who may be one, what merging moves, and where the old code leads."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import override

from fairs.applying import own_path
from fairs.calendar import ledger
from fairs.calendar.models import Facet
from fairs.merging import candidates, clashes, distinguish, merge
from fairs.models import Exhibitor, NeighbourWish, Participation
from fairs.names import company, host, plain
from tests import factories as make

from .api.asking import codes, get
from .applications import invitation
from .floors import stand, stand_plan

pytestmark = pytest.mark.django_db


@pytest.mark.once
def test_one_company_under_several_spellings() -> None:
    one = ["富士（沈阳）机床有限公司", "富士(沈阳)机床股份有限公司", "富士沈阳机床", "富士 沈阳 机床 有限责任公司"]
    assert {company(name) for name in one} == {"富士沈阳机床"}
    two = ["Foo Tools Co., Ltd.", "FOO TOOLS", "The Foo Tools Company Limited", "Ｆｏｏ　Ｔｏｏｌｓ Co.,Ltd"]
    assert {company(name) for name in two} == {"footools"}
    assert [company(name) for name in ("", "（）", "公司", "Limited", "S.A.")] == ["", "", "公司", "limited", "sa"]
    addresses = ["https://www.Foo.com/zh", "http://foo.com:80", "https://weibo.com/foo", "http://["]
    assert [host(url) for url in addresses] == ["foo.com", "foo.com", "", ""]
    assert plain("１ Foo Road，(B)") == "1fooroadb"


def test_candidates_share_a_name_a_website_or_an_address() -> None:
    a = make.exhibitor(name_zh_hans="富士（沈阳）有限公司", website="https://foo.com")
    b = make.exhibitor(name_zh_hans="别的", aliases="富士(沈阳)", website="http://www.foo.com/x")
    c = make.exhibitor(address_en="100 Long Road, Shenyang")
    d = make.exhibitor(address_zh_hans="100 long road shenyang")
    make.exhibitor(name_zh_hans="富士沈阳", merged_into=a)

    def found() -> list[tuple[Exhibitor, Exhibitor, tuple[str, ...]]]:
        return [(p.first, p.second, p.kinds) for p in candidates(Exhibitor.objects.all(), 50)]

    assert found() == [(a, b, ("name", "website")), (c, d, ("address",))]
    distinguish(d, c)
    distinguish(c, d)
    b.aliases, b.website = "", ""
    b.save()
    assert found() == []
    Exhibitor.objects.filter(pk=b.pk).update(name_en=f"{a.name_en} Co., Ltd.")
    assert found() == [(a, b, ("name",))]


def test_merging_moves_all_and_leaves_the_way_there(client: Client) -> None:
    first, second = make.edition(code="first"), make.edition(code="second")
    kept = make.exhibitor(code="kept", name_zh_hans="富士", name_en="")
    gone = make.exhibitor(code="gone", name_zh_hans="富士沈阳", name_en="Fuji", website="https://fuji.example")
    older = make.exhibitor(code="older", merged_into=gone)
    weak = make.participation(first, kept, "applied", contract_area=9)
    strong = make.participation(first, gone, "admitted")
    alone = make.participation(second, gone, "admitted")
    guest = make.participation(first, role="co", main=strong)
    place = stand(stand_plan(first), "1", participation=weak)
    tea, ink = make.product(code="tea", exhibitor=gone), make.product(code="ink", exhibitor=kept)
    for part, product in ((weak, tea), (strong, tea), (weak, ink)):
        make.display(first, product, participation=part)
    for part, neighbour in ((guest, gone), (guest, kept), (weak, gone)):
        NeighbourWish.objects.create(participation=part, neighbour=neighbour)
    assert [(c.stays, c.goes) for c in clashes(kept, gone)] == [(strong, weak)]
    merge(kept, gone, "found to be one")

    kept, gone = (Exhibitor.objects.get(code=code) for code in ("kept", "gone"))
    assert (kept.name_en, kept.aliases, kept.website) == ("Fuji", "富士沈阳", "https://fuji.example")
    assert (gone.merged_into, Exhibitor.objects.get(code="older").merged_into) == (kept, kept)
    assert gone.history.first().history_change_reason == "found to be one"
    assert {(p.pk, p.exhibitor.code) for p in Participation.objects.exclude(pk=guest.pk)} == {
        (strong.pk, "kept"), (alone.pk, "kept"),
    }  # fmt: skip
    strong = Participation.objects.get(pk=strong.pk)
    assert (strong.contract_area, strong.stand, list(strong.stands.all())) == (9, "1", [place])
    assert sorted(d.product.code for d in strong.displays.all()) == ["ink", "tea"]
    assert {w.neighbour for w in NeighbourWish.objects.all()} == {kept}
    assert Participation.history.filter(id=weak.pk, history_type="-").count() == 1

    for old in ("gone", "older", str(older.uuid)):
        answer = client.get(f"/api/v1/exhibitors/{old}/")
        assert (answer.status_code, answer["Location"]) == (301, "/api/v1/exhibitors/kept/")
    assert codes(client, "exhibitors") == sorted(["kept", guest.exhibitor.code])
    assert codes(client, "products", exhibitor="gone") == ["ink", "tea"]
    assert (
        [e["title"]["en"] for e in get(client, "calendar", exhibitor="gone")["results"]]
        == [e["title"]["en"] for e in get(client, "calendar", exhibitor="kept")["results"]]
        != []
    )
    assert client.get("/calendars/exhibitor/gone.ics").status_code == 200
    assert Facet.objects.filter(name="exhibitor", code="older").count() == 2
    assert list(ledger.check()) == []


@override("en")
def test_nothing_is_merged_twice_or_with_itself() -> None:
    a, b, c = (make.exhibitor() for _ in "abc")
    for one, other in ((a, a), (a, Exhibitor(pk=0))):
        with pytest.raises(ValidationError, match="Choose two"):
            merge(one, other)
    merge(a, b)
    with pytest.raises(ValidationError, match=str(a)):
        Participation(exhibitor=Exhibitor.objects.get(pk=b.pk), edition=make.edition()).full_clean()
    for one, other in ((c, b), (b, c), (a, b)):
        with pytest.raises(ValidationError, match="merged already"):
            merge(one, other)


def test_a_company_merged_with_the_one_on_whose_stand_it_is_has_its_own() -> None:
    edition = make.edition()
    kept, gone = make.exhibitor(), make.exhibitor()
    main = make.participation(edition, gone)
    guest = make.participation(edition, role="co", main=main)
    part = make.participation(edition, kept, role="co", main=main)
    place = stand(stand_plan(edition), "1", participation=main)
    merge(kept, gone)
    part, guest = (Participation.objects.get(pk=each.pk) for each in (part, guest))
    assert (part.role, part.main, part.stand, guest.main) == ("main", None, "1", part)
    assert (list(part.stands.all()), Participation.objects.filter(pk=main.pk).exists()) == ([place], False)


def test_the_applicant_s_page_leads_on(client: Client) -> None:
    """To what nobody else applied for; not to what another did, nor from what was only deleted."""
    mine = make.organisation(kind="company")
    edition = make.edition(published=False)
    guests = invitation(edition, uses=9)[0]
    # organisation and invitation of the one that stays, and of the one that goes; whether the latter's company is kept
    table: list[tuple[Any, Any, Any, Any, bool, bool]] = [
        (None, None, None, guests, False, True),
        (None, None, None, guests, True, True),
        (None, guests, None, guests, False, False),
        (None, guests, mine, None, False, False),
        (mine, None, None, guests, True, False),
    ]
    for of_stays, by_stays, of_goes, by_goes, turned, leads in table:
        stays = make.participation(edition, make.exhibitor(organisation=of_stays), invitation=by_stays)
        goes = make.participation(edition, make.exhibitor(organisation=of_goes), "applied", invitation=by_goes)
        pages, companies = (own_path(goes), own_path(stays)), [stays.exhibitor, goes.exhibitor]
        merge(*(reversed(companies) if turned else companies))
        answer = client.get(pages[0])
        expected = (302, pages[1]) if leads else (404, None)
        assert (answer.status_code, answer.headers.get("Location")) == expected, (of_stays, by_stays, turned)
    alone = make.participation(edition)
    page, exhibitor = own_path(alone), alone.exhibitor
    alone.delete()
    make.participation(edition, exhibitor)
    assert client.get(page).status_code == 404


def test_of_two_that_became_one_neither_page_shows_the_other_s(client: Client) -> None:
    edition = make.edition(published=False)
    stays, *others = (make.participation(edition, status=s) for s in ("admitted", "applied", "applied"))
    pages = [own_path(part) for part in others]
    merge(stays.exhibitor, others[0].exhibitor)
    assert client.get(pages[0]).status_code == 302
    merge(stays.exhibitor, others[1].exhibitor)
    assert [client.get(page).status_code for page in pages] == [404, 404]


def test_all_that_leads_to_an_exhibitor_is_thought_of() -> None:
    related = (f for f in Exhibitor._meta.get_fields(include_hidden=True) if f.auto_created and not f.concrete)
    leading = {f"{r.related_model.__name__}.{r.field.name}" for r in related}
    leading = {name for name in leading if not name.startswith("Historical")}
    assert leading - {"CatalogueEntry.exhibitor"} == {
        "Distinction.first", "Distinction.second", "Exhibitor.merged_into", "MatchKey.exhibitor",
        "NeighbourWish.neighbour", "Participation.exhibitor", "Product.exhibitor",
    }  # fmt: skip
