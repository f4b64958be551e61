"""Paths of the API of the register."""

from django.urls import path

from resources.register.api import facilities, people, stocks

FACILITY, EXPERT, TEAM = (
    "facilities/<uuid:facility_id>/",
    "experts/<uuid:expert_id>/",
    "teams/<uuid:team_id>/",
)

urlpatterns = [
    path("facilities/", facilities.Facilities.as_view(), name="api-facilities"),
    path(FACILITY, facilities.Facility.as_view(), name="api-facility"),
    path(f"{FACILITY}change/", facilities.FacilityChange.as_view(), name="api-facility-change"),
    path(f"{FACILITY}close/", facilities.FacilityClose.as_view(), name="api-facility-close"),
    path(f"{FACILITY}reopen/", facilities.FacilityReopen.as_view(), name="api-facility-reopen"),
    path(f"{FACILITY}people/", facilities.FacilityPeople.as_view(), name="api-facility-people"),
    path(f"{FACILITY}beds/", facilities.FacilityBeds.as_view(), name="api-facility-beds"),
    path(f"{FACILITY}counts/", facilities.FacilityCounts.as_view(), name="api-facility-counts"),
    path(
        f"{FACILITY}contact/",
        facilities.FacilityContact.as_view(),
        name="api-facility-contact",
    ),
    path("experts/", people.Experts.as_view(), name="api-experts"),
    path(EXPERT, people.Expert.as_view(), name="api-expert"),
    path(f"{EXPERT}contact/", people.ExpertContact.as_view(), name="api-expert-contact"),
    path(f"{EXPERT}change/", people.ExpertChange.as_view(), name="api-expert-change"),
    path(f"{EXPERT}forget/", people.ExpertForget.as_view(), name="api-expert-forget"),
    path(f"{TEAM}skills/", people.Skills.as_view(), name="api-team-skills"),
    path("skills/<uuid:skill_id>/end/", people.SkillEnd.as_view(), name="api-skill-end"),
    path(f"{TEAM}shifts/", people.TeamShifts.as_view(), name="api-team-shifts"),
    path(
        "team-shifts/<uuid:shift_id>/withdraw/",
        people.TeamShiftWithdraw.as_view(),
        name="api-team-shift-withdraw",
    ),
    path(f"{TEAM}rest/", people.TeamRest.as_view(), name="api-team-rest"),
    path("stocks/<uuid:stock_id>/lots/", stocks.Lots.as_view(), name="api-stock-lots"),
    path("lots/<uuid:lot_id>/change/", stocks.LotChange.as_view(), name="api-lot-change"),
    path("lots/<uuid:lot_id>/check/", stocks.LotCheck.as_view(), name="api-lot-check"),
    path("assets/<uuid:asset_id>/check/", stocks.AssetCheck.as_view(), name="api-asset-check"),
    path("register-dates/", stocks.NearDates.as_view(), name="api-register-dates"),
]
