"""Paths of the people's pages of importing."""

from django.urls import URLPattern, path

from resources.importing import views

urlpatterns: list[URLPattern] = [
    path("f/import/", views.imports, name="imports"),
    path("f/import/<uuid:run_id>/", views.one, name="import"),
    path("f/import/<uuid:run_id>/state/", views.state, name="import-state"),
    path("f/import/<uuid:run_id>/file/", views.original, name="import-file"),
    path("f/import/template/<slug:sheet>.<slug:kind>", views.template, name="import-template"),
    path("f/export/<slug:sheet>.<slug:kind>", views.export, name="register-export"),
]
