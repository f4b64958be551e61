"""Paths of tracking: the people's page, and the entrances of trackers."""

from django.urls import path

from resources.tracking import intake_views
from resources.tracking import views as page

urlpatterns = [
    path("t/osmand", intake_views.from_osmand, name="osmand"),
    path("t/cot", intake_views.from_cot, name="cot"),
    path("f/tracks/", page.tracks, name="tracks"),
    path("f/tracks/panel/", page.devices_panel, name="tracks-panel"),
    path("f/tracks/devices/", page.register, name="tracks-register"),
    path("f/tracks/devices/<uuid:device_id>/switch/", page.switch, name="tracks-switch"),
    path("f/tracks/devices/<uuid:device_id>/secret/", page.renew, name="tracks-secret"),
    path("f/tracks/<uuid:team_id>/<slug:form>/", page.export, name="tracks-export"),
]
