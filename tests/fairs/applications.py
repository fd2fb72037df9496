"""An edition that takes applications, and who applies for it."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Permission
from django.utils import timezone

from fairs.applying import invite
from fairs.models import Edition, Invitation
from tests import factories as make

PDF = b"%PDF-1.7\n%%EOF\n"


def coming(**fields: Any) -> Edition:
    first = timezone.localdate() + timedelta(days=100)
    return make.edition(days=[(first, first + timedelta(days=3))], **fields)


def invitation(edition: Edition, **fields: Any) -> tuple[Invitation, str]:
    """With the path that was told."""
    given = {"label": "Guests", "last_day": timezone.localdate(), **fields}
    made = Invitation(edition=edition, **given)
    path = invite(made)
    made.save()
    return made, path


def member_of(organisation: Any, **fields: Any) -> Any:
    """Acts for it, and has every right in the app; nothing but what belongs to it is theirs."""
    user = make.user(**{"is_staff": True, **fields})
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="fairs"))
    make.membership(user, organisation)
    return user
