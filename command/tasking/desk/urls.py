"""Paths of the people's pages of tasks."""

from django.urls import path

from command.tasking.desk.views import assign, board, listing, one, papers, pictures

urlpatterns = [
    path("t/", board.tasks, name="tasks"),
    path("t/columns/", board.columns, name="tasks-columns"),
    path("t/timeline/", board.timeline, name="tasks-timeline"),
    path("t/list/", listing.listed, name="tasks-list"),
    path("t/list/csv/", listing.as_csv, name="tasks-csv"),
    path("t/new/", assign.new, name="task-new"),
    path("t/who/", assign.who, name="task-who"),
    path("t/paper/<slug:paper>/<slug:form>/", papers.paper, name="tasks-paper"),
    path("t/<uuid:task_id>/", one.task, name="task"),
    path("t/<uuid:task_id>/act/", one.act, name="task-act"),
    path("t/<uuid:task_id>/tick/", one.tick, name="task-tick"),
    path("t/<uuid:task_id>/pictures/", pictures.pictures, name="task-pictures"),
    path(
        "t/<uuid:task_id>/pictures/<uuid:attachment_id>/archive/",
        pictures.archive,
        name="task-picture-archive",
    ),
    path("t/<uuid:task_id>/give/", assign.give, name="task-give"),
]
