from django.contrib import admin
from django.urls import include, path

from fairs.calendar import feeds

urlpatterns = [
    path("calendars/<slug:name>.ics", feeds.feed, name="feed"),
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
]
