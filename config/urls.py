from django.contrib import admin
from django.contrib.auth.views import LogoutView
from django.urls import include, path, re_path

from fairs import pages
from fairs.calendar import feeds
from fairs.calendar.caldav import views as caldav
from initiatives import pages as initiative_pages

urlpatterns = [
    path("", pages.home, name="home"),
    path("editions/<slug:code>/", pages.edition, name="edition"),
    path("editions/<slug:code>/halls/<str:hall>/", pages.hall, name="hall"),
    path("editions/<slug:code>/halls/<str:hall>/plan.svg", pages.hall_plan, name="hall-plan"),
    path("exhibitors/<slug:code>/", pages.exhibitor, name="exhibitor"),
    path("sessions/<slug:code>/", pages.session, name="session"),
    path("editions/<slug:code>/apply/", pages.apply_signed_in, name="apply-signed-in"),
    path("apply/<slug:token>/", pages.apply_by_invitation, name="apply"),
    path("applications/", pages.my_applications, name="my-applications"),
    path("applications/<uuid:uuid>/", pages.my_application, name="my-application"),
    path("applications/<uuid:uuid>/change/", pages.change_my_application),
    path("applications/<uuid:uuid>/withdraw/", pages.withdraw_my_application),
    path("applications/<uuid:uuid>/products/", pages.my_product),
    path("applications/<uuid:uuid>/products/<slug:code>/", pages.my_product),
    path("applications/<uuid:uuid>/<slug:signature>/", pages.application, name="application"),
    path("applications/<uuid:uuid>/<slug:signature>/change/", pages.change_application),
    path("applications/<uuid:uuid>/<slug:signature>/withdraw/", pages.withdraw_application),
    path("applications/<uuid:uuid>/<slug:signature>/products/", pages.application_product),
    path("applications/<uuid:uuid>/<slug:signature>/products/<slug:code>/", pages.application_product),
    path("launches/<slug:code>/", initiative_pages.launch, name="launch"),
    path("initiatives/<slug:code>/", initiative_pages.initiative, name="initiative"),
    path("programmes/", initiative_pages.programmes, name="programmes"),
    path("programmes/<slug:code>/", initiative_pages.programme, name="programme"),
    path("programmes/<slug:code>/editions/", initiative_pages.programme_editions, name="programme-rows"),
    path("indicators/", initiative_pages.indicators, name="indicators"),
    path("indicators/<slug:code>/", initiative_pages.indicator, name="indicator"),
    path("indicators/<slug:code>.svg", initiative_pages.indicator_chart, name="indicator-chart"),
    path("indicators/<slug:code>.csv", initiative_pages.indicator_table, name="indicator-table"),
    path("catalogue/", pages.catalogue, name="catalogue"),
    path("catalogue.<slug:form>", pages.catalogue_file, name="catalogue-file"),
    path("calendars/", pages.calendars, name="calendars"),
    path("calendars/mine/", pages.mine, name="mine"),
    path("calendars/mine/<uuid:uuid>/", pages.my_feed, name="my-feed"),
    path("calendars/personal/<slug:token>.<slug:form>", feeds.personal, name="personal-feed"),
    path("calendars/<slug:name>.ics", feeds.feed, name="feed"),
    path("calendars/<slug:facet>/<str:code>.ics", feeds.feed, name="short-feed"),
    path("calendars/<slug:facet>/<str:code>/availability.ics", pages.availability, name="availability"),
    path("calendars/<slug:name>.<slug:form>", feeds.feed, name="feed-as"),
    path("calendars/<slug:facet>/<str:code>.<slug:form>", feeds.feed, name="short-feed-as"),
    re_path(r"^\.well-known/caldav/?$", caldav.well_known, name="well-known-caldav"),
    path("caldav/", caldav.caldav, name="caldav"),
    path("caldav/<path:path>", caldav.caldav),
    path("login/", pages.login, name="login"),
    path("logout/", LogoutView.as_view(next_page="home"), name="logout"),
    path("api/v1/", include("config.api")),
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
]
