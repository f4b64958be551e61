"""Paths of the tasking API."""

from django.urls import include, path, register_converter

from command.tasking.api import views
from command.tasking.paths import VerbInPath

register_converter(VerbInPath, "task_verb")

urlpatterns = [
    path("tasks/", views.Tasks.as_view(), name="api-tasks"),
    path("tasks/assign/", views.AssignTask.as_view(), name="api-tasks-assign"),
    path("tasks/mine/", views.MyTasks.as_view(), name="api-tasks-mine"),
    path("tasks/<uuid:task_id>/", views.Task.as_view(), name="api-task"),
    path("tasks/<uuid:task_id>/issue/", views.IssueTask.as_view(), name="api-task-issue"),
    path("tasks/<uuid:task_id>/tick/", views.TickItem.as_view(), name="api-task-tick"),
    path("tasks/<uuid:task_id>/read/", views.ReadTask.as_view(), name="api-task-read"),
    path(
        "tasks/<uuid:task_id>/<task_verb:verb>/",
        views.AdvanceTask.as_view(),
        name="api-task-advance",
    ),
    path("", include("command.tasking.desk.api.urls")),
    path("", include("command.tasking.paging.api.urls")),
]
