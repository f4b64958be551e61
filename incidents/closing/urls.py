"""Paths of the people's pages of closing."""

from django.urls import path

from incidents.closing import views

urlpatterns = [
    path("i/<uuid:incident_id>/file/", views.page, name="incident-file"),
    path("i/<uuid:incident_id>/file/open/", views.open_list, name="incident-file-open"),
    path("i/<uuid:incident_id>/file/kept/", views.kept_list, name="incident-file-kept"),
    path("i/<uuid:incident_id>/file/do/<slug:act>/", views.do, name="incident-file-do"),
    path(
        "i/<uuid:incident_id>/file/paper/<slug:name>.<slug:form>",
        views.paper,
        name="incident-paper",
    ),
    path(
        "i/<uuid:incident_id>/file/archive/<uuid:archive_id>.zip",
        views.archive,
        name="incident-archive",
    ),
]
