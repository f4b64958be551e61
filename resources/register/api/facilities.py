"""The API of facilities and of what is counted in them."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.paging import page
from command.core.api.views import ApiView, PersonRequest
from command.core.errors import NotPermitted
from command.core.policies import within
from resources.register import selectors
from resources.register.actions import (
    change_facility,
    close_facility,
    count_beds,
    count_shelter,
    register_facility,
    reopen_facility,
)
from resources.register.api import serializers as shapes
from resources.register.selectors import FacilityCard

COUNTS = 50


class Facilities(ApiView):
    """``/api/facilities/``."""

    @extend_schema(
        operation_id="facilities_list",
        parameters=[shapes.FacilitiesQuery],
        responses=shapes.FacilitiesAnswer,
    )
    def get(self, request: PersonRequest) -> Response:
        """List the facilities of the four cities."""
        given = self.read_query(shapes.FacilitiesQuery)
        rows = selectors.facilities_open_to(request.user)
        kind, region, q = (given.pop(name, "") for name in ("kind", "region", "q"))
        if kind:
            rows = rows.filter(kind=kind)
        if region:
            rows = rows.filter(within(region, "region_id"))
        if q:
            named = Q(name__icontains=q) | Q(name_en__icontains=q)
            rows = rows.filter(named | Q(initials__startswith=q.lower()))
        return Response(page(rows, FacilityCard.of, **given))

    @extend_schema(
        operation_id="facilities_register",
        request=shapes.FacilityInput,
        responses={HTTP_201_CREATED: shapes.FacilityAnswer},
    )
    def post(self, request: PersonRequest) -> Response:
        """Enter a facility in the register of one's authority."""
        made = register_facility(actor=request.user, **self.read(shapes.FacilityInput))
        return Response(_card(request, made.pk), status=HTTP_201_CREATED)


class Facility(ApiView):
    """``/api/facilities/<id>/``."""

    @extend_schema(operation_id="facilities_read", responses=shapes.FacilityAnswer)
    def get(self, request: PersonRequest, facility_id: UUID) -> Response:
        """Return one facility."""
        return Response(_card(request, facility_id))


class FacilityChange(ApiView):
    """``/api/facilities/<id>/change/``."""

    @extend_schema(
        operation_id="facilities_change",
        request=shapes.FacilityChangeInput,
        responses=shapes.FacilityAnswer,
    )
    def post(self, request: PersonRequest, facility_id: UUID) -> Response:
        """Change what is kept of a facility."""
        given = self.read(shapes.FacilityChangeInput)
        seen_at = given.pop("seen_at")
        change_facility(
            actor=request.user, facility_id=facility_id, changes=given, seen_at=seen_at
        )
        return Response(_card(request, facility_id))


class FacilityClose(ApiView):
    """``/api/facilities/<id>/close/``."""

    @extend_schema(
        operation_id="facilities_close",
        request=shapes.RegisterWhyInput,
        responses=shapes.FacilityAnswer,
    )
    def post(self, request: PersonRequest, facility_id: UUID) -> Response:
        """Take a facility out of use."""
        close_facility(
            actor=request.user, facility_id=facility_id, **self.read(shapes.RegisterWhyInput)
        )
        return Response(_card(request, facility_id))


class FacilityReopen(ApiView):
    """``/api/facilities/<id>/reopen/``."""

    @extend_schema(
        operation_id="facilities_reopen",
        request=shapes.RegisterWhyInput,
        responses=shapes.FacilityAnswer,
    )
    def post(self, request: PersonRequest, facility_id: UUID) -> Response:
        """Take a facility into use again."""
        reopen_facility(
            actor=request.user, facility_id=facility_id, **self.read(shapes.RegisterWhyInput)
        )
        return Response(_card(request, facility_id))


class FacilityPeople(ApiView):
    """``/api/facilities/<id>/people/``."""

    @extend_schema(
        operation_id="facilities_count_people",
        request=shapes.PeopleInput,
        responses=shapes.FacilityAnswer,
    )
    def post(self, request: PersonRequest, facility_id: UUID) -> Response:
        """Record how many people are in a shelter."""
        count_shelter(
            actor=request.user, facility_id=facility_id, **self.read(shapes.PeopleInput)
        )
        return Response(_card(request, facility_id))


class FacilityBeds(ApiView):
    """``/api/facilities/<id>/beds/``."""

    @extend_schema(
        operation_id="facilities_count_beds",
        request=shapes.BedsInput,
        responses=shapes.FacilityAnswer,
    )
    def post(self, request: PersonRequest, facility_id: UUID) -> Response:
        """Record the beds of a hospital."""
        given = self.read(shapes.BedsInput)
        beds = {one["kind"]: (one["staffed"], one["occupied"]) for one in given["beds"]}
        count_beds(
            actor=request.user,
            facility_id=facility_id,
            beds=beds,
            counted_at=given["counted_at"],
        )
        return Response(_card(request, facility_id))


class FacilityCounts(ApiView):
    """``/api/facilities/<id>/counts/``."""

    @extend_schema(operation_id="facilities_counts", responses=shapes.CountsAnswer)
    def get(self, request: PersonRequest, facility_id: UUID) -> Response:
        """Return the newest counts."""
        row = selectors.facility_seen(facility_id, request.user)
        people = row.shelter_counts.values("occupied", "capacity", "is_confirmed", "counted_at")
        beds = row.bed_counts.values("kind", "staffed", "occupied", "counted_at")
        return Response({"people": list(people[:COUNTS]), "beds": list(beds[:COUNTS])})


class FacilityContact(ApiView):
    """``/api/facilities/<id>/contact/``."""

    @extend_schema(operation_id="facilities_contact", responses=shapes.ContactAnswer)
    def get(self, request: PersonRequest, facility_id: UUID) -> Response:
        """Return whom to call; for the own city and the region only."""
        row = selectors.facility_seen(facility_id, request.user)
        if not selectors.may_name(request.user, row.region_id):
            raise NotPermitted(_("Contacts are kept by their city."))
        return Response({"name": row.contact, "reach": row.phone})


def _card(request: PersonRequest, facility_id: UUID) -> dict[str, Any]:
    return asdict(FacilityCard.of(selectors.facility_seen(facility_id, request.user)))
