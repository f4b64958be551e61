"""The public views of requests to start, and of notices."""

from dataclasses import asdict, dataclass
from typing import Any, Self
from uuid import UUID

from command.core.times import clock
from plans.activation.models import NoticeState, StartRequest
from plans.activation.selectors.signing import every, standing


@dataclass(frozen=True, slots=True)
class StartCard:
    """A request to start a plan. ``signed`` maps the authorities that signed to who did."""

    id: str
    plan: str
    incident: str
    title: str
    title_en: str
    city: str
    level: int
    by: str
    signers: list[str]
    signed: dict[str, str]
    status: str
    lapses_at: str
    at: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, request: StartRequest) -> Self:
        """Build the card. Three queries."""
        said = list(request.signatures.all())
        plan = request.version.plan
        return cls(
            id=str(request.pk),
            plan=str(plan.pk),
            incident=str(request.incident_id),
            title=plan.title,
            title_en=plan.title_en,
            city=plan.city_id,
            level=request.level,
            by=request.by.name,
            signers=list(request.signers),
            signed={s.authority_id: s.person.name for s in said if s.verdict == "signed"},
            status=standing(request, clock()),
            lapses_at=request.lapses_at.isoformat(),
            at=max([request.asked_at, *(s.at for s in said)]).isoformat(),
            exercise=request.exercise_id is not None,
            origin=request.origin,
        )


@dataclass(frozen=True, slots=True)
class NoticeCard:
    """One notice on its way; ``name`` and ``phone`` are for the desks of the incident only."""

    id: str
    key: str
    to: str
    name: str
    unit: str
    region: str
    phone: str
    stage: str
    at: str

    @classmethod
    def of(cls, state: NoticeState) -> Self:
        """Build the card; asks nothing when person and contact were fetched along."""
        notice = state.notice
        contact, person = notice.contact, notice.person
        moments = [notice.queued_at, state.delivered_at, state.read_at, state.confirmed_at]
        return cls(
            id=str(notice.pk),
            key=notice.key,
            to="contact" if contact else "person",
            name=contact.name if contact else person.name if person else "",
            unit=contact.unit if contact else "",
            region=contact.region_id if contact else person.origin if person else "",
            phone=contact.phone if contact else "",
            stage=state.stage,
            at=max(moment for moment in moments if moment).isoformat(),
        )


def start_changed(request_id: UUID) -> dict[str, dict[str, Any]]:
    """Return the ``changed`` part of an entry that touches a request to start."""
    return {f"start.{request_id}": asdict(StartCard.of(every().get(pk=request_id)))}
