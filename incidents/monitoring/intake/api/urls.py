"""Paths of the API of the intake."""

from django.urls import URLPattern, URLResolver, path

from incidents.monitoring.intake.api import views

ONE = "feed-devices/<uuid:device_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("feed-devices/", views.FeedDevices.as_view(), name="api-feed-devices"),
    path(ONE, views.OneFeedDevice.as_view(), name="api-feed-device"),
    path(f"{ONE}change/", views.ChangeFeedDevice.as_view(), name="api-feed-device-change"),
    path(f"{ONE}switch/", views.SwitchFeedDevice.as_view(), name="api-feed-device-switch"),
    path(f"{ONE}key/", views.RenewFeedKey.as_view(), name="api-feed-device-key"),
    path(f"{ONE}topics/", views.FeedTopics.as_view(), name="api-feed-topics"),
    path(
        "feed-topics/<uuid:subscription_id>/end/",
        views.EndFeedTopic.as_view(),
        name="api-feed-topic-end",
    ),
    path("readings/refusals/", views.Refusals.as_view(), name="api-readings-refusals"),
    path("readings/table/", views.Table.as_view(), name="api-readings-table"),
]
