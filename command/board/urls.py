"""Paths of the joint command screen."""

from django.urls import path

from command.board import design, views

app_name = "board"

urlpatterns = [
    path("", views.cop, name="cop"),
    path("board/<slug:name>/", views.panel, name="panel"),
    path("board/alarms/<uuid:alarm_id>/acknowledge/", views.acknowledge, name="acknowledge"),
    path("board/decisions/<slug:kind>/<str:key>/", views.decide, name="decide"),
    path("design/", design.elements, name="design"),
    path("design/screen/", design.screen, name="design_screen"),
]
