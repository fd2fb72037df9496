"""Every page of every model, in both languages, and what a page costs."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from fairs.calendar.models import Listing, PersonalFeed
from fairs.models import AllocationProposal
from initiatives.models import Report
from tests import factories as make

from .world import everything, logged_in, superuser, url

MODELS = sorted(admin.site._registry, key=lambda m: m._meta.label)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["zh-hans", pytest.param("en", marks=pytest.mark.once)])
def test_every_page_of_every_model_answers(language: str) -> None:
    everything()
    client = logged_in(superuser(), language)
    wrong = []
    for model in MODELS:
        row = model._default_manager.first()
        by_hand = [] if model in (Listing, PersonalFeed, Report) else ["add", "delete"]
        by_hand = ["delete"] if model is AllocationProposal else by_hand
        pages = ["changelist", "change", "history", *by_hand]
        for page in pages:
            response = client.get(url(row, page))
            if response.status_code != 200:
                wrong.append((url(row, page), response.status_code))
    assert wrong == []
    assert len(MODELS) >= 24


@pytest.mark.django_db
def test_djangos_own_words_are_chinese_too() -> None:
    make.edition()
    page = logged_in(superuser(), "zh-hans").get(reverse("admin:fairs_edition_changelist")).content.decode()
    assert 'lang="zh-hans"' in page
    assert "搜索" in page


@pytest.mark.django_db
def test_every_list_can_be_searched() -> None:
    everything()
    client = logged_in(superuser())
    searched = [m._meta for m in MODELS if admin.site._registry[m].search_fields]
    lists = [reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist") for opts in searched]
    assert {address: client.get(address, {"q": "号"}).status_code for address in lists} == dict.fromkeys(lists, 200)


@pytest.mark.django_db
def test_editions_are_found_in_either_language_and_by_other_names() -> None:
    fair = make.fair(aliases="制博会\nCIEME")
    found = make.edition(fair=fair, title_zh_hans="第22届制造业博览会", title_en="22nd Manufacturing Expo")
    make.edition(title_zh_hans="别的展会", title_en="Other Show")
    client = logged_in(superuser())
    for words in ("制造业", "manufacturing", "CIEME", "制博会", "沈阳 制造业", found.code):
        page = client.get(reverse("admin:fairs_edition_changelist"), {"q": words})
        assert list(page.context["cl"].queryset) == [found], words


@pytest.mark.django_db
def test_lists_are_filtered() -> None:
    shenyang = make.edition(days=[(None, None)][:0], published=False, year=2030)
    dalian = make.edition(region=make.region("210200"))
    canton = make.edition(region=make.region("440100"))
    client = logged_in(superuser())

    def editions(**filters: str) -> set[Any]:
        return set(client.get(reverse("admin:fairs_edition_changelist"), filters).context["cl"].queryset)

    assert editions(region="210200") == {dalian}
    assert editions(region="outside") == {canton}
    assert editions(when="unknown") == {shenyang}
    assert editions(attention="days") == {shenyang}
    assert editions(editorial_state__exact="draft") == {shenyang}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("fairs_edition", "blocks__first_day"),
        ("fairs_session", "starts_at"),
        ("initiatives_launch", "starts_at"),
        ("initiatives_launch", "first_day"),
        ("calendar_listing", "start"),
        ("fairs_source", "published_on"),
        ("fairs_user", "date_joined"),
    ],
)
def test_a_list_of_days_that_no_calendar_has_is_refused_or_empty(name: str, field: str) -> None:
    everything()
    client = logged_in(superuser())
    wrong = []
    for year in ("-1", "0", "1", "1949", "2101", "9999", "10000", "9" * 30, "x"):
        for more in ({}, {"month": "1"}, {"month": "12", "day": "31"}, {"month": "2", "day": "30"}):
            asked = {f"{field}__{part}": value for part, value in {"year": year, **more}.items()}
            answer = client.get(reverse(f"admin:{name}_changelist"), asked)
            found = answer.context["cl"].result_count if answer.status_code == 200 else answer.headers.get("Location")
            if found not in (0, "?e=1", f"{answer.request['PATH_INFO']}?e=1"):
                wrong.append((asked, answer.status_code, found))
    for moment in ("0001-01-01", "9999-12-31"):
        answer = client.get(reverse(f"admin:{name}_changelist"), {f"{field}__gte": moment})
        assert answer.status_code in (200, 302)
    assert wrong == []


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [make.session, make.launch])
def test_what_comes_next_is_listed_first_and_what_has_no_days_last(kind: Any) -> None:
    today = timezone.localdate()

    def on(*days: int) -> Any:
        first, last = (today + timedelta(days=n) for n in days)
        return kind(starts_at=None, first_day=first, last_day=last)

    past, long_past, later, soon, under_way = on(-2, -1), on(-9, -8), on(8, 9), on(1, 1), on(-1, 1)
    undated = kind(stated_dates="in spring")
    page = logged_in(superuser()).get(url(past, "changelist"))
    assert list(page.context["cl"].queryset) == [under_way, soon, later, past, long_past, undated]


@pytest.mark.django_db
def test_autocomplete_finds_relations() -> None:
    region = make.region("210200")
    page = logged_in(superuser()).get(
        reverse("admin:autocomplete"),
        {"app_label": "fairs", "model_name": "edition", "field_name": "region", "term": "dalian"},
    )
    assert page.json() == {"results": [{"id": str(region.pk), "text": "Dalian"}], "pagination": {"more": False}}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("fairs_edition", 9),
        ("fairs_session", 7),
        ("initiatives_launch", 5),
        ("fairs_fair", 6),
        ("fairs_venue", 6),
        ("fairs_participation", 4),
    ],
)
def test_a_list_costs_the_same_with_one_row_and_with_three(name: str, queries: int) -> None:
    client = logged_in(superuser())
    counts = []
    for more in (1, 2):
        for _number in range(more):
            edition = make.edition(venues=[make.venue()])
            make.participation(edition)
            make.session(edition)
            make.launch()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(f"admin:{name}_changelist")).status_code == 200
        counts.append(len(captured))
    assert counts == [queries, queries]


@pytest.mark.django_db(transaction=True)
def test_reading_takes_no_lock() -> None:
    edition = everything()
    client = logged_in(superuser())
    addresses = [
        reverse("admin:index"),
        *(url(edition, page) for page in ("changelist", "add", "change", "history", "delete")),
        f"{reverse('admin:fairs_edition_act', args=['cancel'])}?pk={edition.pk}",
    ]
    with CaptureQueriesContext(connection) as captured:
        for address in addresses:
            assert client.get(address).status_code == 200
    assert [q["sql"] for q in captured if q["sql"].startswith(("BEGIN", "SAVEPOINT", "INSERT", "UPDATE"))] == []
