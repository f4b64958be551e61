"""Closing an incident, for machines."""

from dataclasses import asdict
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core.api.views import ApiView, PersonRequest
from incidents.closing import actions, checks, selectors
from incidents.closing.api import serializers as shapes
from incidents.selectors import seen


class Closing(ApiView):
    """``/api/incidents/<id>/closing/``."""

    @extend_schema(responses=shapes.ClosingAnswer)
    def get(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Return how far an incident is on its way into the file."""
        incident = seen(incident_id, request.user)
        return Response(asdict(selectors.closing_card(incident)))


class OpenItems(ApiView):
    """``/api/incidents/<id>/closing/open/``."""

    @extend_schema(responses=shapes.ItemAnswer(many=True))
    def get(self, request: PersonRequest, incident_id: UUID) -> Response:
        """List what is still open, the blocking things first."""
        found = checks.open_items(seen(incident_id, request.user))
        return Response([asdict(shapes.ItemView.of(item)) for item in found])


class Archives(ApiView):
    """``/api/incidents/<id>/closing/archives/``."""

    @extend_schema(responses=shapes.ArchiveAnswer(many=True))
    def get(self, request: PersonRequest, incident_id: UUID) -> Response:
        """List the archives of an incident, newest first."""
        incident = seen(incident_id, request.user)
        return Response([asdict(card) for card in selectors.archives_of(incident.pk)])

    @extend_schema(request=shapes.ArchiveInput, responses={201: shapes.ArchiveAnswer})
    def post(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Ask for an archive; a worker builds it."""
        given = self.read(shapes.ArchiveInput)
        made = actions.request_archive(actor=request.user, incident_id=incident_id, **given)
        return Response(asdict(selectors.ArchiveCard.of(made)), status=HTTP_201_CREATED)


class Retention(ApiView):
    """``/api/incidents/<id>/closing/retention/``."""

    @extend_schema(request=shapes.RetentionInput, responses=shapes.ClosingAnswer)
    def post(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Sign an exception by which personal data is kept for longer."""
        given = self.read(shapes.RetentionInput)
        row = actions.retain_personal_data(actor=request.user, incident_id=incident_id, **given)
        return Response(asdict(selectors.closing_card(row.incident)))


class PersonalPictures(ApiView):
    """``/api/incidents/<id>/closing/personal-pictures/``."""

    @extend_schema(request=shapes.PictureInput, responses=shapes.ClosingAnswer)
    def post(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Mark a picture as showing somebody who can be known."""
        given = self.read(shapes.PictureInput)
        mark = actions.mark_personal(actor=request.user, incident_id=incident_id, **given)
        return Response(asdict(selectors.closing_card(mark.incident)))


class PurgeNow(ApiView):
    """``/api/incidents/<id>/closing/purge/``."""

    @extend_schema(request=shapes.PurgeInput, responses=shapes.PurgeAnswer)
    def post(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Destroy the personal data of an ended incident, for good."""
        given = self.read(shapes.PurgeInput)
        purge = actions.purge_personal_data(
            actor=request.user, incident_id=incident_id, **given
        )
        return Response(asdict(shapes.PurgeView.of(purge)))


class Lessons(ApiView):
    """``/api/incidents/<id>/closing/lessons/``."""

    @extend_schema(responses=shapes.LessonAnswer(many=True))
    def get(self, request: PersonRequest, incident_id: UUID) -> Response:
        """List the newest version of each section."""
        incident = seen(incident_id, request.user)
        found = selectors.lessons_of(incident.pk)
        return Response([asdict(shapes.LessonView.of(lesson)) for lesson in found])

    @extend_schema(request=shapes.LessonInput, responses={201: shapes.LessonAnswer})
    def post(self, request: PersonRequest, incident_id: UUID) -> Response:
        """Write a new version of a section."""
        given = self.read(shapes.LessonInput)
        made = actions.write_lesson(actor=request.user, incident_id=incident_id, **given)
        return Response(asdict(shapes.LessonView.of(made)), status=HTTP_201_CREATED)
