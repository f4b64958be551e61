"""Paths of the exercise, below ``/exercise/``."""

from django.urls import path

from command.exercise import views

urlpatterns = [
    path("", views.exercises, name="exercise"),
    path("stage/", views.stage, name="exercise-stage"),
    path("clock/", views.clock, name="exercise-clock"),
    path("<uuid:exercise_id>/end/", views.end, name="exercise-end"),
    path("<uuid:exercise_id>/remove/", views.remove, name="exercise-remove"),
]
