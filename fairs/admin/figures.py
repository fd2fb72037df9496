from django.contrib import admin
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fairs.models import Edition, Figure, Source

from .badges import badge
from .base import Admin, OfEdition
from .filters import EditionRegionFilter


@admin.register(Source)
class SourceAdmin(Admin):
    list_display = ("title", "published_on", "url", "code")
    search_fields = ("code", "title_zh_hans", "title_en", "url")
    date_hierarchy = "published_on"
    related = ((Figure, "source"), (Edition, "source"))
    fieldsets = ((None, {"fields": [("title_zh_hans", "title_en"), ("code", "published_on"), "url"]}),)

    @admin.display(description=_("title"), ordering="title_zh_hans")
    def title(self, obj: Source) -> str:
        return str(obj)


@admin.register(Figure)
class FigureAdmin(OfEdition):
    list_display = ("edition", "measure", "stage_badge", "amount", "source", "stated_on")
    list_filter = ("measure", "stage", "qualifier", EditionRegionFilter, "edition__year")
    list_select_related = ("edition", "source")
    search_fields = (
        "edition__title_zh_hans",
        "edition__title_en",
        "edition__code",
        "as_stated",
        "source__title_zh_hans",
    )
    fieldsets = (
        (None, {"fields": ["edition", ("measure", "stage"), ("qualifier", "value"), "as_stated"]}),
        (_("Source"), {"fields": [("source", "stated_on")]}),
    )

    @admin.display(description=_("stage"), ordering="stage")
    def stage_badge(self, obj: Figure) -> str:
        return badge("stage", obj.stage, obj.get_stage_display())

    @admin.display(description=_("value"), ordering="value")
    def amount(self, obj: Figure) -> str:
        number = f"{obj.value:,}"
        if obj.qualifier == "exact":
            return number
        return gettext("%(qualifier)s %(number)s") % {"qualifier": obj.get_qualifier_display(), "number": number}
