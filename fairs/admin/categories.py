from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from fairs.models import Category, Product

from .base import Admin


@admin.register(Category)
class CategoryAdmin(Admin):
    list_display = ("name", "code", "parent")
    list_select_related = ("parent",)
    search_fields = ("code", "name_zh_hans", "name_en")
    related = ((Product, "category"),)
    fieldsets = ((None, {"fields": [("name_zh_hans", "name_en"), ("code", "parent")]}),)

    @admin.display(description=_("name"), ordering="name_zh_hans")
    def name(self, obj: Category) -> str:
        return str(obj)
