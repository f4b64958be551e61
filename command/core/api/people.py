"""People and duties, for machines."""

from dataclasses import asdict
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.status import HTTP_201_CREATED

from command.core import selectors
from command.core.actions import (
    disable_person,
    end_duty,
    grant_duty,
    register_person,
    set_language,
)
from command.core.api import serializers as shapes
from command.core.api.paging import PageInput, page
from command.core.api.views import ApiView, PersonRequest
from command.core.landing import place_of
from command.core.models import Person
from command.core.policies import Post, duties_of, require
from command.core.selectors import DutyCard, PersonCard

ADMINISTER = frozenset({Post.SYSTEM_ADMIN, Post.SECURITY_ADMIN})


class Me(ApiView):
    """``/api/people/me/``."""

    @extend_schema(responses=shapes.MeAnswer)
    def get(self, request: PersonRequest) -> Response:
        """Say who one is."""
        return Response(_me(request.user))

    @extend_schema(request=shapes.LanguageInput, responses=shapes.MeAnswer)
    def post(self, request: PersonRequest) -> Response:
        """Change the language in which one reads."""
        given = self.read(shapes.LanguageInput)
        return Response(_me(set_language(actor=request.user, **given)))


class People(ApiView):
    """``/api/people/``: for the administrators of an authority."""

    @extend_schema(parameters=[PageInput], responses=shapes.PeopleAnswer)
    def get(self, request: PersonRequest) -> Response:
        """List the people of one's authority."""
        _require_administrator(request.user)
        given = self.read_query(PageInput)
        rows = selectors.people_of(request.user.origin)
        return Response(page(rows, PersonCard.of, **given))

    @extend_schema(request=shapes.RegisterInput, responses={201: shapes.PersonAnswer})
    def post(self, request: PersonRequest) -> Response:
        """Open an account."""
        given = self.read(shapes.RegisterInput)
        person = register_person(actor=request.user, **given)
        return Response(asdict(PersonCard.of(person)), status=HTTP_201_CREATED)


class DisablePerson(ApiView):
    """``/api/people/<id>/disable/``."""

    @extend_schema(request=shapes.ReasonInput, responses=shapes.PersonAnswer)
    def post(self, request: PersonRequest, person_id: UUID) -> Response:
        """Close an account."""
        given = self.read(shapes.ReasonInput)
        person = disable_person(actor=request.user, person_id=person_id, **given)
        return Response(asdict(PersonCard.of(person)))


class Duties(ApiView):
    """``/api/duties/``: an administrator's view of an authority's duties, or one's own."""

    @extend_schema(parameters=[PageInput], responses=shapes.DutiesAnswer)
    def get(self, request: PersonRequest) -> Response:
        """List the duties that have not ended."""
        given = self.read_query(PageInput)
        person = request.user
        if duties_of(person).filter(post__in=ADMINISTER).exists():
            return Response(
                page(selectors.duties_granted_by(person.origin), DutyCard.of, **given)
            )
        return Response(page(selectors.duties_held(person), DutyCard.of, **given))

    @extend_schema(request=shapes.GrantInput, responses={201: shapes.DutyAnswer})
    def post(self, request: PersonRequest) -> Response:
        """Give a duty."""
        given = self.read(shapes.GrantInput)
        duty = grant_duty(actor=request.user, **given)
        return Response(asdict(DutyCard.of(duty)), status=HTTP_201_CREATED)


class EndDuty(ApiView):
    """``/api/duties/<id>/end/``."""

    @extend_schema(request=shapes.ReasonInput, responses=shapes.DutyAnswer)
    def post(self, request: PersonRequest, duty_id: UUID) -> Response:
        """End a duty."""
        given = self.read(shapes.ReasonInput)
        return Response(
            asdict(DutyCard.of(end_duty(actor=request.user, duty_id=duty_id, **given)))
        )


def _me(person: Person) -> dict[str, object]:
    return {
        "person": asdict(PersonCard.of(person)),
        "duties": [asdict(DutyCard.of(duty)) for duty in selectors.duties_held(person)],
        "landing": place_of(person),
    }


def _require_administrator(person: Person) -> None:
    require(person, ADMINISTER, to=_("list people"), region=person.origin)
