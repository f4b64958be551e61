"""The evaluation of an exercise as a paper."""

from django.utils import translation
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import regions
from command.core.models import Exercise
from command.core.tongues import is_english
from command.exercise.models import Observation
from command.exercise.scenarios import SCENARIOS
from command.exercise.selectors.score import score_of
from command.exercise.selectors.scored import PlanScore, Score
from incidents.documents import Facts, Heading, Paper, Table, Text

Block = Facts | Heading | Table | Text
NONE = "-"


def paper_of(exercise: Exercise, language: str, printed_by: str) -> Paper:
    """Return the evaluation in one language, marked as of an exercise."""
    with translation.override(language):
        score = score_of(exercise)
        scenario = SCENARIOS[exercise.scenario]
        return Paper(
            kind="form",
            language=language,
            title=_("Evaluation of an exercise"),
            number=scenario.key.upper(),
            issuer=regions.name(exercise.origin),
            issued_at=now(),
            as_of=exercise.ended_at or now(),
            printed_by=printed_by,
            drill=True,
            draft=exercise.state == Exercise.State.RUNNING,
            blocks=tuple(_blocks(exercise, scenario.name, score)),
        )


def _blocks(exercise: Exercise, name: str, score: Score) -> list[Block]:
    blocks: list[Block] = [
        Facts(
            (
                (_("Scenario"), name),
                (_("Began"), f"{exercise.started_at:%Y-%m-%d %H:%M}"),
                (_("Points of a hundred"), _points(score.points)),
                (_("Injects that nobody judged"), str(score.unjudged)),
            )
        )
    ]
    for plan in score.plans:
        blocks += _of_plan(plan)
    if score.injects:
        rows = tuple(
            (str(each.number), each.title, each.expects, _points(each.points))
            for each in score.injects
        )
        head = (_("Number"), _("Inject"), _("Expected"), _("Points"))
        blocks += [Heading(_("Injects"), 2), Table(head, rows, (1, 4, 5, 1))]
    notes = Observation.objects.filter(exercise=exercise).exclude(text="")
    said = [f"{each.by.name}: {each.text}" for each in notes.select_related("by")]
    if said:
        blocks += [Heading(_("What was observed"), 2), Text("\n".join(said))]
    return blocks


def _of_plan(plan: PlanScore) -> list[Block]:
    title = plan.title
    if is_english():
        title = plan.title_en or title
    rows = tuple(
        (
            each.key + (" *" if each.critical else ""),
            each.title,
            each.assignee or NONE,
            f"{each.planned_finish:.0f}",
            f"{each.finish:.0f}" if each.finish is not None else NONE,
            each.outcome_name,
            str(each.points),
        )
        for each in plan.steps
    )
    head = (
        _("Step"), _("What"), _("Who"), _("Planned to end, min"), _("Ended, min"),
        _("Outcome"), _("Points"),
    )  # fmt: skip
    return [
        Heading(f"{title} v{plan.version} · {_points(plan.points)}", 2),
        Facts(
            (
                (_("The plan's end, minutes"), f"{plan.planned:.0f}"),
                (
                    _("The real end, minutes") if plan.is_over else _("Expected end, minutes"),
                    f"{plan.took:.0f}",
                ),
                (_("Critical path of the plan"), " → ".join(plan.critical)),
                (_("What really decided the end"), " → ".join(plan.real_critical)),
            )
        ),
        Table(head, rows, (2, 6, 4, 2, 2, 3, 2)),
        Text(_("* on the critical path: counts twice.")),
    ]


def _points(points: int | None) -> str:
    return NONE if points is None else str(points)
