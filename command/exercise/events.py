"""The facts that exercises record."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from command.core.events import Event
from command.core.models import Participant
from command.exercise.scenarios import SCENARIOS


def in_words(payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what stands in a sentence about an exercise."""
    scenario = SCENARIOS.get(str(payload.get("scenario")))
    words = dict(payload)
    if scenario is not None:
        words["scenario"] = scenario.name
    if isinstance(words.get("speed"), float):
        words["speed"] = f"{words['speed']:g}"
    return words


@dataclass(frozen=True, kw_only=True)
class ExerciseStarted(Event):
    """A scenario began to be played."""

    kind: ClassVar[str] = "exercise.started"
    says: ClassVar[str | Promise] = _("Exercise “{scenario}” started at speed {speed}")

    scenario: str
    speed: float

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Say the scenario by its name, and a whole speed without a point."""
        return in_words(payload)


@dataclass(frozen=True, kw_only=True)
class ExerciseEnded(Event):
    """The play is over; what it made is still there."""

    kind: ClassVar[str] = "exercise.ended"
    says: ClassVar[str | Promise] = _("Exercise “{scenario}” ended after {steps} steps")

    scenario: str
    steps: int

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Say the scenario by its name, and a whole speed without a point."""
        return in_words(payload)


@dataclass(frozen=True, kw_only=True)
class StepRefused(Event):
    """A door did not open to the player; the play went on without that step."""

    kind: ClassVar[str] = "exercise.step_refused"
    says: ClassVar[str | Promise] = _("Exercise: “{line}” was refused: {message}")

    step: str
    line: str
    code: str
    message: str


@dataclass(frozen=True, kw_only=True)
class ExerciseRemoved(Event):
    """Everything an exercise made is gone; this is what there was.

    ``rooms`` maps each removed room to the number of its last entry and the hash
    that the chain ended with, ``rows`` each table to how many rows went.
    """

    kind: ClassVar[str] = "exercise.removed"
    says: ClassVar[str | Promise] = _("Exercise “{scenario}” removed: {total} rows")

    scenario: str
    total: int
    rows: dict[str, int]
    rooms: dict[str, dict[str, int | str]]

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Say the scenario by its name, and a whole speed without a point."""
        return in_words(payload)


@dataclass(frozen=True, kw_only=True)
class ParticipantEnrolled(Event):
    """Somebody takes part in the exercise from now on."""

    kind: ClassVar[str] = "exercise.participant_enrolled"
    says: ClassVar[str | Promise] = _("{person} takes part in the exercise: {part}")

    person: str
    part: str

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Say the part by its name."""
        part = str(payload.get("part", ""))
        known = dict(Participant.Part.choices)
        return {**payload, "part": str(known.get(part, part))}


@dataclass(frozen=True, kw_only=True)
class ParticipantReleased(Event):
    """Somebody takes part in the exercise no more."""

    kind: ClassVar[str] = "exercise.participant_released"
    says: ClassVar[str | Promise] = _("{person} takes part in the exercise no more")

    person: str


@dataclass(frozen=True, kw_only=True)
class OfInject:
    """What every fact about an inject says first; no event by itself."""

    inject_id: str
    number: int
    title: str


@dataclass(frozen=True, kw_only=True)
class InjectReleased(OfInject, Event):
    """The players were confronted with an inject."""

    kind: ClassVar[str] = "exercise.inject_released"
    says: ClassVar[str | Promise] = _("Inject {number}: {title}")


@dataclass(frozen=True, kw_only=True)
class InjectSkipped(OfInject, Event):
    """An inject was left out."""

    kind: ClassVar[str] = "exercise.inject_skipped"
    says: ClassVar[str | Promise] = _("Inject {number} left out: {title} ({reason})")

    reason: str


@dataclass(frozen=True, kw_only=True)
class ObservationMade(Event):
    """An evaluator wrote down what was seen."""

    kind: ClassVar[str] = "exercise.observed"
    says: ClassVar[str | Promise] = _("Observed: {about} {verdict}")

    about: str
    verdict: str

    @classmethod
    def words(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Say the verdict by its name."""
        known = {
            "met": pgettext_lazy("observation", "Met"),
            "partly": pgettext_lazy("observation", "Partly"),
            "missed": pgettext_lazy("observation", "Missed"),
            "note": pgettext_lazy("observation", "Note"),
        }
        said = str(payload.get("verdict", ""))
        return {**payload, "verdict": str(known.get(said, said))}
