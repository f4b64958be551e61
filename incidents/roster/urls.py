"""Paths of the people's pages of the duty roster."""

from django.urls import path

from incidents.roster import views

ONE = "duty/handover/<uuid:handover_id>/"

urlpatterns = [
    path("duty/", views.roster, name="roster"),
    path("duty/shift/", views.shift, name="roster-shift"),
    path("duty/copy/", views.copy, name="roster-copy"),
    path("duty/shift/<uuid:shift_id>/start/", views.start, name="roster-start"),
    path("duty/handover/new/", views.new_handover, name="handover-new"),
    path(ONE, views.handover, name="handover"),
    path(f"{ONE}take/", views.take, name="handover-take"),
    path(f"{ONE}<slug:form>/", views.paper, name="handover-paper"),
]
