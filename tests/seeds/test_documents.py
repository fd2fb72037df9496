"""Every figure of the five documents, and of the survey of indicators, is served or left out for a reason."""

import re
from typing import Any

from rest_framework.test import APIClient

from seeds.files import read
from seeds.loading import Loading

from .documents import GUANGDONG, HEZE, LIAONING_2024, LIAONING_2025, LIAONING_TRADE, SERVED

# Every number that occurs in a document, as it is written there.
NUMBERS = {
    LIAONING_2025: "6th 100,000 7,495 7.5 6.7 3,146",
    LIAONING_TRADE: "14th 763.05 105.2 2023 21.86 2024 779 11.5 1.88 7.1 10,000 20.9 20 958 236 12 892 14.4 "
    "first eighth zero-to-one",
    HEZE: "7.6 2025-08-23 08:30 125.49 1+N Ten 327 2.83 215 1:76 400 15.14 9.1 fifth",
    LIAONING_2024: "270 25 eight five four 3.5 5th",
    GUANGDONG: "2023-01-13 12 14th first second hundreds 100 trillions",
}

# A row of the survey: (source, indicator, region, period, value, year-on-year); of the rural cut where it says so.
SURVEYED = [
    (LIAONING_2025, "service-consumption-per-capita&cut=all", "210000", "2025-H1", 7495, 7.5),
    (LIAONING_2025, "service-consumption-per-capita&cut=rural", "210000", "2025-H1", 3146, 6.7),
    (LIAONING_TRADE, "imports-exports", "210000", "2023", 763_050_000_000, None),
    (LIAONING_TRADE, "actual-foreign-investment", "210000", "2023", 21_860_000_000, None),
    (LIAONING_TRADE, "freight-trains", "210000", "2024", 892, 14.4),
    (HEZE, "retail-sales", "371700", "2025-H1", 125_490_000_000, 7.6),
    (HEZE, "vouchers-issued", "371700", "2025-H1", 2_830_000, None),
    (HEZE, "consumption-by-vouchers", "371700", "2025-H1", 215_000_000, None),
    (HEZE, "promotional-packages", "371700", "2025-H1", 327, None),
    (HEZE, "promotion-activities", "371700", "2025-H1", 400, None),
    (HEZE, "online-retail-sales", "371700", "2025-H1", 15_140_000_000, 9.1),
    ("3news-2023-04-28", "mofcom-exhibitions", "CN", "2023-Q1", 540, 330),
    ("3news-2023-04-28", "mofcom-exhibition-area", "CN", "2023-Q1", 10_311_000, 230),
    ("3news-2023-04-28", "mofcom-exhibitions-10000", "CN", "2023-Q1", 286, 570),
    ("hpyiliao-2024-01-11", "ccpit-exhibitions", "CN", "2023", 3923, 117.1),
    ("hpyiliao-2024-01-11", "ccpit-exhibition-area", "CN", "2023", 141_000_000, 153.3),
    ("b0-2023-04-24", "ccpit-exhibitions", "CN", "2022", 1807, None),
    ("b0-2023-04-24", "ccpit-exhibition-area", "CN", "2022", 55_760_000, None),
    ("b0-2023-04-24", "ccpit-share-under-10000", "CN", "2022", 13, None),
    ("b0-2023-04-24", "ccpit-share-10000-30000", "CN", "2022", 45.6, None),
    ("b0-2023-04-24", "ccpit-share-30000-50000", "CN", "2022", 20.7, None),
    ("b0-2023-04-24", "ccpit-share-50000-100000", "CN", "2022", 14.1, None),
    ("b0-2023-04-24", "ccpit-share-from-100000", "CN", "2022", 6.6, None),
    ("jizihe-17138936", "all-exhibitions", "CN", "2020", 5408, -50.98),
    ("jizihe-17138936", "all-exhibition-area", "CN", "2020", 77_266_100, -48.05),
    ("jizihe-17138936", "dalian-venue-shows", "210200", "2019", 48, None),
    ("jizihe-17138936", "dalian-venue-shows-consumer", "210200", "2019", 40, None),
    ("jizihe-17138936", "dalian-venue-shows-professional", "210200", "2019", 42, None),
    ("jizihe-17138936", "dalian-venue-shows-city-level", "210200", "2019", 40, None),
    ("zhanlanku-11716", "shenyang-exhibitions", "210100", "2014", 300, None),
    ("zhanlanku-11716", "shenyang-exhibitions", "210100", "2010", 227, None),
    ("zhanlanku-11716", "shenyang-exhibition-area", "210100", "2014", 2_900_000, None),
    ("zhanlanku-11716", "shenyang-exhibition-area", "210100", "2010", 1_400_000, None),
    ("zhanlanku-11716", "shenyang-venues-all", "210100", "2014", 13, None),
    ("zhanlanku-11716", "shenyang-venues-professional", "210100", "2014", 3, None),
    ("zhanlanku-11716", "shenyang-venues-other", "210100", "2014", 10, None),
    ("zhanlanku-11716", "shenyang-venue-area-all", "210100", "2014", 200_000, None),
    ("zhanlanku-11716", "shenyang-venue-area-professional", "210100", "2014", 130_000, None),
    ("zhanlanku-11716", "shenyang-venue-area-other", "210100", "2014", 70_000, None),
    ("bbhosts-3777", "dalian-exhibitions", "210200", "2009", 100, None),
    ("bbhosts-3777", "dalian-exhibition-area", "210200", "2009", 1_016_200, None),
    ("bbhosts-3777", "dalian-share-10000", "210200", "2009", 35, None),
    ("bbhosts-3777", "dalian-exhibitors", "210200", "2009", 25_908, None),
    ("bbhosts-3777", "dalian-exhibitors-foreign", "210200", "2009", 3329, None),
    ("exhibitionworld-snwe-2021-03", "snwe-visits", "210100", "2021-03", 187_952, None),
]


