"""Paths of the API of exercises."""

from django.urls import path

from command.exercise.api import views

ONE = "exercises/injects/<uuid:inject_id>/"

urlpatterns = [
    path("exercises/", views.Exercises.as_view(), name="api-exercises"),
    path(
        "exercises/<uuid:exercise_id>/injects/",
        views.Injects.as_view(),
        name="api-exercise-injects",
    ),
    path(f"{ONE}release/", views.ReleaseInject.as_view(), name="api-inject-release"),
    path(f"{ONE}skip/", views.SkipInject.as_view(), name="api-inject-skip"),
    path(f"{ONE}read/", views.ReadInject.as_view(), name="api-inject-read"),
]
