"""The tables of exercises; the exercise itself stands on the ground floor."""

from command.exercise.models.inject import Inject, InjectAck, Observation
from command.exercise.models.score import ScoreRule

__all__ = ["Inject", "InjectAck", "Observation", "ScoreRule"]
