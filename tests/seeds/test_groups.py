import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType

from fairs.admin.rights import OFFERED
from seeds.groups import make_groups

PUBLISHED = ("edition", "session", "launch", "programme", "initiative", "indicator", "investment")
VOCABULARY = ("region", "regiongroup", "regiongroupmember", "category")

pytestmark = pytest.mark.usefixtures("facts")


def permissions(name: str) -> set[str]:
    return set(Group.objects.get(name=name).permissions.values_list("codename", flat=True))


def test_approvers_publish_and_keep_the_vocabulary() -> None:
    assert permissions("Approvers") - permissions("Editors") == {
        "confirm_hallbooking",
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


def new_right(model: str = "launch") -> str:
    """As a later version brings it."""
    kind = ContentType.objects.get(app_label="initiatives", model=model)
    return Permission.objects.create(content_type=kind, codename=f"inspect_{model}", name="x").codename


@pytest.mark.parametrize("remembered", [True, False], ids=["", "a database from before it was remembered"])
def test_what_a_new_version_brings_is_given_once(remembered: bool) -> None:
    if not remembered:
        Group.objects.get(name=OFFERED).delete()
    editors = Group.objects.get(name="Editors")
    editors.permissions.remove(Permission.objects.get(codename="add_launch"))
    before, right = permissions("Editors"), new_right()
    assert make_groups() == 0
    assert permissions("Editors") == before | {right}
    assert right in permissions("Approvers")
    editors.permissions.remove(Permission.objects.get(codename=right))
    assert make_groups() == 0
    assert permissions("Editors") == before


def test_a_group_deleted_is_made_again_with_all_its_rights() -> None:
    before = permissions("Editors")
    Group.objects.get(name="Editors").delete()
    assert make_groups() == 1
    assert permissions("Editors") == before
