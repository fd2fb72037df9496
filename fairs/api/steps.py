"""Editions written over the API: by whom the admin lets do the same, and only by those who have read what is there."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from fairs.calendar import ledger
from fairs.models import Edition, EditorialState, act
from fairs.serializers import EditionDetailSerializer
from fairs.serializers.steps import MOVING, StepSerializer, WriteEdition

from . import examples
from .base import Conflict, refuse_unless_read, tag_of

IF_MATCH = OpenApiParameter(
    "If-Match", str, "header", required=True, description=_("the ETag of the edition as it was read, logged in")
)
STEP = OpenApiParameter("step", str, "path", enum=Edition.verbs)


class Steps:
    """For the view of editions."""

    request: Any
    failures = examples.STEP_FAILURES

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        response: Response = super().retrieve(request, *args, **kwargs)  # type: ignore[misc]
        response["ETag"] = tag_of(response.data)
        return response

    @extend_schema(
        summary=_("Change an edition"),
        description=_("What describes it, alone: states change by steps, days by “reschedule” and “correct”."),
        parameters=[IF_MATCH],
        request=WriteEdition,
        responses=EditionDetailSerializer,
        examples=examples.CHANGING,
    )
    def partial_update(self, request: Request, code: str) -> Response:
        with self.written("change") as edition:
            context = {"view": self, "request": request}
            sent = WriteEdition(edition, data=request.data, partial=True, context=context)
            sent.is_valid(raise_exception=True)
            return self.answer(sent.save())

    @extend_schema(
        summary=_("Take a step with an edition"),
        description=_(
            "submit, send_back, approve, publish, unpublish; postpone, reschedule (announced), correct (days that were "
            "written wrongly: not announced), cancel, reinstate. Each says why. To submit takes the right to change "
            "editions, any other step that to publish them; and the edition must be the user's organisation's, or lie "
            "in its region where that is an authority. Halls are given back with what is cancelled or postponed."
        ),
        parameters=[IF_MATCH, STEP],
        request=StepSerializer,
        responses=EditionDetailSerializer,
        examples=examples.STEPPING,
    )
    @action(detail=True, methods=["post"], url_path=f"(?P<step>{'|'.join(Edition.verbs)})")
    def step(self, request: Request, code: str, step: str) -> Response:
        with self.written("change" if step == "submit" else "publish") as edition:
            context = {"step": step, "edition": edition, "user": request.user}
            sent = StepSerializer(data=request.data, context=context)
            sent.is_valid(raise_exception=True)
            if step == "reschedule" and edition.editorial_state != EditorialState.PUBLISHED:
                raise Conflict(_("It is not published, so nothing is announced: correct its days."), "transition")
            try:
                return self.answer(act(edition, step, **sent.validated_data))
            except ValidationError as error:
                if not hasattr(error, "error_dict"):
                    raise Conflict(error.messages, error.error_list[0].code or "refused") from error
                wrong = error.message_dict
                raise serializers.ValidationError({"days": wrong} if step in MOVING else wrong) from error

    @contextmanager
    def written(self, deed: str) -> Iterator[Edition]:
        """The one that the address names, locked and as its reader knows it, until what is done to it is told."""
        user: Any = self.request.user
        if not user.has_perm(f"fairs.{deed}_edition"):
            raise PermissionDenied
        with ledger.writing():
            self.named(Edition.objects.visible_to(user)).lock_first()  # type: ignore[attr-defined]
            edition: Edition = self.named(Edition.objects.visible_to(user))  # type: ignore[attr-defined]
            self.refuse_unless_mine(edition)
            refuse_unless_read(self.request, self.row(edition))
            yield edition

    def refuse_unless_mine(self, edition: Edition) -> None:
        if not Edition.objects.editable_by(self.request.user).filter(pk=edition.pk).exists():
            raise PermissionDenied

    def row(self, edition: Edition) -> Any:
        [row] = EditionDetailSerializer.loaded(Edition.objects.filter(pk=edition.pk), self.request.user)
        return EditionDetailSerializer.row(row)

    def answer(self, edition: Edition) -> Response:
        row = self.row(edition)
        return Response(row, headers={"ETag": tag_of(row)})
