"""Paths of the adviser's API."""

from django.urls import path

from resources.adviser.api import views

urlpatterns = [
    path(
        "incidents/<uuid:incident_id>/advice/",
        views.IncidentAdvice.as_view(),
        name="api-incident-advice",
    ),
    path(
        "incidents/<uuid:incident_id>/floors/",
        views.IncidentFloors.as_view(),
        name="api-incident-floors",
    ),
    path("advice/<uuid:advice_id>/", views.OneAdvice.as_view(), name="api-advice"),
    path(
        "advice/<uuid:advice_id>/choose/",
        views.ChoosePlan.as_view(),
        name="api-advice-choose",
    ),
    path("floors/", views.Floors.as_view(), name="api-floors"),
    path("floors/awaiting/", views.FloorsAwaiting.as_view(), name="api-floors-awaiting"),
    path(
        "floor-breaches/<uuid:breach_id>/sign/",
        views.SignFloor.as_view(),
        name="api-floor-sign",
    ),
    path(
        "requests/<uuid:request_id>/suggestions/",
        views.Suggestions.as_view(),
        name="api-request-suggestions",
    ),
]
