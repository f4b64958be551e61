"""Paths of the API of nearest."""

from django.urls import URLPattern, path

from resources.nearest.api import views

urlpatterns: list[URLPattern] = [
    path("nearest/", views.Nearest.as_view(), name="api-nearest"),
]
