from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from fairs.models import Edition, Exhibitor, Product, ProductDisplay

from .badges import NOTHING
from .base import Admin, OfAdmitted


@admin.register(Product)
class ProductAdmin(Admin):
    list_display = ("name", "category", "origin", "shown_by", "code")
    list_filter = ("category", "synthetic")
    list_select_related = ("category", "origin", "exhibitor")
    search_fields = (
        "code", "name_zh_hans", "name_en", "category__name_zh_hans", "category__name_en", "origin__name_zh_hans",
        "origin__name_en", "exhibitor__name_zh_hans", "exhibitor__name_en",
    )  # fmt: skip
    search_help_text = _("Product, category, origin or exhibitor, in Chinese or English.")
    related = ((ProductDisplay, "product"),)
    fieldsets = (
        (None, {"fields": [("name_zh_hans", "name_en"), ("category", "origin"), ("exhibitor", "code")]}),
        (_("Description"), {"fields": [("description_zh_hans", "description_en")]}),
        (_("Source"), {"fields": ["source", "source_note", "synthetic"], "classes": ["collapse"]}),
    )

    def visible(self, queryset: Any, user: Any) -> Any:
        """Those whose being shown somewhere the user may see, and those shown nowhere yet."""
        displays = ProductDisplay.objects.filter(product=OuterRef("pk"))
        shown: Any = self.admin_site.get_model_admin(ProductDisplay)
        return queryset.filter(Exists(shown.visible(displays, user)) | ~Exists(displays))

    def editable(self, queryset: Any, user: Any) -> Any:
        """Those shown at nothing but what the user edits."""
        displays = ProductDisplay.objects.filter(product=OuterRef("pk"))
        return queryset.filter(~Exists(displays.exclude(pk__in=ProductDisplay.objects.editable_by(user).values("pk"))))

    def get_queryset(self, request: HttpRequest) -> Any:
        exhibitors = self.admin_site.get_model_admin(Exhibitor).get_queryset(request).order_by()
        return super().get_queryset(request).annotate(known=Exists(exhibitors.filter(pk=OuterRef("exhibitor"))))

    @admin.display(description=_("exhibitor"))
    def shown_by(self, obj: Any) -> str:
        """Unless nobody may know that it takes part."""
        return str(obj.exhibitor) if obj.known else NOTHING

    @admin.display(description=_("name"), ordering="name_zh_hans")
    def name(self, obj: Product) -> str:
        return str(obj)


@admin.register(ProductDisplay)
class ProductDisplayAdmin(OfAdmitted):
    list_display = ("product", "edition", "pavilion", "participation")
    list_select_related = ("product", "edition", "pavilion", "participation__exhibitor", "participation__edition")
    search_fields = ("product__name_zh_hans", "product__name_en", "edition__title_zh_hans", "edition__title_en")
    fieldsets = (
        (None, {"fields": [("edition", "product"), ("pavilion", "participation")]}),
        (_("Source"), {"fields": ["source", "source_note"], "classes": ["collapse"]}),
    )

    def editable(self, queryset: Any, user: Any) -> Any:
        return queryset.filter(pk__in=ProductDisplay.objects.editable_by(user).values("pk"))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Whoever edits only a pavilion takes nothing out of it."""
        user = request.user
        whole = obj is None or user.is_superuser or Edition.objects.editable_by(user).filter(pk=obj.edition_id).exists()
        place = () if whole else ("edition", "pavilion", "participation")
        return (*super().get_readonly_fields(request, obj), *place)
