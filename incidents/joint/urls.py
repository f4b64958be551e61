"""Paths of the people's pages of joint."""

from django.urls import path

from incidents.joint import log_views, views

ROOM = "i/<uuid:incident_id>/joint/"
CONSULTATION = f"{ROOM}consultations/<uuid:consultation_id>/"

urlpatterns = [
    path(ROOM, views.joint, name="incident-joint"),
    path(f"{ROOM}panel/<slug:panel>/", views.panel, name="incident-joint-panel"),
    path(f"{ROOM}do/<slug:act>/", views.act, name="incident-joint-act"),
    path(CONSULTATION, views.consultation, name="consultation"),
    path(
        f"{CONSULTATION}minutes/<slug:form>/",
        views.consultation_minutes,
        name="consultation-minutes",
    ),
    path(f"{ROOM}decisions/<uuid:decision_id>/", views.decision, name="decision"),
    path("l/", log_views.page, name="log"),
    path("l/waiting/", log_views.waiting, name="log-waiting"),
    path("l/chain/", log_views.chain, name="log-chain"),
    path("l/export/<slug:form>/", log_views.export, name="log-export"),
    path(
        "l/notifications/<uuid:notification_id>/sign/",
        log_views.sign,
        name="notification-sign",
    ),
]
