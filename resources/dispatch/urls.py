"""Paths of the people's pages of dispatch."""

from django.urls import path

from resources.dispatch.views import board, inbox, needs, offers, papers, release, send, steps

OF_INCIDENT = "<uuid:incident_id>/<slug:form>/"

urlpatterns = [
    path("f/", board.forces, name="forces"),
    path("f/part/<slug:part>/", board.part, name="forces-part"),
    path("f/places/", board.places, name="forces-places"),
    path("f/send/", send.send, name="forces-send"),
    path("f/inbox/", inbox.inbox, name="forces-inbox"),
    path("f/inbox/lists/", inbox.part, name="forces-inbox-part"),
    path("f/inbox/<uuid:request_id>/", inbox.one, name="forces-request"),
    path("f/inbox/<uuid:request_id>/facts/", inbox.facts, name="forces-request-facts"),
    path("f/inbox/<uuid:request_id>/answer/", inbox.answer, name="forces-request-answer"),
    path("f/inbox/<uuid:request_id>/withdraw/", inbox.withdraw, name="forces-request-withdraw"),
    path("f/offers/<uuid:offer_id>/", inbox.offer, name="forces-offer"),
    path("i/<uuid:incident_id>/needs/new/", needs.new_need, name="need-new"),
    path("i/<uuid:incident_id>/offers/new/", offers.new_offer, name="offer-new"),
    path("i/<uuid:incident_id>/forces/release/", release.release, name="forces-release"),
    path("f/needs/<uuid:need_id>/close/", needs.end_need, name="need-close"),
    path("f/deployments/<uuid:deployment_id>/step/", steps.step, name="forces-step"),
    path(f"f/paper/incident/{OF_INCIDENT}", papers.incident, name="forces-paper"),
    path(
        f"f/paper/requests/{OF_INCIDENT}",
        papers.requests,
        name="requests-paper",
    ),
    path("f/paper/city/<str:city>/<slug:form>/", papers.city, name="city-forces-paper"),
]
