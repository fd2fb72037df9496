"""How many exhibitors an edition has, by role and address; represented companies are counted beside them."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from .models import AdmissionStatus, Edition, Participation
from .models.places import CHINA

SEPARATE = ("810000", "820000", "710000")  # Hong Kong, Macao, Taiwan: counted as foreign by some, so never mixed in
MEASURES = {
    "exhibitors": "exhibitors",
    "co_exhibitors": "co_exhibitors",
    "exhibitors_domestic": "domestic",
    "exhibitors_foreign": "foreign",
}


@dataclass(frozen=True)
class Count:
    """``exhibitors`` = main + co = domestic + separate + foreign + nowhere (whose address is not known)."""

    main: int = 0
    co_exhibitors: int = 0
    represented: int = 0
    domestic: int = 0
    separate: int = 0
    foreign: int = 0
    nowhere: int = 0

    @property
    def exhibitors(self) -> int:
        return self.main + self.co_exhibitors


@dataclass(frozen=True)
class Difference:
    """A stated figure, and what the admitted participations come to."""

    figure: Any
    counted: int

    @property
    def contradicts(self) -> bool:
        """The catalogue may be incomplete; it cannot have more than there were."""
        return self.counted > self.figure.value


def count(edition: Edition) -> Count:
    """Of those admitted; home or foreign by the company's address, not by what it shows."""
    address = ("exhibitor__region", *(f"exhibitor__region{'__parent' * n}" for n in (1, 2, 3)))
    admitted = Participation.objects.filter(edition=edition, status=AdmissionStatus.ADMITTED)
    found: Counter[str] = Counter()
    for role, *lineage in admitted.order_by().values_list("role", *(f"{step}__code" for step in address)):
        found[role] += 1
        if role != Participation.Role.REPRESENTED:
            found[_where({code for code in lineage if code})] += 1
    return Count(
        main=found[Participation.Role.MAIN],
        co_exhibitors=found[Participation.Role.CO],
        represented=found[Participation.Role.REPRESENTED],
        **{name: found[name] for name in ("domestic", "separate", "foreign", "nowhere")},
    )


def _where(lineage: set[str]) -> str:
    if not lineage:
        return "nowhere"
    if lineage & {*SEPARATE, "HK", "MO", "TW"}:
        return "separate"
    return "domestic" if CHINA in lineage else "foreign"


def differences(edition: Edition, counted: Count) -> list[Difference]:
    """Stated figures that differ from the count."""
    figures = edition.figures.filter(measure__in=MEASURES).order_by("measure", "stage")
    compared = (Difference(figure, getattr(counted, MEASURES[figure.measure])) for figure in figures)
    return [each for each in compared if each.counted != each.figure.value]
