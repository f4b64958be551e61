"""Paths of the field, below ``/m0/``."""

from django.urls import path

from command.field import views

urlpatterns = [
    path("", views.my_tasks, name="my-tasks"),
    path("news/", views.news, name="my-tasks-news"),
    path("<uuid:task_id>/", views.my_tasks, name="my-task"),
    path("<uuid:task_id>/step/", views.step, name="my-task-step"),
    path("<uuid:task_id>/tick/", views.tick, name="my-task-tick"),
    path("<uuid:task_id>/check-in/", views.check_in, name="my-task-check-in"),
]