# All that they observe, whole: (indicator, unit, region, cut, period, value, qualifier, year-on-year, change).
OBSERVED = {
    LIAONING_2025: [
        ("service-consumption-per-capita", "yuan", "210000", "all", "2025-H1", 7495, "exact", 7.5, None),
        ("service-consumption-per-capita", "yuan", "210000", "rural", "2025-H1", 3146, "exact", 6.7, None),
    ],
    LIAONING_TRADE: [
        ("actual-foreign-investment", "yuan", "210000", "all", "2023", 21_860_000_000, "exact", None, None),
        ("foreign-investment-projects", "count", "210000", "all", "2024", 236, "exact", None, 12),
        ("freight-trains", "count", "210000", "all", "2024", 892, "exact", 14.4, None),
        ("imports-exports", "yuan", "210000", "all", "2023", 763_050_000_000, "exact", None, None),
        ("new-foreign-enterprises", "count", "210000", "all", "2024", 958, "exact", None, None),
        ("new-trade-entities", "count", "210000", "all", "2024", 779, "exact", None, None),
        ("trade-of-new-entities", "yuan", "210000", "all", "2024", 11_500_000_000, "exact", None, None),
        ("used-car-exports-number", "count", "210000", "all", "2024", 10_000, "over", 20.9, None),
        ("used-car-exports-value", "yuan", "210000", "all", "2024", 1_880_000_000, "exact", 7.1, None),
    ],
    HEZE: [
        ("consumption-by-vouchers", "yuan", "371700", "all", "2025-H1", 215_000_000, "over", None, None),
        ("online-retail-sales", "yuan", "371700", "all", "2025-H1", 15_140_000_000, "exact", 9.1, None),
        ("promotion-activities", "count", "371700", "all", "2025-H1", 400, "nearly", None, None),
        ("promotional-packages", "count", "371700", "all", "2025-H1", 327, "exact", None, None),
        ("retail-sales", "yuan", "371700", "all", "2025-H1", 125_490_000_000, "exact", 7.6, None),
        ("retail-sales-growth", "percent", "371700", "all", "2025-H1", 7.6, "exact", None, None),
        ("vouchers-issued", "yuan", "371700", "all", "2025-H1", 2_830_000, "exact", None, None),
    ],
}


def followed(answer: Any, path: str) -> Any:
    path, asks, words = path.partition("~")
    found = reached(answer, path)
    return words in found if asks else found


def reached(answer: Any, path: str) -> Any:
    for step in path.split("."):
        name, _equals, value = step.partition("=")
        if value:
            answer = next(each for each in answer if each[name] == value)
        else:
            answer = answer[int(step)] if isinstance(answer, list) else answer[step]
    return answer


def test_what_the_documents_state_is_served(facts: Loading, client: APIClient) -> None:
    """With its source, but for progress and for sources themselves."""
    wrong: dict[Any, Any] = {}
    answers: dict[str, Any] = {}
    for document, rows in SERVED.items():
        for words, address, path, value in rows:
            if address not in answers:
                response = client.get(f"/api/v1/{address}")
                answers[address] = response.json() if response.status_code == 200 else {}
            answer = answers[address]
            told = answer.get("results", [answer])[0]
            try:
                found = followed(answer, path), told["source"]["code"] if "source" in told else document
            except (KeyError, IndexError, TypeError, StopIteration):
                found = answer
            if found != (value, document):
                wrong[document, words, address, path] = found
    assert wrong == {}


def test_what_they_observe_is_served_whole(facts: Loading, client: APIClient) -> None:
    found = {}
    for document in OBSERVED:
        told = client.get(f"/api/v1/observations/?source={document}&ordering=indicator").json()["results"]
        found[document] = [
            (
                o["indicator"]["code"], o["indicator"]["unit"], o["region"]["code"], o["cut"], o["period"], o["value"],
                o["qualifier"], o["year_on_year"], o["change"],
            )
            for o in told
        ]  # fmt: skip
    assert found == OBSERVED


def test_the_survey_of_indicators_is_served(facts: Loading, client: APIClient) -> None:
    """Its two targets are the programme's."""
    found = []
    for _source, indicator, region, period, _value, _year_on_year in SURVEYED:
        answer = client.get(f"/api/v1/observations/?indicator={indicator}&region={region}&period={period}").json()
        found += [
            (o["source"]["code"], indicator, region, o["period"], o["value"], o["year_on_year"])
            for o in answer["results"]
        ]
    assert found == SURVEYED


def test_everything_loaded_from_the_documents_is_in_the_table() -> None:
    addresses = {address for rows in SERVED.values() for _words, address, *_rest in rows}
    surveyed = {indicator.partition("&")[0] for _source, indicator, *_rest in SURVEYED}
    served = {name for address in addresses for name in re.findall(r"[\w-]+", address)} | surveyed
    rows = [row for name in ("initiatives", "investments", "indicators") for row in read(name)]
    assert {row.cells["code"] for row in rows} - served == set()


def numbers(text: str) -> set[str]:
    return set(re.findall(r"[\w$][\w.,:+-]*\w|\w", text))


def test_every_number_is_served_or_left_out_for_a_reason() -> None:
    for document, stated in NUMBERS.items():
        accounted = {number for words, *_rest in SERVED[document] for number in numbers(words)}
        for row in read("left_out"):
            if row.cells["source"] == document and row.cells["reason"]:
                accounted |= numbers(row.cells["what"])
        assert {number.lstrip("$") for number in stated.split()} - {a.lstrip("$") for a in accounted} == set()
