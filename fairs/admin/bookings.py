"""Hall bookings: held, confirmed by whoever decides on the hall, released."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from fairs.models import BookingState, DayBlock, Edition, Hall, HallBooking, HallDay, Taken
from fairs.models.hall_queue import decided_by

from . import hall_pages
from .badges import badge, days
from .confirmation import Unseen, shown_first
from .filters import ATTENTION, AttentionFilter, RegionFilter
from .forms import RecordForm
from .owned import OwnedAdmin
from .stateful import StatefulAdmin
from .verbs import Step, Verb
from .when import next_first, today

SOON = timedelta(days=7)  # a hold that ends within
LATELY = timedelta(days=14)


class Confirmation(Step):
    def needs_reason(self, thing: Any) -> bool:
        """Whoever waited longer will ask."""
        return bool(thing.ahead().exists())


OFFERED = {
    verb.name: verb
    for verb in [
        Confirmation(
            "confirm",
            _("Confirm"),
            _("Confirm selected %(verbose_name_plural)s"),
            _("The hall is taken on these days, for good. Whoever else waits for any of them stays behind it."),
            _("“%s” was confirmed."),
            tone="primary",
        ),
        Step(
            "release",
            _("Release"),
            _("Release selected %(verbose_name_plural)s"),
            _("The days are given back, and others may have them. It stays in the list, as released."),
            _("“%s” was released."),
            explained=True,
            tone="danger",
        ),
    ]
}


def overtaken(rows: Any) -> Any:
    """Holds of which a day is another's."""
    space = Q(hall=OuterRef("hall")) | Q(hall__part_of=OuterRef("hall"))
    taken = HallDay.objects.filter(space, day__gte=OuterRef("move_in"), day__lte=OuterRef("move_out"))
    return rows.holding().filter(Exists(taken))


def decidable(rows: Any, user: Any) -> Any:
    ahead = rows.holding().confirmable_by(user).filter(move_in__gte=today()).with_rank().filter(rank=1)
    return ahead.exclude(pk__in=overtaken(HallBooking.objects.all()).values("pk"))


ATTENTION |= {
    "decide": decidable,
    "overtaken": lambda rows, user: overtaken(rows),
    "ending": lambda rows, user: rows.holding().filter(held_until__lte=today() + SOON),
    "given_back": lambda rows, user: rows.filter(
        state__in=[BookingState.RELEASED, BookingState.EXPIRED],
        modified_at__date__gte=today() - LATELY,
        move_out__gte=today(),
    ),
}


class BookingAttentionFilter(AttentionFilter):
    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [
            ("decide", _("first in the queue, to decide on")),
            ("overtaken", _("days that others got")),
            ("ending", _("hold ends within 7 days")),
            ("given_back", _("given back in the last 14 days")),
        ]


class VenueRegionFilter(RegionFilter):
    path = "hall__venue__region"


class BookingForm(RecordForm):
    """``decides``: whether the user may confirm bookings; of which halls, the hall says."""

    instance: Any
    user: Any
    decides: bool
    takes_days = False  # from others, by being saved

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        hall = cleaned.get("hall") or (self.instance.hall if self.instance.pk else None)
        if not hall:
            return cleaned
        closing = cleaned.get("purpose") == HallBooking.Purpose.CLOSED
        wider = self.instance.state == BookingState.CONFIRMED and self._wider(cleaned)
        self.takes_days = closing or wider
        if closing and not self._decides_on(hall):
            self.add_error("purpose", _("Only those who decide on the hall close it: hold it for an edition instead."))
        if wider and not self._decides_on(hall):
            message = _("A confirmed booking may be made shorter. For more or other days enter another hold.")
            self.add_error("move_in", message)
        return cleaned

    def _decides_on(self, hall: Any) -> bool:
        return self.decides and Hall.objects.filter(decided_by(self.user, "venue"), pk=hall.pk).exists()

    def _wider(self, cleaned: dict[str, Any]) -> bool:
        first, last = cleaned.get("move_in"), cleaned.get("move_out")
        before = HallBooking.objects.get(pk=self.instance.pk)
        return bool(first and last) and not (before.move_in <= first and last <= before.move_out)

    def add_error(self, field: str | None, error: Any) -> None:
        """By whom the days are taken only those are told who may know it."""
        lists = error.error_dict.values() if hasattr(error, "error_dict") else [getattr(error, "error_list", [])]
        for errors in lists:
            errors[:] = [e.told_to(self.user) if isinstance(e, Taken) else e for e in errors]
        super().add_error(field, error)


