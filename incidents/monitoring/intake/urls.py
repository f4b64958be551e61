"""Paths of the intake."""

from django.urls import URLPattern, URLResolver, path

from incidents.monitoring.intake.views import entrance

urlpatterns: list[URLPattern | URLResolver] = [
    path("m/in/", entrance.push, name="feed-in"),
]
