"""Paths of the closing API."""

from django.urls import path

from incidents.closing.api import views

UNDER = "incidents/<uuid:incident_id>/closing/"

urlpatterns = [
    path(UNDER, views.Closing.as_view(), name="api-closing"),
    path(f"{UNDER}open/", views.OpenItems.as_view(), name="api-closing-open"),
    path(f"{UNDER}archives/", views.Archives.as_view(), name="api-closing-archives"),
    path(f"{UNDER}retention/", views.Retention.as_view(), name="api-closing-retention"),
    path(
        f"{UNDER}personal-pictures/",
        views.PersonalPictures.as_view(),
        name="api-closing-pictures",
    ),
    path(f"{UNDER}purge/", views.PurgeNow.as_view(), name="api-closing-purge"),
    path(f"{UNDER}lessons/", views.Lessons.as_view(), name="api-closing-lessons"),
]
