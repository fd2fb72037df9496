"""The catalogue of the real data."""

import pytest
from django.test import Client

from seeds.loading import Loading

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("facts")
@pytest.mark.parametrize("word", ["coffee", "咖啡"])
def test_coffee_at_the_liaoning_trade_fair_leads_to_malaysia(client: Client, word: str) -> None:
    [found] = client.get("/api/v1/catalogue/", {"q": word}).json()["results"]
    assert (found["product"]["code"], found["origin"]["name_en"]) == ("malaysia-coffee", "Malaysia")
    assert (found["pavilion"]["name_en"], found["edition"]["code"]) == ("Malaysia pavilion", "liaoning-trade-fair-6")
    assert (found["exhibitor"], found["hall"], found["stand"]) == (None, None, "")  # no source says
    assert client.get(found["feed"]).status_code == 200
    text = client.get("/catalogue/", {"q": word, "lang": "zh-hans"}).content.decode()
    assert all(name in text for name in ("马来西亚馆", "第6届辽宁国际投资贸易洽谈会"))


def test_nothing_real_is_left_out_of_it(facts: Loading, client: Client) -> None:
    counts = client.get("/api/v1/catalogue/counts/").json()
    assert {row["code"]: row["count"] for row in counts["kind"]} == {"product": 8}
    assert {row["code"] for row in counts["origin"]} == {"CN", "LK", "MY", "210000", "440000", "650000"}
