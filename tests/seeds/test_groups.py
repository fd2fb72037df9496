import pytest
from django.contrib.auth.models import Group

from seeds.groups import make_groups

PUBLISHED = ("edition", "session", "launch", "programme", "initiative", "indicator", "investment")
VOCABULARY = ("region", "regiongroup", "regiongroupmember", "category")

pytestmark = pytest.mark.usefixtures("facts")


def permissions(name: str) -> set[str]:
    return set(Group.objects.get(name=name).permissions.values_list("codename", flat=True))


def test_approvers_publish_and_keep_the_vocabulary() -> None:
    assert permissions("Approvers") - permissions("Editors") == {
        *(f"publish_{noun}" for noun in PUBLISHED),
        *(f"{verb}_{noun}" for verb in ("add", "change", "delete") for noun in VOCABULARY),
    }


def test_editors_enter_what_they_then_submit() -> None:
    editors = permissions("Editors")
    assert {"add_edition", "change_edition", "view_region", "add_launch", "add_brand", "change_dayblock"} <= editors
    assert [p for p in editors if p.endswith(("_user", "_membership")) or "historical" in p] == []


def test_what_an_administrator_took_away_stays_away() -> None:
    Group.objects.get(name="Editors").permissions.clear()
    assert make_groups() == 0
    assert permissions("Editors") == set()
