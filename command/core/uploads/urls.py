"""Paths of uploads, below ``/media/uploads/``."""

from django.urls import URLPattern, URLResolver, path

from command.core.uploads import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.Uploads.as_view(), name="uploads"),
    path("<uuid:upload_id>", views.OneUpload.as_view(), name="upload"),
]
