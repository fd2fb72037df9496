"""How far the real programme of 2024 has come, by what documents tell of that year's editions."""

from typing import Any

from rest_framework.test import APIClient

from seeds.loading import Loading

PROGRAMME = "/api/v1/programmes/2024"
ASKED = {"as_of": "2024-12-31", "stage": "held"}
RULE = [
    "Editions of the plan year 2024: the year they state, else that of their first day; each in one year.",
    "Only with a professional venue among those used.",
    "Only in Liaoning; what its enterprises attend elsewhere does not count.",
    "Conferences count as editions, and are left out of averages of space.",
    "Cancelled editions count as planned only.",
    "Postponed without a new date it is not held; postponed to another edition of the year it counts as that.",
    "Combined fairs count once, with the largest space that any of them states.",
]


def test_2024_against_270_and_3_5_million(facts: Loading, client: APIClient) -> None:
    """Of one edition alone is a professional venue known, and of that no space: what nobody states is not guessed."""
    told: Any = client.get(f"{PROGRAMME}/progress/", ASKED).json()
    assert [(t["measure"], t["comparison"], t["value"], t["actual"], t["missing"]) for t in told["targets"]] == [
        ("count", "at_least", 270, 1, 269),
        ("area", "more_than", 3_500_000, 0, 3_500_001),
    ]
    assert [line["en"] for line in told["rule"]][: len(RULE)] == RULE
    assert told["total"]["total"]["area_unknown"] == 1
    assert {row["reason"]: row["count"] for row in told["left_out"]} == {
        "elsewhere": 9, "venue": 1, "venue_unknown": 5,
    }  # fmt: skip
    rows = {row["reason"]: row["editions"].split("?")[1] for row in told["left_out"]}
    rows["counted"] = told["total"]["total"]["editions"].split("?")[1]
    behind = {why: client.get(f"{PROGRAMME}/editions/?{query}").json()["results"] for why, query in rows.items()}
    assert {why: [row["code"] for row in behind[why]] for why in ("counted", "venue", "venue_unknown")} == {
        "counted": ["shenyang-korea-expo-2024"],
        "venue": ["summer-davos-15"],
        "venue_unknown": [
            "china-russia-shenyang-2024", "cieme-22", "dalian-japan-goods-13", "liaoning-trade-fair-5",
            "made-in-russia-shenyang-1",
        ],
    }  # fmt: skip
