"""Applications as their applicants send and see them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from fairs.applying import MOST_NEIGHBOURS, MOST_PRODUCTS, own_path
from fairs.models import (
    Category,
    Edition,
    Exhibitor,
    Organisation,
    Participation,
    ParticipationDocument,
    Product,
    ProductDisplay,
    Region,
    StandKind,
)

from .base import EditionLink, ExhibitorLink, RowSerializer, link, part
from .exhibitors import PavilionLink

LARGEST_AREA = 100_000
ProductLink = link(Product)


class Strict(serializers.Serializer[Any]):
    """Refuses fields that it does not know, which would be lost."""

    def to_internal_value(self, data: Any) -> Any:
        values = super().to_internal_value(data)
        if unknown := set(data) - set(self.fields):
            raise serializers.ValidationError({name: [_("There is no such field here.")] for name in sorted(unknown)})
        return values


def coded(model: Any, **kwargs: Any) -> serializers.SlugRelatedField[Any]:
    return serializers.SlugRelatedField("code", queryset=model.objects.all(), **kwargs)


def text(model: Any, name: str) -> serializers.CharField:
    most = model._meta.get_field(name).max_length or 10_000
    return serializers.CharField(required=False, allow_blank=True, max_length=most)


class Named(Strict):
    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not (attrs.get("name_zh_hans") or attrs.get("name_en")):
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


class NewApplication(Strict):
    uuid = serializers.UUIDField(required=False)
    edition = coded(Edition)
    exhibitor = coded(Exhibitor, required=False)
    company = NewCompany(required=False)
    organisation = coded(Organisation, required=False)
    wished_kind = serializers.ChoiceField(StandKind.choices, required=False)
    wished_area = serializers.IntegerField(required=False, min_value=1, max_value=LARGEST_AREA)
    message = serializers.CharField(required=False, allow_blank=True, max_length=4000)
    contact = serializers.CharField(required=False, allow_blank=True, max_length=200)
    email = serializers.EmailField(required=False, allow_blank=True)
    products = serializers.ListField(child=NewProduct(), required=False, max_length=MOST_PRODUCTS)
    neighbours = serializers.ListField(child=coded(Exhibitor), required=False, max_length=MOST_NEIGHBOURS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Among what the user may see: of what is hidden, a code is as unknown as any other."""
        super().__init__(*args, **kwargs)
        user = self.context["request"].user
        mine = Organisation.objects.filter(memberships__user=user)
        seen = Exhibitor.objects.visible_to(user)
        choices: dict[str, Any] = {
            "edition": Edition.objects.visible_to(user),
            "exhibitor": Exhibitor.objects.current().filter(organisation__in=mine),
            "organisation": mine,
        }
        fields: Any = self.fields
        for name, queryset in choices.items():
            fields[name].queryset = queryset
        fields["neighbours"].child.queryset = seen

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("exhibitor" in attrs) == ("company" in attrs):
            raise serializers.ValidationError(_("Give either the exhibitor's code or a new company."))
        if "company" in attrs and "organisation" not in attrs:
            mine = list(self.fields["organisation"].queryset[:2])  # type: ignore[attr-defined]
            if len(mine) != 1:
                told = _("Say for which organisation, by code.") if mine else _("You are a member of no organisation.")
                raise serializers.ValidationError({"organisation": told})
            attrs["organisation"] = mine[0]
        return attrs


class Withdrawal(Strict):
    reason = serializers.CharField(max_length=500)


class DocumentSerializer(RowSerializer):
    class Meta:
        model = ParticipationDocument
        fields = ("uuid", "kind", "title", "created_at")


class ShownSerializer(RowSerializer):
    product = ProductLink()

    class Meta:
        model = ProductDisplay
        fields = ("product",)


class ApplicationSerializer(RowSerializer):
    edition = EditionLink()
    exhibitor = ExhibitorLink()
    pavilion = PavilionLink(allow_null=True)
    page = serializers.SerializerMethodField(help_text=_("where whoever has the address sees what became of it"))
    shown = ShownSerializer(source="displays", many=True)
    documents = DocumentSerializer(many=True)

    class Meta:
        model = Participation
        fields = (
            "uuid", "edition", "exhibitor", "role", "status", "pavilion", "stand", "contract_area", "wished_kind",
            "wished_area", "message", "contact", "email", "shown", "documents", "page", "created_at", "modified_at",
        )  # fmt: skip

    @classmethod
    def loaded(cls, queryset: Any, user: Any) -> Any:
        return queryset.select_related("edition", "exhibitor", "pavilion__region", "pavilion__hall").prefetch_related(
            part("displays", ProductDisplay.objects.select_related("product").order_by("pk")),
            part("documents", ParticipationDocument.objects.order_by("pk")),
        )

    def get_page(self, instance: Participation) -> str:
        return own_path(instance)
