"""Who takes part in an edition, from the application on; its papers and wishes."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Case, When
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import path
from django.utils.translation import gettext_lazy as _

from fairs.applying import MOST_DOCUMENTS
from fairs.counting import count, differences
from fairs.documents import download
from fairs.models import (
    Edition,
    NeighbourWish,
    Participation,
    ParticipationDocument,
    Pavilion,
    ProductDisplay,
    Stand,
)

from .admissions import ADMISSIONS, AdmitForm
from .badges import badge
from .base import OfAdmitted, Rows
from .coordinated import OfPavilion
from .documents import Documents
from .filters import ATTENTION, AttentionFilter
from .stateful import StatefulAdmin
from .verb_forms import VerbForm
from .verbs import Verb

ATTENTION |= {
    "applications": lambda rows, user: rows.filter(
        status=Participation.Status.APPLIED, edition__in=Edition.objects.editable_by(user)
    )
}


GUESSED = {
    "contact", "email", "message", "wished_area", "wished_kind", "neighbour_wishes", "applied_as", "invitation",
    "documents",
}  # fmt: skip
"""Of others' participations nobody may know these, nor find them out by filters."""


class ApplicationFilter(AttentionFilter):
    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [("applications", _("applications to decide on"))]


class PavilionFilter(admin.RelatedFieldListFilter):
    """Those of the edition that the list is of."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        edition = request.GET.get("edition__id__exact", "")
        if not (edition.isdecimal() and len(edition) < 19):
            return []
        pavilions = Pavilion.objects.filter(edition=int(edition)).select_related("region")
        return [(str(pavilion.pk), str(pavilion)) for pavilion in pavilions]


class Papers(Documents):
    model = ParticipationDocument
    fields = ("kind", "title", "file", "stored")
    address = "admin:fairs_participation_document"
    max_num = MOST_DOCUMENTS


class Wishes(Rows):
    model = NeighbourWish
    show_change_link = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(self._parent().sees_all(request, obj)) if obj else super().has_view_permission(request)


@admin.register(Participation)
class ParticipationAdmin(OfPavilion, OfAdmitted, StatefulAdmin):
    change_list_template = "admin/participation_change_list.html"
    offered: ClassVar = ADMISSIONS
    list_display = ("exhibitor", "edition", "role", "status_badge", "pavilion", "stand", "area")
    list_filter = (ApplicationFilter, "status", "role", ("pavilion", PavilionFilter))
    list_select_related = ("exhibitor", "edition", "pavilion")
    search_fields = (
        "exhibitor__name_zh_hans", "exhibitor__name_en", "exhibitor__aliases", "exhibitor__code",
        "edition__title_zh_hans", "edition__title_en", "stand",
    )  # fmt: skip
    related = ((Stand, "participation"), (ProductDisplay, "participation"))
    inlines = (Wishes, Papers)
    fieldsets = (
        (None, {"fields": [("edition", "exhibitor"), ("role", "main")]}),
        (_("Where"), {"fields": ["pavilion", ("stand", "contract_area")]}),
        (_("Application"), {"fields": [("wished_kind", "wished_area"), ("contact", "email"), "message"]}),
    )

    # Who may

    def editable(self, queryset: Any, user: Any) -> Any:
        return queryset.filter(pk__in=Participation.objects.editable_by(user).values("pk"))

    def of_whole(self, request: HttpRequest, obj: Participation | None) -> bool:
        """Whether the user edits all of the edition, not only a pavilion."""
        if obj is None or request.user.is_superuser:
            return True
        return Edition.objects.editable_by(request.user).filter(pk=obj.edition_id).exists()

    def may_use(self, request: HttpRequest, verb: Verb, obj: Any = None) -> bool:
        """The organiser decides; a coordinator may withdraw a member."""
        permitted = super().may_use(request, verb, obj)
        return permitted and (verb.name == "withdraw" or self.of_whole(request, obj))

    def secrets(self, request: HttpRequest, obj: Any) -> Iterable[str]:
        yield from super().secrets(request, obj)
        yield from ("wished_kind", "wished_area", "contact", "email", "message")

    def lookup_allowed(self, lookup: str, value: Any, request: Any = None) -> bool:
        return lookup.partition("__")[0] not in GUESSED and super().lookup_allowed(lookup, value, request)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        whose = ("edition", "exhibitor") if obj else ()
        place = () if self.of_whole(request, obj) else ("pavilion", "stand", "contract_area")
        follows = ("stand",) if obj and obj.stands.exists() else ()  # from the stands that it was given
        return (*super().get_readonly_fields(request, obj), *whose, *place, *follows)

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return self.inlines if obj else ()

    # Verbs

    def verb_form(self, verb: Verb, things: list[Any]) -> type[VerbForm]:
        return AdmitForm if verb.name == "admit" and len(things) == 1 else super().verb_form(verb, things)

    def state_badges(self, obj: Any) -> list[str]:
        return [self.status_badge(obj)]

    # Lists

    def get_queryset(self, request: HttpRequest) -> Any:
        mine = Edition.objects.editable_by(request.user) if self.sees_all(request) else Edition.objects.none()
        return super().get_queryset(request).annotate(area=Case(When(edition__in=mine, then="contract_area")))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Of one edition that the user edits, also how many there are, and what its figures say."""
        asked = request.GET.get("edition__id__exact", "")
        known = asked.isdecimal() and len(asked) < 19
        edition = Edition.objects.editable_by(request.user).filter(pk=int(asked)).first() if known else None
        if edition:
            counted = count(edition)
            told = {"counted": counted, "differences": differences(edition, counted), "edition": edition}
            extra_context = {**told, **(extra_context or {})}
        return super().changelist_view(request, extra_context)

    @admin.display(description=_("contract area (m²)"), ordering="area")
    def area(self, obj: Any) -> int | None:
        """In a list: of the user's own editions."""
        return obj.area

    @admin.display(description=_("status"), ordering="status")
    def status_badge(self, obj: Participation) -> str:
        return badge("part", obj.status, obj.get_status_display())

    # Documents

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.document_view)
        return [
            path("<int:pk>/documents/<int:document>/", view, name="fairs_participation_document"),
            *super().get_urls(),
        ]

    def document_view(self, request: HttpRequest, pk: int, document: int) -> HttpResponseBase:
        part = self.get_queryset(request).filter(pk=pk).first()
        found = part and part.documents.filter(pk=document).first()
        if not found:
            raise Http404
        if not (request.user.has_perm("fairs.view_participationdocument") and self.sees_all(request, part)):
            raise PermissionDenied
        return download(found)
