"""Paths of the areas that have fallen quiet."""

from django.urls import URLPattern, URLResolver, path

from incidents.monitoring.quiet import register, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("m/quiet/", views.quiet_areas, name="quiet-areas"),
    path("m/quiet/list/", views.quiet_list, name="quiet-areas-list"),
    path("m/quiet/dark/", views.quiet_dark, name="quiet-areas-dark"),
    path("admin-ui/townships/", register.townships, name="townships"),
]
