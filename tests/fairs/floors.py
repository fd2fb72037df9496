"""Stand plans made for tests: a hall of 20 m by 12 m with an entrance at the left of its lower wall."""

from typing import Any

from fairs.floor import rectangle
from fairs.models import Edition, Stand, StandPlan
from tests import factories


def stand_plan(edition: Edition | None = None, **fields: Any) -> StandPlan:
    given = {"outline": rectangle(0, 0, 20, 12), "entrances": [[2, 12]], **fields}
    given["hall"] = fields.get("hall") or factories.hall()
    return StandPlan.objects.create(edition=edition or factories.edition(published=False), **given)


def stand(plan: StandPlan, number: str, x: float = 0, y: float = 0, **fields: Any) -> Stand:
    """3 m by 3 m from its corner."""
    return Stand.objects.create(plan=plan, number=number, **{"outline": rectangle(x, y, 3, 3), **fields})


def row(plan: StandPlan, count: int, y: float = 0, letter: str = "A") -> list[Stand]:
    """Wall to wall."""
    return [stand(plan, f"{letter}{n + 1}", 3 * n, y) for n in range(count)]
