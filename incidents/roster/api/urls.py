"""Paths of the roster API."""

from django.urls import path

from incidents.roster.api import views

urlpatterns = [
    path("shifts/", views.Shifts.as_view(), name="api-shifts"),
    path("shifts/now/", views.Tonight.as_view(), name="api-shifts-now"),
    path("shifts/<uuid:shift_id>/start/", views.StartShift.as_view(), name="api-shift-start"),
    path("handovers/", views.Handovers.as_view(), name="api-handovers"),
    path("handovers/<uuid:handover_id>/", views.OneHandover.as_view(), name="api-handover"),
    path(
        "handovers/<uuid:handover_id>/take/", views.TakeOver.as_view(), name="api-handover-take"
    ),
]
