"""Situation reports, for machines."""

from dataclasses import asdict
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.views import ApiView, PersonRequest
from command.core.errors import Conflict
from incidents.api.serializers import Dated
from incidents.reports.actions import (
    compile_sitrep,
    end_sitrep,
    schedule_sitrep,
    write_section,
)
from incidents.reports.api import serializers as shapes
from incidents.reports.api.views import told
from incidents.reports.models import Schedule
from incidents.reports.selectors import ScheduleCard
from incidents.reports.selectors.sitreps import schedules_of
from incidents.selectors import seen


def scheduled(schedule: Schedule, status: int = 200) -> Response:
    """Answer with the card of a schedule."""
    return Response(asdict(ScheduleCard.of(schedule, schedule.incident)), status=status)


class Sitreps(ApiView):
    """``/api/incidents/<id>/sitreps/``."""

    @extend_schema(responses=shapes.ScheduleAnswer(many=True))
    def get(self, request: PersonRequest, incident_id: UUID) -> Response:
        """List the schedules of situation reports over an incident."""
        incident = seen(incident_id, request.user)
        rows = schedules_of(incident)
        return Response([asdict(ScheduleCard.of(row, incident)) for row in rows])

    @extend_schema(request=shapes.ScheduleInput, responses={201: shapes.ScheduleAnswer})
    def post(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Let situation reports be made on a schedule."""
        given = self.read(shapes.ScheduleInput)
        given["sections"] = [dict(one) for one in given["sections"]]
        made = schedule_sitrep(actor=request.user, incident_id=incident_id, **given)
        return scheduled(made, HTTP_201_CREATED)


class EndSitrep(ApiView):
    """``/api/sitreps/<id>/end/``."""

    @extend_schema(request=Dated, responses=shapes.ScheduleAnswer)
    def post(self, request: PersonRequest, schedule_id: UUID) -> Response:
        """End a schedule."""
        given = self.read(Dated)
        return scheduled(end_sitrep(actor=request.user, schedule_id=schedule_id, **given))


class CompileSitrep(ApiView):
    """``/api/sitreps/<id>/compile/``."""

    @extend_schema(request=shapes.CompileInput, responses={201: shapes.ReportAnswer})
    def post(self, request: PersonRequest, schedule_id: UUID) -> Response:
        """Compile the situation report of an hour."""
        given = self.read(shapes.CompileInput)
        made = compile_sitrep(actor=request.user, schedule_id=schedule_id, **given)
        if made is None:
            raise Conflict("The situation report of this hour is there already.")
        return told(made, HTTP_201_CREATED)


class WriteSection(ApiView):
    """``/api/sections/<id>/write/``."""

    @extend_schema(request=shapes.WriteInput, responses={201: shapes.SectionTextAnswer})
    def post(self, request: PersonRequest, section_id: UUID) -> Response:
        """Write one's section."""
        given = self.read(shapes.WriteInput)
        text = write_section(actor=request.user, section_id=section_id, **given)
        answer = {"id": str(text.pk), "hour": text.hour.isoformat(), "text": text.text}
        return Response(answer, status=HTTP_201_CREATED)
