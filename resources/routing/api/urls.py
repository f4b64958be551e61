"""Paths of the API of roads."""

from django.urls import path

from resources.routing.api import views

urlpatterns = [
    path("roads/", views.Roads.as_view(), name="api-roads"),
    path("roads/leg/", views.Leg.as_view(), name="api-road-leg"),
    path("roads/reach/", views.Reach.as_view(), name="api-road-reach"),
    path("road-conditions/", views.Conditions.as_view(), name="api-road-conditions"),
    path(
        "road-conditions/<uuid:condition_id>/",
        views.OneCondition.as_view(),
        name="api-road-condition",
    ),
    path(
        "road-conditions/<uuid:condition_id>/lift/",
        views.LiftCondition.as_view(),
        name="api-road-condition-lift",
    ),
]
