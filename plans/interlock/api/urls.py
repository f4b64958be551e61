"""Paths of the API of interlock."""

from django.urls import path

from plans.interlock.api import views

ONE = "interlock/shortfalls/<uuid:shortfall_id>/"

urlpatterns = [
    path("interlock/", views.Interlock.as_view(), name="api-interlock"),
    path("interlock/shortfalls/", views.Shortfalls.as_view(), name="api-shortfalls"),
    path(ONE, views.OneShortfall.as_view(), name="api-shortfall"),
    path(f"{ONE}take/", views.TakeShortfall.as_view(), name="api-shortfall-take"),
    path(f"{ONE}answer/", views.AnswerShortfall.as_view(), name="api-shortfall-answer"),
]
