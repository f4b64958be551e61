"""Paths of the people's pages of plans; each sub-room keeps its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("plans.editor.urls")),
    path("", include("plans.compiler.urls")),
    path("", include("plans.interlock.urls")),
    path("", include("plans.readiness.urls")),
    path("", include("plans.activation.urls")),
]
