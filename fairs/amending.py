"""What applicants change themselves: their application while it is open, what they show until the fair is over."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from .applying import MOST_PRODUCTS, Closed, show, why_closed, why_past
from .calendar import ledger
from .models import Exhibitor, NeighbourWish, Participation, Product

OPEN = (Participation.Status.APPLIED, Participation.Status.WAITING)


def why_settled(participation: Participation) -> str:
    """Why its applicant changes the application no more; "" while it can."""
    if participation.status not in OPEN:
        told = {"state": participation.standing()}
        return _("This application is %(state)s: only the organiser changes it now.") % told
    return why_closed(participation.edition)


def why_fixed(participation: Participation) -> str:
    """Why its applicant changes no more what it shows; "" while it can."""
    admitted = participation.status == Participation.Status.ADMITTED
    return why_past(participation.edition) if admitted else why_settled(participation)


@contextmanager
def amending(participation: Participation) -> Iterator[Participation]:
    """It as it is now, on which nobody decides meanwhile. Raises Http404 when it just became part of another."""
    with ledger.writing(), transaction.atomic():
        yield get_object_or_404(Participation.objects.select_for_update(no_key=True), pk=participation.pk)


# Within ``amending()``. All raise Closed, ValidationError.


def amend(
    participation: Participation,
    wish: dict[str, Any],
    products: Iterable[dict[str, Any]] | None = None,
    neighbours: Iterable[Exhibitor] | None = None,
) -> None:
    """``products``, ``neighbours``: all of them; None: as they are."""
    _refuse(why_settled(participation))
    for name, value in wish.items():
        setattr(participation, name, value)
    participation.full_clean(exclude=["invitation"])
    participation.save()
    if neighbours is not None:
        wished = {exhibitor.pk: exhibitor for exhibitor in neighbours}
        participation.neighbour_wishes.exclude(neighbour__in=wished).delete()
        for pk in wished.keys() - {*participation.neighbour_wishes.values_list("neighbour", flat=True)}:
            NeighbourWish.objects.create(participation=participation, neighbour=wished[pk])
    if products is not None:
        shown = {_shown(participation, values)[0].pk for values in products}
        participation.displays.exclude(product__in=shown).delete()


def add(participation: Participation, values: dict[str, Any]) -> bool:
    """Whether it is new: of the same name, category and origin it is the one that is shown, in the words given now."""
    _refuse(why_fixed(participation))
    new = _shown(participation, values)[1]
    if participation.displays.count() > MOST_PRODUCTS:
        raise ValidationError(_("%(most)d products are the most.") % {"most": MOST_PRODUCTS})
    return new


def alter(participation: Participation, product: Product, values: dict[str, Any]) -> None:
    _refuse(why_fixed(participation))
    if not _alone(participation, product):
        raise ValidationError(_("This product is shown elsewhere too, and stays as it is."))
    _alter(product, values)


def take_off(participation: Participation, product: Product) -> None:
    """The product itself stays, so that it is the same when it is shown again."""
    _refuse(why_fixed(participation))
    participation.displays.filter(product=product).delete()
    participation.save()  # whoever asks what was modified hears of it


def _shown(participation: Participation, values: dict[str, Any]) -> tuple[Product, bool]:
    display, new = show(participation, values)
    if _alone(participation, display.product):
        _alter(display.product, values)
    return display.product, new


def _alone(participation: Participation, product: Product) -> bool:
    """Whether it is the company's, and on no stand but its own: else others show it, or show it in, too."""
    elsewhere = product.displays.exclude(participation__exhibitor=participation.exhibitor_id)
    return product.exhibitor_id == participation.exhibitor_id and not elsewhere.exists()


def _alter(product: Product, values: dict[str, Any]) -> None:
    if all(getattr(product, name) == value for name, value in values.items()):
        return
    for name, value in values.items():
        setattr(product, name, value)
    product.full_clean()
    product.save()


def _refuse(why: str) -> None:
    if why:
        raise Closed(why)