@admin.register(HallBooking)
class HallBookingAdmin(OwnedAdmin, StatefulAdmin):
    form = BookingForm
    change_list_template = "admin/hallbooking_change_list.html"
    parent_field = "edition"
    offered: ClassVar = OFFERED
    list_display = ("what", "hall", "occupied", "shown", "state_badge", "place_in_queue", "held_until")
    list_filter = (
        BookingAttentionFilter,
        "state",
        "purpose",
        VenueRegionFilter,
        ("hall__venue", admin.RelatedOnlyFieldListFilter),
    )
    search_fields = (
        "edition__title_zh_hans", "edition__title_en", "hall__name_zh_hans", "hall__name_en",
        "hall__venue__name_zh_hans", "hall__venue__name_en", "hall__venue__aliases",
    )  # fmt: skip
    search_help_text = _("Edition, hall or venue, in Chinese or English.")
    date_hierarchy = "move_in"
    ordering = ("held_since",)  # of no column, lest one is marked: see get_ordering
    fieldsets = (
        (None, {"fields": [("hall", "purpose"), ("edition", "owner"), "held_until"]}),
        (_("Days"), {"fields": [("move_in", "first_day"), ("last_day", "move_out")]}),
        (_("Internal"), {"fields": ["private_note"], "classes": ["collapse"]}),
    )

    def rows(self) -> Any:
        return HallBooking.objects.with_related().with_rank()

    def get_ordering(self, request: HttpRequest) -> Any:
        return (*next_first("move_in", "move_out"), "hall", "held_since")

    def get_urls(self) -> list[Any]:
        return [*hall_pages.urls(self), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        pages = [(word, reverse(f"admin:fairs_hallbooking_{name}")) for name, word in hall_pages.WORDS.items()]
        return super().changelist_view(request, {"pages": pages, **(extra_context or {})})

    # Who may

    def has_confirm_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("fairs.confirm_hallbooking"))

    def may_use(self, request: HttpRequest, verb: Verb, obj: Any = None) -> bool:
        """A hold is given up by who edits it; days are given, and taken back, by who decides on the hall."""
        if obj is None or (verb.name == "release" and obj.state == BookingState.HELD):
            return self.has_change_permission(request, obj)
        mine = HallBooking.objects.filter(pk=obj.pk).confirmable_by(request.user)
        return self.has_confirm_permission(request) and mine.exists()

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        over = obj is not None and obj.state in (BookingState.RELEASED, BookingState.EXPIRED)
        return super().has_change_permission(request, obj) and not over

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was more than a hold is released, and kept."""
        return super().has_delete_permission(request, obj) and (obj is None or obj.state == BookingState.HELD)

    def sees_all(self, request: HttpRequest, obj: Any = None) -> bool:
        return True  # whoever sees it at all edits it, or did until it was over

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        purpose = ("purpose",) if obj else ()
        still = ("hall", "edition", "held_until") if obj and obj.state != BookingState.HELD else ()
        return (*super().get_readonly_fields(request, obj), *purpose, *still)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.user, form.decides = request.user, self.has_confirm_permission(request)
        return form

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Asked for on an edition's page: with its show days."""
        initial = super().get_changeform_initial_data(request)
        asked = str(initial.get("edition", ""))
        mine = Edition.objects.editable_by(request.user).filter(
            pk=asked if asked.isdecimal() and len(asked) < 19 else 0
        )
        block = DayBlock.objects.filter(edition__in=mine).first()
        return {**({"first_day": block.first_day, "last_day": block.last_day} if block else {}), **initial}

    # Columns

    @admin.display(description=_("for"), ordering="edition__title_zh_hans")
    def what(self, obj: HallBooking) -> str:
        return str(obj.edition or obj.get_purpose_display())

    @admin.display(description=_("move-in to move-out"), ordering="move_in")
    def occupied(self, obj: HallBooking) -> str:
        return days(obj.move_in, obj.move_out)

    @admin.display(description=_("show days"), ordering="first_day")
    def shown(self, obj: HallBooking) -> str:
        return days(obj.first_day, obj.last_day)

    @admin.display(description=_("state"), ordering="state")
    def state_badge(self, obj: HallBooking) -> str:
        return badge("booking", obj.state, obj.get_state_display())

    @admin.display(description=_("in the queue"))
    def place_in_queue(self, obj: Any) -> str:
        return str(obj.rank) if obj.state == BookingState.HELD else ""

    def state_badges(self, obj: Any) -> list[str]:
        return [self.state_badge(obj)]

    # After saving

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except Unseen as unseen:
            return unseen.page

    def save_model(self, request: HttpRequest, obj: HallBooking, form: Any, change: bool) -> None:
        if form.takes_days and (reason := request.POST.get("reason", "").strip()):
            form.cleaned_data["change_reason"] = reason
        super().save_model(request, obj, form, change)
        if form.takes_days:
            shown_first(self, request, OFFERED["confirm"], obj)
        if obj.state != BookingState.HELD:
            return
        if number := obj.ahead().count():
            told = ngettext("%d hold on these days came first.", "%d holds on these days came first.", number)
            messages.warning(request, told % number)
        try:
            obj.refuse_if_taken()
        except Taken as taken:
            messages.warning(request, taken.told_to(request.user).messages[0])
