"""Paths of the SensorThings interface."""

from django.urls import URLPattern, URLResolver, path

from incidents.monitoring.sta import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("sta/v1.1/", views.Landing.as_view(), name="sta"),
    path(
        "sta/v1.1/CreateObservations",
        views.CreateObservations.as_view(),
        name="sta-create-observations",
    ),
    path("sta/v1.1/<path:path>", views.Resource.as_view(), name="sta-resource"),
]
