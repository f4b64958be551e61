"""The dispatch adviser, for machines."""

from dataclasses import asdict
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.views import ApiView, PersonRequest
from incidents.selectors import seen as seen_incident
from resources.adviser.actions import ask_advice, choose_plan, sign_floor
from resources.adviser.api import shapes
from resources.adviser.floors import floors_of_all
from resources.adviser.selectors.cut import advice_of, latest, nothing
from resources.adviser.selectors.signing import (
    breach_of,
    breaches_awaiting,
    breaches_of,
    suggested_for,
)
from resources.selectors import request_card_of
from resources.selectors.forces import cities_open_to


class IncidentAdvice(ApiView):
    """``/api/incidents/<id>/advice/``."""

    @extend_schema(responses=shapes.AdviceAnswer)
    def get(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Return the newest advice for an incident, cut to what the person may see."""
        found = latest(incident_id, request.user)
        if found is None:
            raise nothing()
        return Response(asdict(found))

    @extend_schema(request=shapes.AdviceInput, responses={201: shapes.AdviceAnswer})
    def post(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Ask who should send what; the quick plans are in the answer."""
        given = self.read(shapes.AdviceInput)
        made = ask_advice(actor=request.user, incident_id=incident_id, need_ids=given["needs"])
        return Response(asdict(advice_of(made.pk, request.user)), status=HTTP_201_CREATED)


class IncidentFloors(ApiView):
    """``/api/incidents/<id>/floors/``."""

    @extend_schema(responses=shapes.FloorBreachAnswer(many=True))
    def get(self, request: PersonRequest, incident_id: UUID) -> Response:
        """List the floors that chosen plans of an incident go below."""
        incident = seen_incident(incident_id, request.user)
        return Response([asdict(card) for card in breaches_of(incident.pk, request.user)])


class OneAdvice(ApiView):
    """``/api/advice/<id>/``."""

    @extend_schema(responses=shapes.AdviceAnswer)
    def get(self, request: PersonRequest, advice_id: UUID) -> Response:
        """Return one advice, cut to what the person may see."""
        return Response(asdict(advice_of(advice_id, request.user)))


class ChoosePlan(ApiView):
    """``/api/advice/<id>/choose/``."""

    @extend_schema(request=shapes.PlanChoiceInput, responses=shapes.ChosenAnswer)
    def post(self, request: PersonRequest, advice_id: UUID) -> Response:
        """Carry out one of the plans, after looking at everything again."""
        given = self.read(shapes.PlanChoiceInput)
        done = choose_plan(actor=request.user, advice_id=advice_id, **given)
        return Response(
            {
                "decision": str(done.decision.pk),
                "number": done.decision.number,
                "requests": done.requests,
                "orders": done.orders,
                "to_order": done.to_order,
                "signatures": done.signatures,
            }
        )


class Floors(ApiView):
    """``/api/floors/``."""

    @extend_schema(responses=shapes.CityFloor(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List what must stay in each city whose availability the person may know."""
        floors = floors_of_all(cities_open_to(request.user))
        rows = [
            {"city": city, **asdict(floor)}
            for city, held in floors.items()
            for floor in held.values()
        ]
        return Response(rows)


class FloorsAwaiting(ApiView):
    """``/api/floors/awaiting/``."""

    @extend_schema(responses=shapes.FloorBreachAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List the floors of one's city that wait for one's signature."""
        return Response([asdict(card) for card in breaches_awaiting(request.user)])


class SignFloor(ApiView):
    """``/api/floor-breaches/<id>/sign/``."""

    @extend_schema(request=shapes.FloorSignatureInput, responses=shapes.FloorBreachAnswer)
    def post(self, request: PersonRequest, breach_id: UUID) -> Response:
        """Sign for going below a floor of one's city, or refuse."""
        given = self.read(shapes.FloorSignatureInput)
        sign_floor(actor=request.user, breach_id=breach_id, **given)
        card = breach_of(breach_id, request.user)
        if card is None:
            raise nothing()
        return Response(asdict(card))


class Suggestions(ApiView):
    """``/api/requests/<id>/suggestions/``."""

    @extend_schema(responses=shapes.SuggestedUnit(many=True))
    def get(self, request: PersonRequest, request_id: UUID) -> Response:
        """List the units that the adviser suggests for a request, of those one may see."""
        request_card_of(request_id, request.user)
        return Response(suggested_for([request_id], request.user).get(request_id, []))
