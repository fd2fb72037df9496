"""The same events by django-ical from the same rows: a Django project of its own, run in the peers' environment.

Its documentation's way: a feed class whose methods say what each event has. Of Django it has only the middleware that
sends the length of what it sends, and 304.
"""

import json
import os
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import models
from django.http import HttpRequest
from django.urls import path
from django.views.decorators.cache import cache_page
from django_ical.views import ICalFeed

settings.configure(
    ALLOWED_HOSTS=["localhost"],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": os.environ.get("PGDATABASE", "postgres"),
            "CONN_MAX_AGE": 60,
        }
    },
    MIDDLEWARE=["django.middleware.http.ConditionalGetMiddleware", "django.middleware.common.CommonMiddleware"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="not a secret: used by the benchmarks only",
    TIME_ZONE="Asia/Shanghai",
)
django.setup()

KINDS = ("edition", "launch", "initiative")
STATUSES = {"postponed": "TENTATIVE", "cancelled": "CANCELLED"}
SHANGHAI = ZoneInfo("Asia/Shanghai")


class Listing(models.Model):
    key = models.CharField(max_length=60)
    kind = models.CharField(max_length=12)
    audience = models.CharField(max_length=60)
    start = models.DateTimeField()
    payload = models.BinaryField()
    withdrawn = models.BooleanField()

    class Meta:
        app_label = "django_ical_project"
        db_table = "calendar_listing"
        managed = False

    def __str__(self) -> str:
        return self.key


class Facet(models.Model):
    name = models.CharField(max_length=20)
    code = models.CharField(max_length=121)
    listing = models.ForeignKey(Listing, models.CASCADE)

    class Meta:
        app_label = "django_ical_project"
        db_table = "calendar_facet"
        managed = False

    def __str__(self) -> str:
        return f"{self.name}={self.code}"


class Fairs(ICalFeed):
    product_id = "-//benchmark//django-ical//ZH"
    timezone = "Asia/Shanghai"
    title = "辽宁展会"
    file_name = "fairs.ics"

    def get_object(self, request: HttpRequest, city: str = "") -> str:
        return city

    def items(self, city: str) -> list[Any]:
        listings = Listing.objects.filter(audience="public", withdrawn=False, kind__in=KINDS)
        if city:
            listings = listings.filter(pk__in=Facet.objects.filter(name="city", code=city).values("listing"))
        return [json.loads(bytes(p)) for p in listings.order_by("start", "key").values_list("payload", flat=True)]

    def item_guid(self, item: Any) -> Any:
        return item["uid"]

    def item_title(self, item: Any) -> Any:
        return item["title"]["zh-hans"]

    def item_description(self, item: Any) -> Any:
        return item["description"]["zh-hans"]

    def item_location(self, item: Any) -> Any:
        return item["place"]["zh-hans"]

    def item_link(self, item: Any) -> Any:
        return item["url"] or ""

    def item_start_datetime(self, item: Any) -> date:
        return moment(item, "start")

    def item_end_datetime(self, item: Any) -> date:
        return moment(item, "end")

    def item_timestamp(self, item: Any) -> datetime:
        return datetime.fromisoformat(item["modified"])

    def item_updateddate(self, item: Any) -> datetime:
        return datetime.fromisoformat(item["modified"])

    def item_status(self, item: Any) -> str:
        return STATUSES.get(item["status"], "CONFIRMED")

    def item_transparency(self, item: Any) -> str:
        return "TRANSPARENT" if item["kind"] == "edition" else "OPAQUE"

    def item_geolocation(self, item: Any) -> tuple[float, float] | None:
        return (item["geo"]["latitude"], item["geo"]["longitude"]) if item["geo"] else None

    def item_categories(self, item: Any) -> list[Any]:
        return [category["zh-hans"] for category in item["categories"]]


def moment(item: Any, name: str) -> date:
    if item["all_day"]:
        return date.fromisoformat(item[name])
    return datetime.fromisoformat(item[name]).astimezone(SHANGHAI)


feed = Fairs()
urlpatterns = [
    path("all.ics", feed),
    path("city/<city>.ics", feed),
    path("kept/all.ics", cache_page(900)(feed)),
    path("kept/city/<city>.ics", cache_page(900)(feed)),
]
application = get_wsgi_application()
