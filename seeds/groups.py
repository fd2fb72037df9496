"""The two groups of users, made once: what an administrator changes in them later stays."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet

EDITORS, APPROVERS = "Editors", "Approvers"
APPS = ("fairs", "initiatives")
PERSONAL = ("user", "membership")
VOCABULARY = ("region", "regiongroup", "regiongroupmember", "category")


def make_groups() -> int:
    """How many were missing."""
    everything = Permission.objects.filter(content_type__app_label__in=APPS).exclude(
        Q(content_type__model__in=PERSONAL) | Q(content_type__model__startswith="historical")
    )
    viewing = Q(codename__startswith="view_")
    editing = everything.exclude(codename__startswith="publish_").exclude(~viewing, content_type__model__in=VOCABULARY)
    return _make(EDITORS, editing) + _make(APPROVERS, everything)


def _make(name: str, permissions: "QuerySet[Permission]") -> int:
    group, made = Group.objects.get_or_create(name=name)
    if made:
        group.permissions.set(permissions)
    return made
