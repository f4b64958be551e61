"""Paths of the ground floor's API."""

from django.urls import path, register_converter

from command.core.api import audit, docs, links, people, rooms
from command.core.paths import RoomKey

register_converter(RoomKey, "room")

urlpatterns = [
    path("people/", people.People.as_view(), name="api-people"),
    path("people/me/", people.Me.as_view(), name="api-me"),
    path(
        "people/<uuid:person_id>/disable/",
        people.DisablePerson.as_view(),
        name="api-people-disable",
    ),
    path("duties/", people.Duties.as_view(), name="api-duties"),
    path("duties/<uuid:duty_id>/end/", people.EndDuty.as_view(), name="api-duties-end"),
    path("regions/", rooms.Regions.as_view(), name="api-regions"),
    path("rooms/", rooms.Rooms.as_view(), name="api-rooms"),
    path("rooms/<room:room>/entries/", rooms.Entries.as_view(), name="api-room-entries"),
    path("rooms/<room:room>/shares/", rooms.Shares.as_view(), name="api-room-shares"),
    path("shares/<uuid:share_id>/end/", rooms.EndShare.as_view(), name="api-shares-end"),
    path("city-links/<slug:city>/", links.CityLinkWord.as_view(), name="api-city-link"),
    path("audit/", audit.AuditRecords.as_view(), name="api-audit"),
    path("audit/chain/", audit.Chain.as_view(), name="api-audit-chain"),
    path("schema/", docs.schema, name="schema"),
    path("docs/", docs.docs, name="api-docs"),
]
