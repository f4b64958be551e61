"""Warnings and the duty to decide, for machines."""

from dataclasses import asdict
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.views import ApiView, PersonRequest
from incidents.selectors import seen as seen_incident
from incidents.warnings import selectors
from incidents.warnings.actions import (
    acknowledge_warning,
    cancel_warning,
    decide_obligation,
    issue_warning,
    update_warning,
)
from incidents.warnings.api import serializers as shapes
from incidents.warnings.selectors import ObligationCard


def _card(warning_id: UUID) -> Response:
    return Response(asdict(selectors.fresh(warning_id)))


class Warnings(ApiView):
    """``/api/warnings/``."""

    @extend_schema(responses=shapes.WarningAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List the warnings the person may see: in force first, then the newest."""
        found = selectors.cards(selectors.visible_to(request.user))
        return Response([asdict(card) for card in found])

    @extend_schema(request=shapes.WarningInput, responses={201: shapes.WarningAnswer})
    def post(self, request: PersonRequest) -> Response:
        """Issue a warning."""
        made = issue_warning(actor=request.user, **self.read(shapes.WarningInput))
        return Response(asdict(selectors.fresh(made.pk)), status=HTTP_201_CREATED)


class OneWarning(ApiView):
    """``/api/warnings/<id>/``."""

    @extend_schema(responses=shapes.WarningAnswer)
    def get(self, request: PersonRequest, warning_id: UUID) -> Response:
        """Return one warning as its last version says it."""
        return Response(asdict(selectors.card(selectors.seen(warning_id, request.user))))


class Versions(ApiView):
    """``/api/warnings/<id>/versions/``."""

    @extend_schema(responses=shapes.VersionAnswer(many=True))
    def get(self, request: PersonRequest, warning_id: UUID) -> Response:
        """Return the chain of versions, oldest first."""
        return Response(selectors.chain(selectors.seen(warning_id, request.user)))


class UpdateWarning(ApiView):
    """``/api/warnings/<id>/update/``."""

    @extend_schema(request=shapes.UpdateInput, responses=shapes.WarningAnswer)
    def post(self, request: PersonRequest, warning_id: UUID) -> Response:
        """Adjust a warning and issue it anew."""
        given = self.read(shapes.UpdateInput)
        update_warning(actor=request.user, warning_id=warning_id, **given)
        return _card(warning_id)


class CancelWarning(ApiView):
    """``/api/warnings/<id>/cancel/``."""

    @extend_schema(request=shapes.CancelInput, responses=shapes.WarningAnswer)
    def post(self, request: PersonRequest, warning_id: UUID) -> Response:
        """Lift a warning."""
        given = self.read(shapes.CancelInput)
        cancel_warning(actor=request.user, warning_id=warning_id, **given)
        return _card(warning_id)


class AcknowledgeWarning(ApiView):
    """``/api/warnings/<id>/acknowledge/``."""

    @extend_schema(request=shapes.WarningReceiptInput, responses=shapes.WarningAnswer)
    def post(self, request: PersonRequest, warning_id: UUID) -> Response:
        """Take note of a warning for an addressed city."""
        given = self.read(shapes.WarningReceiptInput)
        acknowledge_warning(actor=request.user, warning_id=warning_id, **given)
        return _card(warning_id)


class IncidentWarnings(ApiView):
    """``/api/incidents/<id>/warnings/``."""

    @extend_schema(responses=shapes.WarningAnswer(many=True))
    def get(self, request: PersonRequest, incident_id: UUID) -> Response:
        """List the warnings of an incident."""
        incident = seen_incident(incident_id, request.user)
        found = selectors.cards(selectors.every().filter(incident=incident))
        return Response([asdict(card) for card in found])


class Obligations(ApiView):
    """``/api/obligations/``."""

    @extend_schema(responses=shapes.ObligationAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List who must decide after grave warnings: what is open first."""
        rows = selectors.obligations_visible_to(request.user).order_by(
            "-obligation__started_at"
        )
        return Response([asdict(card) for card in selectors.obligation_cards(rows[:200])])


class DecideObligation(ApiView):
    """``/api/obligations/<id>/decide/``."""

    @extend_schema(request=shapes.ObligationDecisionInput, responses=shapes.ObligationAnswer)
    def post(self, request: PersonRequest, obligation_id: UUID) -> Response:
        """Respond as drafted or otherwise, or sign why not."""
        given = self.read(shapes.ObligationDecisionInput)
        state = decide_obligation(actor=request.user, obligation_id=obligation_id, **given)
        return Response(asdict(ObligationCard.of(state.obligation, state)))


class IssuingUnits(ApiView):
    """``/api/issuing-units/``."""

    @extend_schema(responses=shapes.UnitAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List the units that issue warnings."""
        return Response(
            [
                {
                    "code": unit.code,
                    "region": unit.region_id,
                    "name_zh": unit.name_zh,
                    "name_en": unit.name_en,
                }
                for unit in selectors.units()
            ]
        )
