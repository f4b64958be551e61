"""Paths of the people's pages of the adviser."""

from django.urls import path

from resources.adviser.views import acts, pages

ONE = "f/advise/<uuid:incident_id>/"

urlpatterns = [
    path(ONE, pages.page, name="adviser"),
    path(f"{ONE}plans/", pages.plans, name="adviser-plans"),
    path(f"{ONE}needs/", pages.needs, name="adviser-needs"),
    path(f"{ONE}paper/", pages.paper, name="adviser-paper"),
    path(f"{ONE}ask/", acts.ask, name="adviser-ask"),
    path("f/advice/<uuid:advice_id>/choose/<slug:plan>/", acts.choose, name="adviser-choose"),
    path("f/floors/<uuid:breach_id>/sign/", acts.sign, name="adviser-sign"),
]
