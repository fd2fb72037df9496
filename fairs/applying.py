"""A company applies for an edition: once, whoever clicks how often, and as long as applications are taken."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.core.signing import Signer
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from . import names
from .calendar import ledger
from .models import (
    Deadline,
    Edition,
    EditorialState,
    EventStatus,
    Exhibitor,
    Invitation,
    MatchKey,
    NeighbourWish,
    Organisation,
    Participation,
    Product,
    ProductDisplay,
)

MOST_PRODUCTS, MOST_NEIGHBOURS, MOST_DOCUMENTS = 100, 10, 20
_signer = Signer(salt="fairs.applying")


class Closed(Exception):  # noqa: N818
    """No applications are taken; says why."""


class Again(Exception):  # noqa: N818
    """``first``: the participation by which the company takes part already."""

    def __init__(self, first: Participation) -> None:
        super().__init__(_("This company has already applied for this edition."))
        self.first = first


@dataclass(frozen=True)
class Application:
    """``exhibitor``: a company that is known, or None for a new one of these ``company`` fields.

    ``uuid`` is the sender's, so that what is sent twice is one: of the participation, whose own UUID everybody may come
    to know, it is no part. ``products``: fields of Product each.
    """

    edition: Edition
    exhibitor: Exhibitor | None = None
    company: dict[str, Any] = field(default_factory=dict)
    wish: dict[str, Any] = field(default_factory=dict)
    products: Iterable[dict[str, Any]] = ()
    neighbours: Iterable[Exhibitor] = ()
    uuid: UUID = field(default_factory=uuid4)
    invitation: Invitation | None = None
    organisation: Organisation | None = None

    @property
    def name(self) -> str:
        given = (self.company.get(f"name_{language}") or "" for language in ("zh_hans", "en"))
        return next(filter(None, map(names.company, given)), "")

    @property
    def sender(self) -> str:
        """Who proves to be the same by what nobody else has."""
        if self.invitation:
            return f"invitation {self.invitation.pk}"
        organisation = self.exhibitor.organisation if self.exhibitor else self.organisation
        return f"organisation {organisation.pk}" if organisation else ""

    @property
    def own_uuid(self) -> UUID:
        """Of the participation: from what the sender sent, which cannot be found from it."""
        secret = salted_hmac("fairs.applying", f"{self.sender} {self.uuid}", algorithm="sha256")
        return UUID(bytes=secret.digest()[:16], version=4)

    @property
    def applied_as(self) -> str:
        return "" if self.exhibitor else f"{self.sender}: {self.name}"[: names.LONGEST]


def why_closed(edition: Edition) -> str:
    """Why no applications are taken; "" while they are."""
    if edition.editorial_state != EditorialState.PUBLISHED:
        return _("This edition takes no applications.")
    due = max((d.day for d in edition.deadlines.all() if d.kind == Deadline.Kind.APPLICATION), default=None)
    if due and due < timezone.localdate() and edition.event_status != EventStatus.CANCELLED:
        return _("Applications were taken until %(day)s.") % {"day": due}
    return why_past(edition)


def why_past(edition: Edition) -> str:
    """Why nobody can take part any more; "" while one can."""
    if edition.event_status == EventStatus.CANCELLED:
        return _("This edition was cancelled.")
    last = max((block.last_day for block in edition.blocks.all() if block.last_day), default=None)
    return _("This edition is over.") if last and last < timezone.localdate() else ""


def why_invalid(invitation: Invitation, used: int | None = None) -> str:
    """Why nobody can apply by it; "" when one can. ``used``: how often it was, if that is known."""
    if invitation.revoked_at:
        return _("This invitation was revoked.")
    if invitation.last_day < timezone.localdate():
        return _("This invitation was valid until %(day)s.") % {"day": invitation.last_day}
    if (invitation.applications.count() if used is None else used) >= invitation.uses:
        return _("This invitation has been used.")
    return why_closed(invitation.edition)


def apply(application: Application) -> tuple[Participation, bool]:
    """The participation, and whether it is new. Raises Closed, Again, ValidationError."""
    try:
        return _apply(application)
    except (IntegrityError, ValidationError):  # somebody may have been faster by a moment: now it is found
        return _apply(application)


def _apply(application: Application) -> tuple[Participation, bool]:
    with ledger.writing(), transaction.atomic():
        invitation = application.invitation
        if invitation:  # its applications are counted by one at a time
            locked = Invitation.objects.select_for_update(no_key=True, of=("self",))
            invitation = locked.select_related("edition").get(pk=invitation.pk)
        if first := _earlier(application):
            if not _the_same(application, first):
                raise Again(first)
            return first, False
        if why := why_invalid(invitation) if invitation else why_closed(application.edition):
            raise Closed(why)
        exhibitor = application.exhibitor or _founded(application)
        participation = Participation(
            uuid=application.own_uuid,
            edition=application.edition,
            exhibitor=exhibitor,
            pavilion=invitation.pavilion if invitation else None,
            invitation=invitation,
            applied_as=application.applied_as,
            **application.wish,
        )
        participation.full_clean(exclude=["invitation"])
        participation.save()
        for neighbour in application.neighbours:
            NeighbourWish.objects.create(participation=participation, neighbour=neighbour)
        for values in application.products:
            show(participation, values)
    return participation, True


def _earlier(application: Application) -> Participation | None:
    """By which the company takes part already, as far as the sender may know of it."""
    others = Participation.objects.select_related("exhibitor", "edition")
    if first := others.filter(uuid=application.own_uuid).first():
        return first
    others = others.filter(edition=application.edition)
    if application.exhibitor:
        return others.filter(exhibitor=application.exhibitor).first()
    known = Q(status=Participation.Status.ADMITTED)
    if application.organisation:
        known |= Q(exhibitor__organisation=application.organisation)
    called = _called(application).values("pk")
    return others.filter(Q(applied_as=application.applied_as) | known & Q(exhibitor__in=called)).first()


def _the_same(application: Application, first: Participation) -> bool:
    """Whether it is this application, sent again."""
    return (
        first.uuid == application.own_uuid
        and first.edition_id == application.edition.pk
        and first.applied_as == application.applied_as
        and (application.exhibitor is None or first.exhibitor_id == application.exhibitor.pk)
    )


def _called(application: Application) -> Any:
    named = MatchKey.objects.filter(kind=MatchKey.Kind.NAME, value=application.name)
    return Exhibitor.objects.filter(pk__in=named.values("exhibitor"))


def _founded(application: Application) -> Exhibitor:
    """A new row, unless the invited company is known by exactly this name: nobody takes over another's record.

    If that has applied, which the invited need not know, the organiser finds two.
    """
    known = list(_called(application)[:2]) if application.invitation else []
    if len(known) == 1 and not known[0].participations.filter(edition=application.edition).exists():
        return known[0]
    made = Exhibitor(code=new_code("x"), organisation=application.organisation, **application.company)
    made.full_clean()
    made.save()
    return made


def show(participation: Participation, values: dict[str, Any]) -> tuple[ProductDisplay, bool]:
    """The company's product of this name, category and origin, shown on its stand; whether that is new."""
    alike = Product.objects.filter(
        exhibitor=participation.exhibitor_id, category=values["category"], origin=values["origin"]
    )
    called = {names.plain(values.get(f"name_{language}") or "") for language in ("zh_hans", "en")} - {""}
    product = next((p for p in alike if {names.plain(p.name_zh_hans), names.plain(p.name_en)} & called), None)
    if product is None:
        product = Product(code=new_code("p"), exhibitor=participation.exhibitor, **values)
        product.full_clean()
        product.save()
    return ProductDisplay.objects.get_or_create(
        participation=participation,
        product=product,
        defaults={"edition": participation.edition, "pavilion": participation.pavilion},
    )


