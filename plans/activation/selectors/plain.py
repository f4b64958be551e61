"""Starts and plans at work in plain words, for machines."""

from dataclasses import dataclass, fields
from typing import Any, Self

from command.core.models import Person
from command.core.times import clock, iso
from plans.activation.models import StartRequest
from plans.activation.selectors.lines import Course, StepLine
from plans.activation.selectors.preview import NoticeLine, Preview, TaskLine
from plans.activation.selectors.signing import signed, standing, to_sign
from plans.selectors import ActivationCard

# How wide a step is drawn is the page's business.
DRAWN = frozenset({"start_pc", "width_pc"})


@dataclass(frozen=True, slots=True)
class PlanPreviewCard:
    """What starting a plan would do; ``seen`` is sent back with the start."""

    plan: str
    version: int
    incident: str
    level: int
    levels: list[int]
    signers: list[str]
    request: str | None
    activation: str | None
    tasks: list[dict[str, Any]]
    notices: list[dict[str, Any]]
    needs: list[dict[str, Any]]
    gaps: int
    seen: dict[str, str]

    @classmethod
    def of(cls, seen: Preview) -> Self:
        """Read a preview."""
        lines = [line for group in seen.groups for line in group.lines]
        return cls(
            plan=str(seen.plan.pk),
            version=seen.version.number,
            incident=str(seen.incident.pk),
            level=seen.level,
            levels=list(seen.levels),
            signers=list(seen.signers.authorities),
            request=str(seen.request.pk) if seen.request else None,
            activation=str(seen.activation.pk) if seen.activation else None,
            tasks=[_task(line) for line in lines],
            notices=[_notice(line) for line in seen.notices],
            needs=[
                {
                    "step": need.step,
                    "what": need.what,
                    "name": need.name,
                    "unit": need.unit,
                    "quantity": need.quantity,
                    "asked_of": need.asked,
                    "have": need.have,
                    "promised": need.promised,
                    "short": need.short,
                }
                for need in seen.needs
            ],
            gaps=seen.gaps,
            seen=seen.will.digests,
        )


@dataclass(frozen=True, slots=True)
class StartRequestCard:
    """A request for the signatures of a start; ``mine`` is for whom the reader may sign."""

    id: str
    plan: str
    incident: str
    level: int
    standing: str
    signers: list[str]
    signed: list[str]
    mine: str
    by: str
    asked_at: str
    lapses_at: str
    exercise: bool
    origin: str

    @classmethod
    def of(cls, request: StartRequest, person: Person) -> Self:
        """Read a request as ``person`` sees it."""
        return cls(
            id=str(request.pk),
            plan=str(request.version.plan_id),
            incident=str(request.incident_id),
            level=request.level,
            standing=standing(request, clock()),
            signers=list(request.signers),
            signed=sorted(signed(request)),
            mine=to_sign(person, request),
            by=request.by.name,
            asked_at=iso(request.asked_at),
            lapses_at=iso(request.lapses_at),
            exercise=request.exercise_id is not None,
            origin=request.origin,
        )


def course_of(course: Course) -> dict[str, Any]:
    """Return a plan at work: its card, its steps in time, and by how much its end slips."""
    return {
        "activation": ActivationCard.of(course.activation),
        "steps": [_step(line) for line in course.lines],
        "planned_end": iso(course.planned_end),
        "expected_end": iso(course.expected_end),
        "slip": course.slip,
    }


def _step(line: StepLine) -> dict[str, Any]:
    told = {f.name: getattr(line, f.name) for f in fields(line) if f.name not in DRAWN}
    told["to_confirm"] = [{"number": number, "says": said} for number, said in line.to_confirm]
    return told


def _task(line: TaskLine) -> dict[str, Any]:
    step, owner = line.planned.step, line.planned.owner
    return {
        "key": step.key,
        "title": step.title,
        "owner": owner.label if owner else "",
        "after": list(line.planned.after),
        "conditions": line.conditions,
        "begins_at": iso(line.begins_at),
        "due_at": iso(line.due_at) if line.due_at else None,
    }


def _notice(line: NoticeLine) -> dict[str, Any]:
    notice = line.told.notice
    return {
        "key": notice.key,
        "text": notice.text,
        "people": [{"name": one.name, "post": one.said} for one in line.people],
        "contacts": [{"unit": unit, "count": count} for unit, count in line.contacts],
        "count": line.count,
    }
