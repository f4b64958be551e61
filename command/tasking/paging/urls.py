"""Paths of the people's pages of paging."""

from django.urls import path

from command.tasking.paging import views

urlpatterns = [
    path("t/paging/", views.paging, name="paging"),
    path("t/paging/state/", views.state, name="paging-state"),
    path("t/paging/phone/", views.phone, name="paging-phone"),
    path("t/paging/test/", views.test, name="paging-test"),
    path("t/paging/<uuid:device_id>/forget/", views.forget, name="paging-forget"),
    # Apart from all pages, so that the worker that keeps them offline may have its own.
    path("push/worker.js", views.worker, name="push-worker"),
]
