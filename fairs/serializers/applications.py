"""Applications as their applicants send and see them."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from fairs.applying import MOST_NEIGHBOURS, MOST_PRODUCTS, own_path
from fairs.calendar.entry import clean_line
from fairs.models import (
    Category,
    Edition,
    Exhibitor,
    NeighbourWish,
    Organisation,
    Participation,
    ParticipationDocument,
    Product,
    ProductDisplay,
    Region,
    StandKind,
)

from .base import (
    CODED,
    CategoryLink,
    EditionLink,
    ExhibitorLink,
    RegionLink,
    Row,
    RowSerializer,
    both,
    part,
)
from .exhibitors import PavilionLink

LARGEST_AREA = 100_000


class Strict(serializers.Serializer[Any]):
    # Refuses fields that it does not know, which would be lost. No docstring: OpenAPI would show it with its children.

    def to_internal_value(self, data: Any) -> Any:
        values = super().to_internal_value(data)
        wrong = {name: [_("There is no such field here.")] for name in sorted(set(data) - set(self.fields))}
        if hasattr(data, "getlist"):  # of what is repeated all but one would be lost
            wrong |= {name: [_("Give this field once only.")] for name in data if len(data.getlist(name)) > 1}
        if wrong:
            raise serializers.ValidationError(wrong)
        return values


def coded(model: Any, **kwargs: Any) -> serializers.SlugRelatedField[Any]:
    return serializers.SlugRelatedField("code", queryset=model.objects.all(), **kwargs)


class Line(serializers.CharField):
    def to_internal_value(self, data: Any) -> str:
        value = super().to_internal_value(data)
        return value if "\0" in value else clean_line(value)  # that is refused by name


def text(model: Any, name: str) -> serializers.CharField:
    field = model._meta.get_field(name)
    kind = serializers.CharField if isinstance(field, models.TextField) else Line
    return kind(required=False, allow_blank=True, max_length=field.max_length or 10_000)


class SentUUID(serializers.UUIDField):
    def to_internal_value(self, data: Any) -> Any:
        """A number would be one too, but not the one that was meant."""
        return super().to_internal_value(data if isinstance(data, str) else "")


class Named(Strict):
    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        names = ("name_zh_hans", "name_en")
        if not any(attrs.get(name, getattr(self.instance, name, "")) for name in names):
            raise serializers.ValidationError(_("Enter a name in Chinese or in English."))
        return attrs


class NewCompany(Named):
    name_zh_hans, name_en = text(Exhibitor, "name_zh_hans"), text(Exhibitor, "name_en")
    region = coded(Region, required=False, allow_null=True)
    address_zh_hans, address_en = text(Exhibitor, "address_zh_hans"), text(Exhibitor, "address_en")
    description_zh_hans, description_en = text(Exhibitor, "description_zh_hans"), text(Exhibitor, "description_en")
    website = serializers.URLField(required=False, allow_blank=True, max_length=200)


class NewProduct(Named):
    name_zh_hans, name_en = text(Exhibitor, "name_zh_hans"), text(Exhibitor, "name_en")
    category, origin = coded(Category), coded(Region)
    description_zh_hans, description_en = text(Exhibitor, "description_zh_hans"), text(Exhibitor, "description_en")


class Wish(Strict):
    # What an applicant says besides who it is.
    wished_kind = serializers.ChoiceField(StandKind.choices, required=False, allow_blank=True)
    wished_area = serializers.IntegerField(required=False, min_value=1, max_value=LARGEST_AREA, allow_null=True)
    message = serializers.CharField(required=False, allow_blank=True, max_length=4000)
    contact = serializers.CharField(required=False, allow_blank=True, max_length=200)
    email = serializers.EmailField(required=False, allow_blank=True)
    products = serializers.ListField(child=NewProduct(), required=False, max_length=MOST_PRODUCTS)
    neighbours = serializers.ListField(
        child=coded(Exhibitor),
        required=False,
        max_length=MOST_NEIGHBOURS,
        help_text=_("beside whom it would like to stand: exhibitors by code"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Among what the user may see: of what is hidden, a code is as unknown as any other."""
        super().__init__(*args, **kwargs)
        if "request" in self.context:  # else it is described, not asked
            self.seek(self.context["request"].user)

    def seek(self, user: Any) -> None:
        neighbours: Any = self.fields["neighbours"]
        neighbours.child.queryset = Exhibitor.objects.visible_to(user)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        own = attrs.get("exhibitor") or self.context.get("exhibitor")
        if own in attrs.get("neighbours", ()):
            raise serializers.ValidationError({"neighbours": _("Nobody stands beside itself.")})
        return attrs


