"""Paths of the people's pages of editor."""

from django.urls import path

from plans.editor import forms, new, views

urlpatterns = [
    path("p/new/", new.new, name="plan-new"),
    path("p/<uuid:plan_id>/edit/", forms.edit, name="plan-edit"),
    path("p/<uuid:plan_id>/edit/preview/", views.preview, name="plan-edit-preview"),
    path("p/<uuid:plan_id>/yaml/", views.file, name="plan-yaml"),
]
