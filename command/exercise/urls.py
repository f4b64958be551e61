"""Paths of the exercise, below ``/exercise/``."""

from django.urls import path

from command.exercise.views import plays, timeline

ONE = "<uuid:exercise_id>/"

urlpatterns = [
    path("", plays.exercises, name="exercise"),
    path("stage/", plays.stage, name="exercise-stage"),
    path("clock/", plays.clock, name="exercise-clock"),
    path(f"{ONE}end/", plays.end, name="exercise-end"),
    path(f"{ONE}remove/", plays.remove, name="exercise-remove"),
    path(ONE, timeline.timeline, name="exercise-timeline"),
    path(f"{ONE}panel/", timeline.panel, name="exercise-timeline-panel"),
    path(f"{ONE}people/", timeline.people, name="exercise-people"),
    path(f"{ONE}skip/", timeline.skip, name="exercise-skip"),
    path(f"{ONE}observe/", timeline.seen, name="exercise-observe"),
    path(f"{ONE}score/", timeline.score, name="exercise-score"),
    path(f"{ONE}score/<slug:form>/", timeline.paper, name="exercise-score-paper"),
    path("injects/<uuid:inject_id>/<slug:act>/", timeline.act, name="exercise-inject-act"),
]
