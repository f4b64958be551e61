"""Paths of the interface of cameras."""

from django.urls import path

from incidents.cameras.api import views

ONE = "cameras/<uuid:camera_id>/"

urlpatterns = [
    path("cameras/", views.Cameras.as_view(), name="api-cameras"),
    path("cameras/import/", views.CamerasImport.as_view(), name="api-cameras-import"),
    path(ONE, views.OneCamera.as_view(), name="api-camera"),
    path(f"{ONE}change/", views.ChangeCamera.as_view(), name="api-camera-change"),
    path(f"{ONE}retire/", views.RetireCamera.as_view(), name="api-camera-retire"),
    path(f"{ONE}share/", views.ShareCamera.as_view(), name="api-camera-share"),
    path(f"{ONE}withdraw/", views.WithdrawCamera.as_view(), name="api-camera-withdraw"),
    path(f"{ONE}playback/", views.CameraPlayback.as_view(), name="api-camera-playback"),
    path("streams/admit/", views.AdmitToStream.as_view(), name="api-stream-admit"),
]
