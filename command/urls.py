"""Where every URL begins."""

from django.urls import include, path

urlpatterns = [
    path("", include("command.core.urls")),
    path("", include("command.board.urls")),
    path("", include("incidents.urls")),
    path("", include("resources.urls")),
    path("", include("command.tasking.urls")),
    path("", include("plans.urls")),
    path("", include("command.field.desk_urls")),
    path("m0/", include("command.field.urls")),
    path("exercise/", include("command.exercise.urls")),
    path("api/", include("command.core.api.urls")),
    path("api/", include("incidents.api.urls")),
    path("api/", include("resources.api.urls")),
    path("api/", include("command.tasking.api.urls")),
    path("api/", include("plans.api.urls")),
    path("api/", include("command.exercise.api.urls")),
]
