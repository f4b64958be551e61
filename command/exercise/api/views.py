"""Injects of exercises, for machines."""

from dataclasses import asdict
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core import policies, regions
from command.core.api.views import ApiView, PersonRequest
from command.core.errors import NotThere
from command.core.models import Exercise, Person
from command.exercise import selectors
from command.exercise.actions import (
    acknowledge_inject,
    add_inject,
    release_inject,
    skip_inject,
)
from command.exercise.actions.rights import DIRECTING
from command.exercise.api import serializers as shapes
from command.exercise.models import Inject
from command.exercise.selectors import InjectCard
from command.exercise.selectors.injects import addressed, sees_timeline


class Exercises(ApiView):
    """``/api/exercises/``."""

    @extend_schema(operation_id="exercises_list", responses=shapes.ExerciseAnswer(many=True))
    def get(self, request: PersonRequest) -> Response:
        """List the exercises that have not been removed, the newest first."""
        _on_duty(request.user)
        return Response([asdict(card) for card in selectors.plays()])


class Injects(ApiView):
    """``/api/exercises/<id>/injects/``."""

    @extend_schema(operation_id="injects_list", responses=shapes.InjectAnswer(many=True))
    def get(self, request: PersonRequest, exercise_id: UUID) -> Response:
        """List the injects: all, to those who direct or judge; to players what is theirs."""
        _on_duty(request.user)
        exercise = _exercise(exercise_id)
        if _sees_all(request.user, exercise):
            cards = selectors.injects_of(exercise)
        else:
            cards = [card.played() for card in selectors.injects_for(request.user, exercise)]
        return Response([asdict(card) for card in cards])

    @extend_schema(
        operation_id="injects_add",
        request=shapes.InjectInput,
        responses={HTTP_201_CREATED: shapes.InjectAnswer},
    )
    def post(self, request: PersonRequest, exercise_id: UUID) -> Response:
        """Put an inject on the timeline."""
        given = self.read(shapes.InjectInput)
        _exercise(exercise_id)
        made = add_inject(actor=request.user, exercise_id=exercise_id, **given)
        return Response(_card(made.pk, request.user), status=HTTP_201_CREATED)


class ReleaseInject(ApiView):
    """``/api/exercises/injects/<id>/release/``."""

    @extend_schema(operation_id="injects_release", request=None, responses=shapes.InjectAnswer)
    def post(self, request: PersonRequest, inject_id: UUID) -> Response:
        """Confront the players with it now; once."""
        release_inject(actor=request.user, inject_id=inject_id)
        return Response(_card(inject_id, request.user))


class SkipInject(ApiView):
    """``/api/exercises/injects/<id>/skip/``."""

    @extend_schema(
        operation_id="injects_skip",
        request=shapes.SkipInjectInput,
        responses=shapes.InjectAnswer,
    )
    def post(self, request: PersonRequest, inject_id: UUID) -> Response:
        """Leave it out, for a reason."""
        given = self.read(shapes.SkipInjectInput)
        skip_inject(actor=request.user, inject_id=inject_id, **given)
        return Response(_card(inject_id, request.user))


class ReadInject(ApiView):
    """``/api/exercises/injects/<id>/read/``."""

    @extend_schema(operation_id="injects_read", request=None, responses=shapes.InjectAnswer)
    def post(self, request: PersonRequest, inject_id: UUID) -> Response:
        """Say that one has read it."""
        acknowledge_inject(actor=request.user, inject_id=inject_id)
        return Response(_card(inject_id, request.user))


def _on_duty(person: Person) -> None:
    if not policies.scopes_of(person):
        raise NotThere(_("You hold no duty at the moment, so there is nothing to show."))


def _exercise(exercise_id: UUID) -> Exercise:
    found = Exercise.objects.exclude(state=Exercise.State.REMOVED).filter(pk=exercise_id)
    exercise = found.first()
    if exercise is None:
        raise NotThere(_("No such exercise."))
    return exercise


def _sees_all(person: Person, exercise: Exercise) -> bool:
    directs = policies.holds(person, DIRECTING, region=regions.REGION)
    return directs or sees_timeline(person, exercise)


def _card(inject_id: UUID, person: Person) -> dict[str, object]:
    inject = Inject.objects.filter(pk=inject_id, exercise__isnull=False).first()
    if inject is None or inject.exercise is None:
        raise NotThere(_("No such inject, or not meant for you."))
    card = InjectCard.of(inject)
    if _sees_all(person, inject.exercise):
        return asdict(card)
    if not addressed(inject, person):
        raise NotThere(_("No such inject, or not meant for you."))
    return asdict(card.played())
