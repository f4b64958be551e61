"""What the page of an exercise's timeline shows, to each what is theirs."""

from typing import Any

from command.core import policies, regions
from command.core.ids import new_id
from command.core.models import Duty, Exercise, Participant, Person
from command.exercise import selectors
from command.exercise.actions.rights import DIRECTING
from command.exercise.models import Inject, Observation
from command.exercise.selectors.injects import sees_timeline


def page_of(actor: Person, exercise: Exercise) -> dict[str, Any]:
    """Return the context: directors, controllers and evaluators see the whole."""
    directs = policies.holds(actor, DIRECTING, region=regions.REGION)
    whole = directs or sees_timeline(actor, exercise)
    return {
        "card": selectors.card_of(exercise),
        "runs": exercise.state == Exercise.State.RUNNING,
        "directs": directs,
        "whole": whole,
        "judges": sees_timeline(actor, exercise),
        "injects": selectors.injects_of(exercise) if whole else [],
        "mine": selectors.injects_for(actor, exercise),
        "participants": selectors.participants_of(exercise) if whole else [],
        "parts": Participant.Part.choices,
        "channels": Inject.Channel.choices,
        "posts": Duty.Post.choices,
        "cities": [(code, regions.name(code)) for code in regions.CITIES],
        "verdicts": Observation.Verdict.choices,
        "key": new_id(),
    }
