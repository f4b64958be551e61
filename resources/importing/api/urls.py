"""Paths of the API of importing."""

from django.urls import URLPattern, path

from resources.importing.api import views

urlpatterns: list[URLPattern] = [
    path("imports/", views.Imports.as_view(), name="api-imports"),
    path("imports/<uuid:run_id>/", views.OneImport.as_view(), name="api-import"),
    path(
        "imports/<uuid:run_id>/confirm/",
        views.ConfirmImport.as_view(),
        name="api-import-confirm",
    ),
    path("imports/<uuid:run_id>/undo/", views.UndoImport.as_view(), name="api-import-undo"),
]
