"""The steps of a plan at work: as its pinned version has them, and as amended since."""

from dataclasses import replace

from plans.activation.models import ActivationState
from plans.document import Document, Step, document_of, read_document
from plans.models import Activation


def state_of(activation: Activation) -> ActivationState:
    """Return where a plan at work stands. One query unless it was fetched along."""
    state: ActivationState | None = getattr(activation, "state", None)
    # One that was started before levels were kept has none.
    return state or ActivationState(activation=activation, at=activation.activated_at)


def steps_of(activation: Activation, state: ActivationState | None = None) -> dict[str, Step]:
    """Return every step by its key, with what was changed of it while the plan works."""
    state = state or state_of(activation)
    document = document_of(activation.version)
    added = read_document({"steps": state.added}).steps
    return {step.key: _amended(step, state) for step in (*document.steps, *added)}


def document_now(activation: Activation, state: ActivationState | None = None) -> Document:
    """Return the pinned document with the steps as they are now."""
    steps = tuple(steps_of(activation, state).values())
    return replace(document_of(activation.version), steps=steps)


def _amended(step: Step, state: ActivationState) -> Step:
    told = state.amended.get(step.key, {})
    minutes = told.get("due_minutes")
    return step if minutes is None else replace(step, due_minutes=minutes)
