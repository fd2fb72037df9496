"""The two groups of users: each right is offered to them once, and what an administrator changes later stays.

Which rights have been offered is remembered as those of a third group, without members. Installations from before it
was kept have been offered whatever is not newer than the newest right that any group has there: rights are numbered as
they come into being. Taken from every group, the newest of those are given once more.
"""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Max, Q, QuerySet

from fairs.admin.rights import OFFERED

EDITORS, APPROVERS = "Editors", "Approvers"
APPS = ("fairs", "initiatives")
PERSONAL = ("user", "membership")
VOCABULARY = ("region", "regiongroup", "regiongroupmember", "category")


@transaction.atomic
def make_groups() -> int:
    """How many were missing."""
    everything = Permission.objects.filter(content_type__app_label__in=APPS).exclude(
        Q(content_type__model__in=PERSONAL) | Q(content_type__model__startswith="historical")
    )
    viewing = Q(codename__startswith="view_")
    deciding = Q(codename__startswith="publish_") | Q(codename__startswith="confirm_")
    editing = everything.exclude(deciding).exclude(~viewing, content_type__model__in=VOCABULARY)
    offered = _offered(everything)
    known = set(offered.permissions.values_list("pk", flat=True))
    missing = _offer(EDITORS, editing, known) + _offer(APPROVERS, everything, known)
    offered.permissions.add(*everything)
    return missing


def _offered(everything: "QuerySet[Permission]") -> Group:
    """The group that remembers."""
    group, made = Group.objects.get_or_create(name=OFFERED)
    if made:
        newest = everything.filter(group__isnull=False).aggregate(newest=Max("pk"))["newest"] or 0
        group.permissions.set(everything.filter(pk__lte=newest))
    return group


def _offer(name: str, permissions: "QuerySet[Permission]", known: set[int]) -> int:
    group, made = Group.objects.get_or_create(name=name)
    group.permissions.add(*(permissions if made else permissions.exclude(pk__in=known)))
    return made
