"""Paths of the people's pages of forces; each sub-room keeps its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("resources.dispatch.urls")),
    path("", include("resources.register.urls")),
    path("", include("resources.importing.urls")),
    path("", include("resources.nearest.urls")),
    path("", include("resources.loans.urls")),
    path("", include("resources.routing.urls")),
    path("", include("resources.coverage.urls")),
    path("", include("resources.adviser.urls")),
    path("", include("resources.tracking.urls")),
]
