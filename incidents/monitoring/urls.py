"""Paths of the people's pages of monitoring."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("incidents.monitoring.detection.urls")),
    path("", include("incidents.monitoring.intake.urls")),
    path("", include("incidents.monitoring.quiet.urls")),
    path("", include("incidents.monitoring.sta.urls")),
]
