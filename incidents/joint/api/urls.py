"""Paths of the joint API."""

from django.urls import path

from incidents.joint.api import consultations as c
from incidents.joint.api import notifications as n
from incidents.joint.api import operations as o

INCIDENT = "incidents/<uuid:incident_id>/"
OPERATION = "operations/<uuid:operation_id>/"
NOTIFICATION = "notifications/<uuid:notification_id>/"
CONSULTATION = "consultations/<uuid:consultation_id>/"
DECISION = "decisions/<uuid:decision_id>/"
LEAD = f"{OPERATION}command/"

urlpatterns = [
    path(f"{INCIDENT}operations/", o.Operations.as_view(), name="api-incident-operations"),
    path("operations/", o.RunningOperations.as_view(), name="api-operations"),
    path(OPERATION, o.OneOperation.as_view(), name="api-operation"),
    path(f"{OPERATION}join/", o.Join.as_view(), name="api-operation-join"),
    path(f"{OPERATION}extend/", o.Extend.as_view(), name="api-operation-extend"),
    path(f"{OPERATION}leave/", o.Leave.as_view(), name="api-operation-leave"),
    path(f"{OPERATION}objectives/", o.Objectives.as_view(), name="api-operation-objectives"),
    path(
        f"{OPERATION}objectives/reached/",
        o.ReachObjective.as_view(),
        name="api-operation-objectives-reached",
    ),
    path(f"{OPERATION}incidents/", o.Widen.as_view(), name="api-operation-incidents"),
    path(f"{OPERATION}end/", o.End.as_view(), name="api-operation-end"),
    path(LEAD, o.OfferLead.as_view(), name="api-operation-command"),
    path(f"{LEAD}accept/", o.AcceptLead.as_view(), name="api-operation-command-accept"),
    path(f"{LEAD}withdraw/", o.WithdrawLead.as_view(), name="api-operation-command-withdraw"),
    path(f"{LEAD}refuse/", o.RefuseLead.as_view(), name="api-operation-command-refuse"),
    path(
        f"{INCIDENT}notifications/",
        n.Notifications.as_view(),
        name="api-incident-notifications",
    ),
    path(
        f"{INCIDENT}notifications/waive/",
        n.Waive.as_view(),
        name="api-incident-notifications-waive",
    ),
    path("notifications/", n.Waiting.as_view(), name="api-notifications"),
    path(NOTIFICATION, n.OneNotification.as_view(), name="api-notification"),
    path(f"{NOTIFICATION}seen/", n.See.as_view(), name="api-notification-seen"),
    path(
        f"{NOTIFICATION}acknowledge/",
        n.Acknowledge.as_view(),
        name="api-notification-acknowledge",
    ),
    path(f"{NOTIFICATION}call/", n.Call.as_view(), name="api-notification-call"),
    path(
        f"{INCIDENT}consultations/",
        c.Consultations.as_view(),
        name="api-incident-consultations",
    ),
    path(CONSULTATION, c.OneConsultation.as_view(), name="api-consultation"),
    path(f"{CONSULTATION}start/", c.Start.as_view(), name="api-consultation-start"),
    path(f"{CONSULTATION}conclude/", c.Conclude.as_view(), name="api-consultation-conclude"),
    path(f"{CONSULTATION}correct/", c.Correct.as_view(), name="api-consultation-correct"),
    path(f"{CONSULTATION}cancel/", c.Cancel.as_view(), name="api-consultation-cancel"),
    path(f"{INCIDENT}decisions/", c.Decisions.as_view(), name="api-incident-decisions"),
    path(DECISION, c.OneDecision.as_view(), name="api-decision"),
    path(f"{DECISION}outcome/", c.Outcome.as_view(), name="api-decision-outcome"),
    path("log/", c.Log.as_view(), name="api-log"),
]
