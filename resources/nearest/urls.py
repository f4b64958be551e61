"""Paths of the tiles."""

from django.urls import URLPattern, path

from resources.nearest import views

urlpatterns: list[URLPattern] = [
    path("tiles/<slug:layer>/<int:z>/<int:x>/<int:y>.mvt", views.tile, name="tile"),
]
