"""Paths of the people's pages of cameras."""

from django.urls import path

from incidents.cameras.views import acts, pages

ONE = "v/live/<uuid:camera_id>/"

urlpatterns = [
    path("v/live/", pages.cameras, name="cameras"),
    path("v/live/list/", pages.listing, name="cameras-list"),
    path("v/live/new/", acts.new, name="camera-new"),
    path("v/live/import/", acts.bring_in, name="cameras-import"),
    path("v/live/import/platform.csv", acts.platform_list, name="cameras-platform"),
    path(ONE, pages.camera, name="camera"),
    path(f"{ONE}facts/", pages.facts, name="camera-facts"),
    path(f"{ONE}change/", acts.change, name="camera-change"),
    path(f"{ONE}retire/", acts.retire, name="camera-retire"),
    path(f"{ONE}share/", acts.share, name="camera-share"),
    path(f"{ONE}withdraw/", acts.withdraw, name="camera-withdraw"),
    path("i/<uuid:incident_id>/cameras/", pages.near, name="incident-cameras"),
]
