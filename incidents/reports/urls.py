"""Paths of the people's pages of reports."""

from django.urls import path

from incidents.reports import forms, sitrep_forms, views

INCIDENT = "i/<uuid:incident_id>/reports/"
ONE = "r/<uuid:report_id>/"

urlpatterns = [
    path("r/", views.desk, name="reports"),
    path("r/panel/", views.desk_panel, name="reports-panel"),
    path("r/clocks/", views.waiting, name="report-clocks-waiting"),
    path(INCIDENT, views.room, name="incident-reports"),
    path(f"{INCIDENT}panel/", views.room_panel, name="incident-reports-panel"),
    path(f"{INCIDENT}draft/", forms.draft, name="report-draft"),
    path(f"{INCIDENT}phone/", forms.phone, name="report-phone"),
    path(f"{INCIDENT}sensitive/", forms.sensitive, name="report-sensitive"),
    path(f"{INCIDENT}schedule/", sitrep_forms.schedule, name="sitrep-schedule"),
    path(ONE, views.report, name="report"),
    path(f"{ONE}chain/", views.chain, name="report-chain"),
    path(f"{ONE}preview/", views.preview, name="report-preview"),
    path(f"{ONE}figure/", forms.figure, name="report-figure"),
    path(f"{ONE}act/<slug:verb>/", forms.act, name="report-act"),
    path(f"{ONE}report.<slug:form>", views.document, name="report-document"),
    path("r/sections/<uuid:section_id>/", sitrep_forms.section, name="sitrep-section"),
    path("r/schedules/<uuid:schedule_id>/end/", sitrep_forms.end_schedule, name="sitrep-end"),
]
