"""Paths of the API of coverage."""

from django.urls import path

from resources.coverage.api import views

GAP = "coverage/gaps/<uuid:gap_id>/"
MOVE = "coverage/moves/<uuid:move_id>/"

urlpatterns = [
    path("coverage/gaps/", views.Gaps.as_view(), name="api-gaps"),
    path(GAP, views.OneGap.as_view(), name="api-gap"),
    path(f"{GAP}advice/", views.GapAdvice.as_view(), name="api-gap-advice"),
    path(f"{GAP}acknowledge/", views.AcknowledgeGap.as_view(), name="api-gap-acknowledge"),
    path(f"{GAP}move-up/", views.OrderMoveUp.as_view(), name="api-gap-move-up"),
    path("coverage/moves/", views.MoveUps.as_view(), name="api-move-ups"),
    path(f"{MOVE}arrived/", views.MoveUpArrived.as_view(), name="api-move-up-arrived"),
    path(f"{MOVE}end/", views.MoveUpEnd.as_view(), name="api-move-up-end"),
]
