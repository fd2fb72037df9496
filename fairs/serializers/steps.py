"""What is sent to write editions: steps, and what describes them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from fairs.models import Edition

from .applications import Line, Strict, coded
from .writing import WriteSerializer

MOVING = ("reschedule", "correct")


class WriteEdition(WriteSerializer):
    title_zh_hans, title_en = (Line(max_length=300, allow_blank=True, required=False) for _language in ("zh", "en"))

    class Meta:
        model = Edition
        fields = (
            "title_zh_hans", "title_en", "ordinal", "description_zh_hans", "description_en", "batch", "audience",
            "website",
        )  # fmt: skip


class SentDays(Strict):
    uuid = serializers.UUIDField(help_text=_("of a block of days of the edition"))
    first_day = serializers.DateField()
    last_day = serializers.DateField()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["last_day"] < attrs["first_day"]:
            raise serializers.ValidationError({"last_day": _("The last day is before the first day.")})
        return attrs


class StepSerializer(Strict):
    reason = serializers.CharField(max_length=500, help_text=_("the history keeps it, and colleagues will ask"))
    days = serializers.ListField(
        child=SentDays(),
        required=False,
        min_length=1,
        max_length=20,
        help_text=_("to reschedule or correct: blocks that change; those not named stay"),
    )
    with_sessions = serializers.BooleanField(
        required=False, help_text=_("to reschedule or correct: whether sessions move by as many days; true if not said")
    )
    postponed_to = coded(
        Edition, required=False, help_text=_("to postpone: the edition of the same fair that takes its place, by code")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """What is hidden from the user is as unknown as what is not there."""
        super().__init__(*args, **kwargs)
        if "edition" in self.context:
            edition, field = self.context["edition"], self.fields["postponed_to"]
            others = Edition.objects.visible_to(self.context["user"]).filter(fair=edition.fair_id)
            field.queryset = others.exclude(pk=edition.pk)  # type: ignore[attr-defined]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The keywords of the step."""
        step, edition = self.context["step"], self.context["edition"]
        taken = {"postpone": {"postponed_to"}, **dict.fromkeys(MOVING, {"days", "with_sessions"})}.get(step, set())
        if wrong := attrs.keys() - {"reason"} - taken:
            raise serializers.ValidationError({name: _("This step takes no such field.") for name in sorted(wrong)})
        if step not in MOVING:
            return attrs
        if "days" not in attrs:
            raise serializers.ValidationError({"days": _("This field is required.")})
        days = self._moved(edition, {sent["uuid"]: (sent["first_day"], sent["last_day"]) for sent in attrs["days"]})
        return {"reason": attrs["reason"], "days": days, "with_sessions": attrs.get("with_sessions", True)}

    def _moved(self, edition: Edition, sent: dict[Any, Any]) -> dict[int, Any]:
        blocks = {block.uuid: block for block in edition.blocks.all()}
        if unknown := [str(uuid) for uuid in sent if uuid not in blocks]:
            raise serializers.ValidationError({"days": _("This edition has no block of days “%s”.") % unknown[0]})
        if all(span == (blocks[uuid].first_day, blocks[uuid].last_day) for uuid, span in sent.items()):
            raise serializers.ValidationError({"days": _("These are the days it has now: change at least one.")})
        return {blocks[uuid].pk: span for uuid, span in sent.items()}