def new_code(kind: str) -> str:
    """Of what nobody has named yet."""
    return f"{kind}-{uuid4().hex[:12]}"


# Addresses that only those know who were told


def invite(invitation: Invitation) -> str:
    """Give it a token, and say the path that is told once: of the token only the hash is kept."""
    token = token_urlsafe(24)
    invitation.token_hash = _hash(token)
    return reverse("apply", args=[token])


def invited(token: str) -> Invitation | None:
    return Invitation.objects.select_related("edition", "pavilion").filter(token_hash=_hash(token)).first()


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def own_path(participation: Participation) -> str:
    """Where its applicant sees what became of it."""
    return reverse("application", args=[participation.uuid, _signer.signature(str(participation.uuid))])


def taken_over(uuid: UUID) -> Participation | None:
    """What one participation became part of when its company was merged: only where nobody else applied for that.

    Others have the address of their own; merging says who the company is, not that whoever applied are one.
    """
    gone = Participation.history.filter(uuid=uuid, history_type="-").first()
    exhibitor = gone and Exhibitor.objects.select_related("merged_into").filter(pk=gone.exhibitor_id).first()
    if exhibitor is None:
        return None
    kept = exhibitor.merged_into or exhibitor
    companies = [kept.pk, *kept.merged.values_list("pk", flat=True)]
    ended = Participation.history.filter(history_type="-", edition_id=gone.edition_id, exhibitor_id__in=companies)
    if kept.organisation_id or len(companies) == 1 or ended.count() > 1:
        return None
    return Participation.objects.filter(edition=gone.edition_id, exhibitor=kept, invitation=None).first()


def is_own(uuid: UUID, signature: str) -> bool:
    return constant_time_compare(_signer.signature(str(uuid)), signature)


def refuse_more(participation: Participation) -> None:
    """Raises Closed, ValidationError."""
    if participation.status in (Participation.Status.DECLINED, Participation.Status.WITHDRAWN):
        raise Closed(_("This application is %(state)s: no papers are taken.") % {"state": participation.standing()})
    if participation.documents.count() >= MOST_DOCUMENTS:
        raise ValidationError(_("%(most)d documents are the most.") % {"most": MOST_DOCUMENTS})
