"""Many who build into the same place of a plan at the same time: one of them gets it."""

from concurrent.futures import ThreadPoolExecutor
from itertools import combinations

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from fairs.floor import rectangle
from fairs.models import Stand, StandPlan
from tests.fairs.floors import stand_plan

pytestmark = pytest.mark.django_db(transaction=True)


def test_only_what_fits_gets_in() -> None:
    plan = stand_plan()
    tries = [Stand(plan=plan, number=f"A{n}", outline=rectangle(n, 0, 3, 3)) for n in range(12)]

    def build(one: Stand) -> bool:
        try:
            if one.number in ("A3", "A6", "A9"):
                plan.put([one])
            else:
                one.save()
        except ValidationError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(6) as pool:
        built = sum(pool.map(build, tries))
    outlines = StandPlan.objects.get().outlines()
    assert 3 <= built == len(outlines) <= 4
    assert [pair for pair in combinations([o[0][0] for o in outlines.values()], 2) if abs(pair[0] - pair[1]) < 3] == []
