"""Editors who do whatever comes to their minds: the rules of the machine in ``test_ledger_machine.py``."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models.deletion import ProtectedError
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from fairs.calendar import ledger
from fairs.models import (
    Category,
    DayBlock,
    Edition,
    EditionOrganiser,
    EditionPlace,
    Exhibitor,
    Fair,
    FairCategory,
    Hall,
    OpeningDay,
    Organisation,
    Participation,
    Pavilion,
    Product,
    ProductDisplay,
    Region,
    Session,
    Venue,
    act,
)
from initiatives.models import Launch
from tests import factories

from .samples import texts

REFUSALS = (ValidationError, ProtectedError, IntegrityError, transaction.TransactionManagementError)

number = st.integers(0, 9)
days = st.integers(0, 40).map(lambda n: date(2026, 5, 1) + timedelta(days=n))
spans = st.tuples(days, st.integers(0, 3)).map(lambda pair: (pair[0], pair[0] + timedelta(days=pair[1])))
words = texts.map(lambda text: text.replace("\0", "")[:90])
public = st.sampled_from([Edition, Session, Launch])
named = st.sampled_from([Venue, Fair, Organisation, Region, Category, Product, Exhibitor, Hall, Pavilion])


def pick(model: Any, n: int) -> Any:
    """The n-th row, counted round."""
    rows = list(model.objects.order_by("pk"))
    if not rows:
        raise ValidationError("nothing there yet")
    return rows[n % len(rows)]


class Editors(RuleBasedStateMachine):
    def attempt(self, *acts: Callable[[], Any]) -> None:
        """In one transaction, as a request is."""
        with suppress(*REFUSALS), ledger.writing():
            for each in acts:
                each()

    @rule(n=number, span=spans, published=st.booleans())
    def make_an_edition(self, n: int, span: Any, published: bool) -> None:
        self.attempt(lambda: factories.edition([span], fair=pick(Fair, n), published=published))

    @rule(n=number, published=st.booleans(), make=st.sampled_from([factories.session, factories.launch]))
    def make_a_session_or_launch(self, n: int, published: bool, make: Any) -> None:
        self.attempt(
            lambda: (
                make(published=published, edition=pick(Edition, n))
                if make is factories.launch
                else make(pick(Edition, n), published)
            )
        )

    @rule(model=public, n=number, title=words, note=words)
    def write(self, model: Any, n: int, title: str, note: str) -> None:
        def change() -> None:
            thing = pick(model, n)
            thing.title_zh_hans, thing.private_note = title or "x", note
            thing.save()

        self.attempt(change)

    @rule(model=named, n=number, name=words)
    def rename(self, model: Any, n: int, name: str) -> None:
        def change() -> None:
            thing = pick(model, n)
            thing.name_zh_hans, thing.name_en = name, name or "x"
            thing.save()

        self.attempt(change)

    @rule(model=public, n=number, verb=st.sampled_from(Edition.verbs), span=spans)
    def take_a_step(self, model: Any, n: int, verb: str, span: Any) -> None:
        self.attempt(lambda: self.step(model, n, verb, span))

    @rule(
        steps=st.lists(st.tuples(public, number, st.sampled_from(Edition.verbs), spans), min_size=2, max_size=4),
        failing=st.sampled_from(["", "given up", "caught", "broken"]),
    )
    def take_many_steps(self, steps: list[Any], failing: str) -> None:
        """In one transaction: whole, given up, a part of it undone, or a broken constraint swallowed."""

        def part() -> None:
            with suppress(*REFUSALS), transaction.atomic():
                self.step(*steps[0])
                if failing == "caught":
                    raise IntegrityError

        def rest() -> None:
            for step in steps[1:]:
                with suppress(ValidationError):
                    self.step(*step)
            if failing == "given up":
                raise IntegrityError
            if failing == "broken":
                with suppress(IntegrityError):
                    factories.edition(code=pick(Edition, 0).code)

        self.attempt(part, rest)

    def step(self, model: Any, n: int, verb: str, span: Any) -> None:
        details: dict[str, Any] = {}
        if verb in {"reschedule", "correct"} and model is Edition:
            details = {"days": {b.pk: span for b in pick(Edition, n).blocks.all()[:1]}}
        elif verb in {"reschedule", "correct"}:
            details = {"first_day": span[0], "last_day": span[1]}
        elif verb == "postpone" and model is Edition:
            details = {"postponed_to": pick(Edition, n + 1)}
        act(pick(model, n), verb, **details)

    @rule(n=number, span=spans)
    def add_days(self, n: int, span: Any) -> None:
        self.attempt(lambda: DayBlock.objects.create(edition=pick(Edition, n), first_day=span[0], last_day=span[1]))

    @rule(n=number, to=number)
    def give_days_to_another_edition(self, n: int, to: int) -> None:
        def change() -> None:
            block = pick(DayBlock, n)
            block.edition = pick(Edition, to)
            block.save()

        self.attempt(change)

    @rule(n=number, hour=st.integers(6, 12))
    def add_hours(self, n: int, hour: int) -> None:
        def change() -> None:
            block = pick(DayBlock, n)
            OpeningDay.objects.create(block=block, day=block.first_day, opens=time(hour), closes=time(hour + 6))

        self.attempt(change)

    @rule(n=number, to=number)
    def tie(self, n: int, to: int) -> None:
        """Something to an edition or a fair: each choice at its turn."""
        edition = lambda: pick(Edition, to)  # noqa: E731
        ways: list[Callable[[], Any]] = [
            lambda: EditionPlace.objects.create(edition=edition(), venue=pick(Venue, n)),
            lambda: EditionOrganiser.objects.create(edition=edition(), organisation=pick(Organisation, n)),
            lambda: FairCategory.objects.create(fair=pick(Fair, to), category=pick(Category, n)),
            lambda: ProductDisplay.objects.create(edition=edition(), product=pick(Product, n)),
            lambda: Participation.objects.create(edition=edition(), exhibitor=pick(Exhibitor, n), status="admitted"),
            lambda: edition().replaces.add(pick(Edition, n)),
            lambda: Session.objects.filter(pk=pick(Session, n).pk).update(edition=edition()),
        ]
        self.attempt(ways[n % len(ways)])

    @rule(n=number, status=st.sampled_from(Participation.Status.values))
    def decide(self, n: int, status: str) -> None:
        self.attempt(lambda: Participation.objects.filter(pk=pick(Participation, n).pk).update(status=status))

    @rule(batch=st.sampled_from(Edition.Batch.values), status=st.sampled_from(["scheduled", "cancelled"]))
    def change_all_at_once(self, batch: str, status: str) -> None:
        self.attempt(lambda: Edition.objects.filter(event_status=status).update(batch=batch))

    @rule(
        model=st.sampled_from(
            [Edition, Session, Launch, DayBlock, OpeningDay, EditionPlace, FairCategory, ProductDisplay, Fair]
        ),
        n=number,
    )
    def delete(self, model: Any, n: int) -> None:
        self.attempt(lambda: pick(model, n).delete())
