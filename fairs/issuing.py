"""Personal feeds of exhibitors: who may have one issued, and is then told its stands, move-in and deadlines."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from fairs.calendar import personal
from fairs.calendar.models import PersonalFeed
from fairs.entries import audience_of
from fairs.models import Edition, Exhibitor, Participation


def exhibitors_of(user: Any) -> Any:
    """Whom the user's organisation acts for; of editors, also those that take part in nothing but what they edit."""
    mine: Any = Q(organisation__memberships__user=user)
    if user.has_perm("fairs.change_exhibitor"):
        parts = Participation.objects.filter(exhibitor=OuterRef("pk"))
        mine |= ~Exists(parts.exclude(edition__in=Edition.objects.editable_by(user)))
    return Exhibitor.objects.filter(mine, merged_into=None).distinct()


def issue_of_exhibitor(user: Any, name: str, code: str, **given: Any) -> tuple[PersonalFeed, str]:
    """To be handed over to it: the feed shows what only the exhibitor and its organisers know."""
    exhibitor = exhibitors_of(user).filter(code=code).first()
    if exhibitor is None:
        raise ValidationError({"exhibitor": _("You act for no exhibitor with this code.")})
    content, audience = PersonalFeed.Content.EXHIBITOR, audience_of(exhibitor.uuid)
    return personal.issue(user, name or str(exhibitor), content, audience=audience, **given)
