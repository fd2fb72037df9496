"""What a verb asks before it acts: a reason, other days, a successor."""

from datetime import date
from itertools import pairwise
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from fairs.models import DayBlock, Edition

from .badges import days, timed
from .dates import Day, Moment
from .forms import reason_field
from .verbs import Verb

BACKWARDS = _("The last day is before the first day.")


class VerbForm(forms.Form):
    asks = False  # whether something must be filled in before anybody can say what will happen

    def __init__(self, data: Any, *, verb: Verb, things: list[Any]) -> None:
        super().__init__(data)
        self.things = things
        self.fields["reason"] = reason_field(required=False)
        self.fields["reason"].widget.attrs["class"] = "vLargeTextField"
        self.needs_reason = any(verb.needs_reason(thing) for thing in things)

    def details(self) -> dict[str, Any]:
        """The keywords of the verb."""
        return {}

    def promised(self) -> dict[str, Any]:
        """Those of them on which it depends what readers were shown: when they differ, they must look again."""
        return self.details()

    def rows(self) -> list[dict[str, Any]]:
        """Fields as they are laid out: {"legend": ..., "fields": [...]}; the reason comes last."""
        return [{"legend": "", "fields": [self["reason"]]}]


class SuccessorForm(VerbForm):
    """Postponing one edition: it may already be known which edition takes its place."""

    def __init__(self, data: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        [edition] = self.things
        self.fields["postponed_to"] = forms.ModelChoiceField(
            Edition.objects.filter(fair=edition.fair_id).exclude(pk=edition.pk),
            label=_("Postponed to"),
            required=False,
            empty_label=_("no new date yet"),
            help_text=_("Another edition of the same fair, if it takes the place of this one."),
        )

    def details(self) -> dict[str, Any]:
        return {"postponed_to": self.cleaned_data.get("postponed_to") if self.is_bound else None}

    def rows(self) -> list[dict[str, Any]]:
        return [{"legend": "", "fields": [self["postponed_to"]]}, *super().rows()]


class BlocksForm(VerbForm):
    """Other days for the blocks of one edition."""

    asks = True

    def __init__(self, data: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        [edition] = self.things
        self.blocks: list[DayBlock] = list(edition.blocks.all())
        for block in self.blocks:
            for end, label in (("first", _("First day")), ("last", _("Last day"))):
                self.fields[f"{end}_{block.pk}"] = Day(label=label, initial=getattr(block, f"{end}_day"))
        if moving := list(edition.sessions.moving_along().order_by("starts_at", "first_day", "pk")):
            self.fields["with_sessions"] = forms.BooleanField(
                label=_("Move these sessions by as many days"),
                required=False,
                initial=True,
                help_text=format_html_join("", "<div>{} ({})</div>", ((s, timed(s)) for s in moving)),
            )

    def clean(self) -> dict[str, Any]:
        spans = {block: self._span(block) for block in self.blocks}
        known = sorted(((span, block) for block, span in spans.items() if span), key=lambda pair: pair[0])
        for (first, last), block in known:
            if last < first:
                self.add_error(f"last_{block.pk}", BACKWARDS)
        for (span, _block), (later, block) in pairwise(known):
            if later[0] <= span[1]:
                self.add_error(f"first_{block.pk}", _("These days overlap another block of the same edition."))
        if not self.errors and all((b.first_day, b.last_day) == span for b, span in spans.items()):
            field = f"first_{self.blocks[0].pk}" if self.blocks else None
            self.add_error(field, _("These are the days it has now: change at least one."))
        return self.cleaned_data

    def _span(self, block: DayBlock) -> tuple[date, date] | None:
        first, last = (self.cleaned_data.get(f"{end}_{block.pk}") for end in ("first", "last"))
        return (first, last) if first and last else None

    def details(self) -> dict[str, Any]:
        """Blocks that move later go last first, so that none runs into one that has yet to move."""
        moved = [(b, span) for b in self.blocks if (span := self._span(b)) and span != (b.first_day, b.last_day)]
        later = bool(moved and moved[0][0].first_day and moved[0][1][0] > moved[0][0].first_day)
        moved.sort(key=lambda pair: pair[1], reverse=later)
        with_sessions = bool(self.cleaned_data.get("with_sessions"))
        return {"days": {block.pk: span for block, span in moved}, "with_sessions": with_sessions}

    def rows(self) -> list[dict[str, Any]]:
        blocks = [
            {
                "legend": _("Now %(days)s") % {"days": days(block.first_day, block.last_day)},
                "fields": [self[f"first_{block.pk}"], self[f"last_{block.pk}"]],
            }
            for block in self.blocks
        ]
        sessions = [{"legend": "", "fields": [self["with_sessions"]]}] if "with_sessions" in self.fields else []
        return [*blocks, *sessions, *super().rows()]


class TimesForm(VerbForm):
    """Other times, or other whole days, for one session or launch."""

    asks = True
    names = ("starts_at", "ends_at", "first_day", "last_day")
    starts_at = Moment(label=_("Starts"), required=False, widget=AdminSplitDateTime)
    ends_at = Moment(label=_("Ends"), required=False, widget=AdminSplitDateTime)
    first_day = Day(label=_("First day"), required=False)
    last_day = Day(label=_("Last day"), required=False)

    def __init__(self, data: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for name in self.names:
            self.fields[name].initial = getattr(self.things[0], name)

    def clean(self) -> dict[str, Any]:
        given = {name: self.cleaned_data.get(name) for name in self.names}
        if given["starts_at"] and given["ends_at"] and given["ends_at"] <= given["starts_at"]:
            self.add_error("ends_at", _("The end must come after the start."))
        if given["first_day"] and given["last_day"] and given["last_day"] < given["first_day"]:
            self.add_error("last_day", BACKWARDS)
        if given["starts_at"] and given["first_day"]:
            self.add_error("first_day", _("Give either start and end times or whole days, not both."))
        if not self.errors and given == {name: getattr(self.things[0], name) for name in self.names}:
            self.add_error("starts_at", _("These are the times it has now: change at least one."))
        return self.cleaned_data

    def details(self) -> dict[str, Any]:
        return {name: self.cleaned_data.get(name) for name in self.names}

    def rows(self) -> list[dict[str, Any]]:
        hours = {"legend": _("At a time of day"), "fields": [self["starts_at"], self["ends_at"]]}
        whole = {"legend": _("Or on whole days"), "fields": [self["first_day"], self["last_day"]]}
        return [hours, whole, *super().rows()]


def form_for(verb: Verb, things: list[Any]) -> type[VerbForm]:
    edition = all(isinstance(thing, Edition) for thing in things)
    if verb.moves:
        return BlocksForm if edition else TimesForm
    if verb.name == "postpone" and edition and len(things) == 1:
        return SuccessorForm
    return VerbForm
