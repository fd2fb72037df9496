"""Asking the API as a program does."""

from typing import Any

from django.test import Client
from django.utils import timezone

LISTS = [
    "fairs", "editions", "sessions", "figures", "sources", "venues", "halls", "exhibitors", "participations",
    "products", "origins", "regions", "region-groups", "organisations", "categories", "programmes", "brands",
    "launches", "initiatives", "indicators", "observations", "investments", "catalogue", "stand-plans", "stands",
    "calendar", "changes",
]  # fmt: skip
DETAILED = LISTS[:-2]


def get(client: Client, path: str, **parameters: Any) -> Any:
    """The answer of ``/api/v1/<path>/``, which must be 200."""
    response = client.get(f"/api/v1/{path}/", parameters)
    assert response.status_code == 200, response.content
    return response.json()


def codes(client: Client, path: str, **parameters: Any) -> list[str]:
    return [row["code"] for row in get(client, path, **parameters)["results"]]


def refusal(client: Client, path: str, **parameters: Any) -> tuple[int, list[tuple[str, str]]]:
    """(status, [(parameter, code)]) of an answer that must be a problem."""
    response = client.get(f"/api/v1/{path}/", parameters)
    assert response["Content-Type"] == "application/problem+json", response.content
    told = response.json()
    assert told["status"] == response.status_code
    return response.status_code, [(e.get("parameter", ""), e["code"]) for e in told["errors"]]


def told(response: Any) -> tuple[int, list[tuple[str, str]]]:
    """(status, [(field, code)]) of a problem with what was sent."""
    return response.status_code, [(e.get("field", ""), e["code"]) for e in response.json()["errors"]]


def page(*rows: Any) -> dict[str, Any]:
    """A list that fits one page."""
    return {"next": None, "previous": None, "results": list(rows)}


def stamp(thing: Any) -> dict[str, Any]:
    """What cannot be known beforehand."""
    return {"uuid": str(thing.uuid), "modified_at": timezone.localtime(thing.modified_at).isoformat()}


def names(thing: Any) -> dict[str, str]:
    attribute = "name" if hasattr(thing, "name_en") else "title"
    return {f"{attribute}_{x}": getattr(thing, f"{attribute}_{x}") for x in ("zh_hans", "en")}


def named(thing: Any) -> dict[str, str]:
    """A link to it."""
    return {"code": thing.code, **names(thing)}


SHENYANG = {"code": "210100", "name_zh_hans": "沈阳市", "name_en": "Shenyang"}
MALAYSIA = {"code": "MY", "name_zh_hans": "马来西亚", "name_en": "Malaysia"}
