"""Paths of the joint command screen."""

from django.urls import path

from command.board import design, replay, room, sheet, since, tabs, views
from command.board.search.views import search

urlpatterns = [
    path("", views.cop, name="cop"),
    path("board/lines/", views.lines, name="board-lines"),
    path("board/units/", views.units, name="board-units"),
    path("board/since/", since.screen, name="board-since"),
    path("board/search/", search, name="board-search"),
    path("board/<slug:panel>/", views.panel, name="board-panel"),
    path(
        "board/alarms/<uuid:alarm_id>/acknowledge/", views.acknowledge, name="board-acknowledge"
    ),
    path("board/decisions/<slug:kind>/<str:key>/", views.decide, name="board-decide"),
    path("i/<uuid:incident_id>/", room.incident_room, name="incident"),
    path(
        "i/<uuid:incident_id>/panel/<slug:panel>/",
        room.incident_panel,
        name="incident-panel",
    ),
    path("cop/at/", replay.at, name="cop-at"),
    path("cop/sheet/", sheet.sheet, name="cop-sheet"),
    path("i/<uuid:incident_id>/since/", since.incident, name="incident-since"),
    path("e/<str:room>/<int:seq>/", since.entry, name="entry"),
    path("i/<uuid:incident_id>/note/", room.write, name="incident-note"),
    path("i/<uuid:incident_id>/heard/", room.heard, name="incident-heard"),
    path("i/<uuid:incident_id>/timeline/", tabs.journal, name="incident-timeline"),
    path("i/<uuid:incident_id>/tasks/", tabs.tasks, name="incident-tasks"),
    path("i/<uuid:incident_id>/forces/", tabs.forces, name="incident-forces"),
    path("i/<uuid:incident_id>/imagery/", tabs.imagery, name="incident-imagery"),
    path("i/<uuid:incident_id>/plan/", tabs.plan, name="incident-plan"),
    path("design/", design.elements, name="design"),
    path("design/screen/", design.screen, name="design-screen"),
]
