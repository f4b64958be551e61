"""Paths of the people's pages of coverage."""

from django.urls import path

from resources.coverage import views

GAP = "f/coverage/gaps/<uuid:gap_id>/"
MOVE = "f/coverage/moves/<uuid:move_id>/"

urlpatterns = [
    path("f/coverage/", views.coverage, name="coverage"),
    path("f/coverage/panel/", views.panel, name="coverage-panel"),
    path(f"{GAP}acknowledge/", views.acknowledge, name="gap-acknowledge"),
    path(f"{GAP}move-up/", views.move_up, name="gap-move-up"),
    path(f"{MOVE}arrived/", views.arrived, name="move-up-arrived"),
    path(f"{MOVE}home/", views.home, name="move-up-home"),
]
