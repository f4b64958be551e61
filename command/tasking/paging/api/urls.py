"""Paths of the API of paging."""

from django.urls import path

from command.tasking.paging.api import views

urlpatterns = [
    path("paging/", views.Paging.as_view(), name="api-paging"),
    path("paging/pages/", views.Pages.as_view(), name="api-paging-pages"),
    path("paging/devices/", views.Devices.as_view(), name="api-paging-devices"),
    path(
        "paging/devices/<uuid:device_id>/forget/",
        views.ForgetDevice.as_view(),
        name="api-paging-forget",
    ),
    path("paging/phone/", views.Phone.as_view(), name="api-paging-phone"),
    path("paging/test/", views.PageMyself.as_view(), name="api-paging-test"),
    path("paging/receipts/", views.Receipts.as_view(), name="api-paging-receipts"),
]
