"""What may be written over the API too, by those who may edit the edition that it belongs to."""

from operator import attrgetter
from typing import Any

from rest_framework import status
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from fairs.calendar import ledger
from fairs.models import Edition
from fairs.serializers import RowSerializer
from fairs.serializers.writing import WriteSerializer

from .base import ReadViewSet


class WriteViewSet(ReadViewSet):
    write_serializer_class: type[WriteSerializer]
    edition_of = "edition_id"

    def get_serializer_class(self) -> type[RowSerializer]:
        return (self.action != "list" and self.detail_serializer_class) or self.serializer_class

    def create(self, request: Request) -> Response:
        with ledger.writing():
            return self.answer(self.stored("add"), status.HTTP_201_CREATED)

    def update(self, request: Request, partial: bool = False, **kwargs: Any) -> Response:
        with ledger.writing():
            return self.answer(self.stored("change", self.found("change"), partial=partial))

    def partial_update(self, request: Request, **kwargs: Any) -> Response:
        return self.update(request, partial=True, **kwargs)

    def destroy(self, request: Request, **kwargs: Any) -> Response:
        with ledger.writing():
            self.found("delete").delete()
        return Response(status=status.HTTP_204_NO_CONTENT)

    def found(self, deed: str) -> Any:
        """The one that the address names, locked."""
        self.refuse_unless_permitted(deed)
        things = self.get_queryset().model.objects.visible_to(self.request.user)
        self.named(things).lock_first()
        thing = self.named(things.select_for_update(no_key=True, of=("self",)))
        self.refuse_unless_mine(thing)
        return thing

    def stored(self, deed: str, thing: Any = None, *, partial: bool = False) -> Any:
        self.refuse_unless_permitted(deed)
        sent = self.write_serializer_class(
            thing, data=self.request.data, partial=partial, context=self.get_serializer_context()
        )
        sent.is_valid(raise_exception=True)
        return sent.save()

    def refuse_unless_permitted(self, deed: str) -> None:
        meta = self.get_queryset().model._meta
        if not self.request.user.has_perm(f"{meta.app_label}.{deed}_{meta.model_name}"):
            raise PermissionDenied

    def refuse_unless_mine(self, thing: Any) -> None:
        mine = Edition.objects.editable_by(self.request.user)
        if not mine.filter(pk=attrgetter(self.edition_of)(thing)).exists():
            raise PermissionDenied

    def answer(self, thing: Any, code: int = status.HTTP_200_OK) -> Response:
        serializer = self.get_serializer_class()
        [row] = serializer.loaded(type(thing).objects.filter(pk=thing.pk), self.request.user)
        return Response(serializer.row(row), code)