class NewApplication(Wish):
    uuid = SentUUID(
        required=False,
        help_text=_("the sender's own, one for each application: with it what is sent twice is applied for once"),
    )
    edition = coded(Edition, help_text=_("by code"))
    exhibitor = coded(
        Exhibitor, required=False, help_text=_("by code: a company that is known, and whose organisation is the user's")
    )
    company = NewCompany(required=False, help_text=_("instead of “exhibitor”: a company that is not known yet"))
    organisation = coded(
        Organisation,
        required=False,
        help_text=_("by code: whose members act for the new company; needed by members of several"),
    )

    def seek(self, user: Any) -> None:
        super().seek(user)
        mine = Organisation.objects.filter(memberships__user=user)
        choices: dict[str, Any] = {
            "edition": Edition.objects.visible_to(user),
            "exhibitor": Exhibitor.objects.current().filter(organisation__in=mine),
            "organisation": mine,
        }
        fields: Any = self.fields
        for name, queryset in choices.items():
            fields[name].queryset = queryset

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("exhibitor" in attrs) == ("company" in attrs):
            raise serializers.ValidationError(_("Give either the exhibitor's code or a new company."))
        if "exhibitor" in attrs and attrs.get("organisation", (own := attrs["exhibitor"].organisation)) != own:
            raise serializers.ValidationError({"organisation": _("The exhibitor is another organisation's.")})
        if "company" in attrs and "organisation" not in attrs:
            mine = list(self.fields["organisation"].queryset[:2])  # type: ignore[attr-defined]
            if len(mine) != 1:
                told = _("Say for which organisation, by code.") if mine else _("You are a member of no organisation.")
                raise serializers.ValidationError({"organisation": told})
            attrs["organisation"] = mine[0]
        return super().validate(attrs)


class Withdrawal(Strict):
    reason = serializers.CharField(max_length=500)


@extend_schema_field({"type": "string", "format": "binary"})
class SentFile(serializers.FileField):
    pass


class NewDocument(Strict):
    kind = serializers.ChoiceField(ParticipationDocument.Kind.choices)
    title = Line(max_length=200)
    file = SentFile(help_text=_("PDF, PNG, JPEG, DOCX or XLSX of at most 20 MB."))


class DocumentSerializer(RowSerializer):
    class Meta:
        model = ParticipationDocument
        fields = ("uuid", "kind", "title", "created_at")


class OwnProductSerializer(RowSerializer):
    category = CategoryLink()
    origin = RegionLink()

    class Meta:
        model = Product
        fields = (*CODED, "category", "origin", *both("description"))


class ShownSerializer(RowSerializer):
    product = OwnProductSerializer()

    class Meta:
        model = ProductDisplay
        fields = ("product",)


class ApplicationSerializer(RowSerializer):
    edition = EditionLink()
    exhibitor = ExhibitorLink()
    pavilion = PavilionLink(allow_null=True)
    page = serializers.SerializerMethodField(help_text=_("where whoever has the address sees what became of it"))
    neighbours = serializers.SerializerMethodField(help_text=_("beside whom it would like to stand"))
    shown = ShownSerializer(source="displays", many=True)
    documents = DocumentSerializer(many=True)

    class Meta:
        model = Participation
        fields = (
            "uuid", "edition", "exhibitor", "role", "status", "pavilion", "stand", "contract_area", "wished_kind",
            "wished_area", "message", "contact", "email", "neighbours", "shown", "documents", "page", "created_at",
            "modified_at",
        )  # fmt: skip

    @classmethod
    def loaded(cls, queryset: Any, user: Any) -> Any:
        shown = ProductDisplay.objects.select_related("product__category", "product__origin")
        return queryset.select_related("edition", "exhibitor", "pavilion__region", "pavilion__hall").prefetch_related(
            part("neighbour_wishes", NeighbourWish.objects.select_related("neighbour").order_by("neighbour__code")),
            part("displays", shown.order_by("pk")),
            part("documents", ParticipationDocument.objects.order_by("pk")),
        )

    @extend_schema_field(ExhibitorLink(many=True))
    def get_neighbours(self, instance: Any) -> list[Row]:
        return [ExhibitorLink.row(wish.neighbour) for wish in instance.loaded_neighbour_wishes]

    def get_page(self, instance: Participation) -> str:
        return own_path(instance)
