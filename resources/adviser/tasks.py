"""What the adviser does by a worker: solve, then knock at the door. The time is bounded."""

from dataclasses import asdict
from time import monotonic
from uuid import UUID

from celery import shared_task

from command.core.errors import NotThere
from command.core.times import clock
from resources.adviser.actions import prove_advice
from resources.adviser.models import Advice
from resources.adviser.numbers import numbers_of
from resources.adviser.pure.greedy import greedy
from resources.adviser.pure.optimum import solve, warm
from resources.adviser.pure.plan import plan_of
from resources.adviser.pure.problem import read
from resources.adviser.pure.score import AIMS
from resources.adviser.selectors.reading import waiting

MILLI = 1000


@shared_task(acks_late=True, soft_time_limit=20, time_limit=30)
def prove(advice_id: str) -> bool:
    """Prove one advice; return whether this was the first answer."""
    return answer(UUID(advice_id))


@shared_task(acks_late=True, soft_time_limit=40)
def prove_waiting() -> int:
    """Prove what nobody was told to, or what a worker died over; return how many."""
    return sum(answer(advice_id) for advice_id in waiting(clock()))


def answer(advice_id: UUID) -> bool:
    """Solve the question of an advice and keep what was found; once is enough."""
    advice = Advice.objects.filter(pk=advice_id, answered_at=None).first()
    if advice is None:
        return False
    problem = read(advice.question)
    warm()
    began = monotonic()
    answers = solve(problem, seconds=numbers_of(advice.origin).proof_milliseconds / MILLI)
    took = round((monotonic() - began) * MILLI)
    proven = [plan_of(problem, a.key, answers[a.key].shares, answers[a.key]) for a in AIMS]
    quick = [plan_of(problem, a.key, greedy(problem, a), answers[a.key]) for a in AIMS]
    try:
        return prove_advice(
            actor=None,
            advice_id=advice_id,
            proven=[asdict(plan) for plan in proven],
            quick=[asdict(plan) for plan in quick],
            took_ms=took,
        )
    except NotThere:
        return False  # the exercise it belonged to was removed meanwhile
