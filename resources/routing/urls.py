"""Paths of the people's pages of roads."""

from django.urls import path

from resources.routing import views

urlpatterns = [
    path("f/roads/", views.roads, name="roads"),
    path("f/roads/panel/", views.panel, name="roads-panel"),
    path("f/roads/<uuid:condition_id>/lift/", views.lift, name="road-lift"),
]
