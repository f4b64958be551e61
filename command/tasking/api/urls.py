"""Paths of the tasking API."""

from django.urls import include, path, register_converter

from command.tasking.api import order_views, views
from command.tasking.paths import VerbInPath

register_converter(VerbInPath, "task_verb")

urlpatterns = [
    path("tasks/", views.Tasks.as_view(), name="api-tasks"),
    path("tasks/assign/", views.AssignTask.as_view(), name="api-tasks-assign"),
    path("tasks/templates/", order_views.TaskTemplates.as_view(), name="api-tasks-templates"),
    path("tasks/posts/", order_views.TaskPosts.as_view(), name="api-tasks-posts"),
    path("tasks/span/", order_views.Spans.as_view(), name="api-tasks-span"),
    path(
        "teams/<uuid:team_id>/check-in/",
        order_views.CheckInTeam.as_view(),
        name="api-team-check-in",
    ),
    path("tasks/mine/", views.MyTasks.as_view(), name="api-tasks-mine"),
    path("tasks/<uuid:task_id>/", views.Task.as_view(), name="api-task"),
    path("tasks/<uuid:task_id>/issue/", views.IssueTask.as_view(), name="api-task-issue"),
    path("tasks/<uuid:task_id>/tick/", views.TickItem.as_view(), name="api-task-tick"),
    path(
        "tasks/<uuid:task_id>/reassign/",
        order_views.ReassignTask.as_view(),
        name="api-task-reassign",
    ),
    path(
        "tasks/<uuid:task_id>/withdraw/",
        order_views.WithdrawTask.as_view(),
        name="api-task-withdraw",
    ),
    path(
        "tasks/<uuid:task_id>/deadline/",
        order_views.ChangeDeadline.as_view(),
        name="api-task-deadline",
    ),
    path(
        "tasks/<uuid:task_id>/stop-repeating/",
        order_views.StopRepeating.as_view(),
        name="api-task-stop-repeating",
    ),
    path(
        "tasks/<uuid:task_id>/check-in/",
        order_views.CheckInTask.as_view(),
        name="api-task-check-in",
    ),
    path(
        "tasks/<uuid:task_id>/needs/",
        order_views.StateTaskNeeds.as_view(),
        name="api-task-needs",
    ),
    path(
        "tasks/<uuid:task_id>/attachments/",
        order_views.TaskAttachments.as_view(),
        name="api-task-attachments",
    ),
    path(
        "tasks/<uuid:task_id>/attachments/<uuid:attachment_id>/archive/",
        order_views.ArchiveAttachment.as_view(),
        name="api-task-attachment-archive",
    ),
    path(
        "tasks/<uuid:task_id>/recipients/",
        order_views.TaskRecipients.as_view(),
        name="api-task-recipients",
    ),
    path("tasks/<uuid:task_id>/read/", views.ReadTask.as_view(), name="api-task-read"),
    path(
        "tasks/<uuid:task_id>/<task_verb:verb>/",
        views.AdvanceTask.as_view(),
        name="api-task-advance",
    ),
    path("", include("command.tasking.desk.api.urls")),
    path("", include("command.tasking.paging.api.urls")),
    path("", include("command.tasking.distress.api.urls")),
]
