"""Paths of the liaison's pages about the field, below ``/t/``."""

from django.urls import path

from command.field import desk_views

urlpatterns = [
    path("t/conflicts/", desk_views.conflicts, name="field-conflicts"),
    path("t/conflicts/panel/", desk_views.panel, name="field-conflicts-panel"),
    path("t/conflicts/phones/", desk_views.phones, name="field-phones"),
    path("t/conflicts/<uuid:conflict_id>/", desk_views.conflict, name="field-conflict"),
    path(
        "t/conflicts/<uuid:conflict_id>/settle/",
        desk_views.settle,
        name="field-conflict-settle",
    ),
]
