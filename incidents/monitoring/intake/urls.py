"""Paths of the intake: the entrance of devices, and the people's pages."""

from django.urls import URLPattern, URLResolver, path

from incidents.monitoring.intake.views import acts, entrance, pages, table

ONE = "m/intake/<uuid:device_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("m/in/", entrance.push, name="feed-in"),
    path("m/intake/", pages.intake, name="intake"),
    path("m/intake/panel/", pages.panel, name="intake-panel"),
    path("m/intake/refusals/", pages.refusals, name="intake-refusals"),
    path("m/intake/devices/", acts.register, name="intake-register"),
    path("m/intake/table/", table.table, name="intake-table"),
    path(ONE, pages.device, name="intake-device"),
    path(f"{ONE}facts/", pages.facts, name="intake-facts"),
    path(f"{ONE}change/", acts.change, name="intake-change"),
    path(f"{ONE}switch/", acts.switch, name="intake-switch"),
    path(f"{ONE}key/", acts.renew, name="intake-key"),
    path(f"{ONE}topics/", acts.subscribe, name="intake-subscribe"),
    path(
        "m/intake/topics/<uuid:subscription_id>/end/",
        acts.unsubscribe,
        name="intake-unsubscribe",
    ),
]
