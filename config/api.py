"""The addresses of the REST API, version 1."""

from csp.decorators import csp_update
from django.urls import include, path
from django.views.generic import RedirectView
from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import SimpleRouter

import fairs.api
import initiatives.api

router = SimpleRouter()
fairs.api.register(router)
initiatives.api.register(router)

# Swagger UI's style sheet has its icons in it.
docs = csp_update({"img-src": ["data:"]})(SpectacularSwaggerSplitView.as_view(url_name="schema"))

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="docs"), name="api"),
    path("", include(router.urls)),
    path("schema/", SpectacularJSONAPIView.as_view(), name="schema"),
    path("docs/", docs, name="docs"),
]
