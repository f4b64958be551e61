"""``manage.py exercise``: play a scenario, see how far it is, end it, remove it."""

from argparse import ArgumentParser
from time import sleep
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from command.core.errors import Conflict, Refusal
from command.core.models import Exercise
from command.exercise import selectors, totals
from command.exercise.actions import (
    advance_exercise,
    end_exercise,
    remove_exercise,
    start_exercise,
)
from command.exercise.actions.start import FASTEST
from command.exercise.scenario import Step, spoken
from command.exercise.scenarios import SCENARIOS

PAUSE_S = 0.5
IN_THE_WAY = "--resume plays on, --again ends and removes it first"
LEFT = "left running: the system plays on, --resume watches it, --end ends it"


class Command(BaseCommand):
    """Plays in the foreground; the clock of the running system may play along."""

    help = "Play a scenario on the live system; everything it makes is flagged as exercise."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a scenario and how fast, or what to do with a play."""
        parser.add_argument("scenario", nargs="?", choices=sorted(SCENARIOS))
        parser.add_argument(
            "--speed", type=float, default=600.0, help="scenario seconds per second (600)"
        )
        parser.add_argument(
            "--as-fast-as-possible", action="store_true", help="do not wait for the clock"
        )
        parser.add_argument(
            "--again", action="store_true", help="end and remove an earlier play first"
        )
        parser.add_argument(
            "--resume", action="store_true", help="play on what was left running"
        )
        parser.add_argument("--status", action="store_true", help="say how the plays stand")
        parser.add_argument("--end", action="store_true", help="end the play that runs")
        parser.add_argument(
            "--remove",
            nargs="?",
            const="ended",
            metavar="ID",
            help="remove what an ended play made; every ended one without an id",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what was asked for."""
        with translation.override("en"):
            try:
                self._handle(options)
            except Refusal as refusal:
                raise CommandError(f"{refusal} {refusal.detail or ''}".strip()) from None
            except KeyboardInterrupt:
                raise CommandError(LEFT, returncode=130) from None

    def _handle(self, options: dict[str, Any]) -> None:
        if options["end"]:
            self._end()
        elif options["remove"]:
            self._remove(options["remove"])
        elif options["status"] or not (options["scenario"] or options["resume"]):
            self._status()
        else:
            if options["again"]:
                self._end()
                self._remove("ended")
            self._play(options)

    def _play(self, options: dict[str, Any]) -> None:
        fast = options["as_fast_as_possible"]
        exercise = self._resumed() if options["resume"] else self._started(options)
        self.stdout.write(f"exercise {exercise.pk}: Ctrl-C leaves it to the running system")
        scenario = SCENARIOS[exercise.scenario]
        told = exercise.cursor
        while True:
            advance_exercise(
                actor=None, exercise_id=exercise.pk, until=scenario.ends if fast else None
            )
            exercise.refresh_from_db()
            for step in scenario.steps[told : exercise.cursor]:
                self._tell(step)
            told = exercise.cursor
            if exercise.state != Exercise.State.RUNNING:
                break
            if not fast:
                sleep(PAUSE_S)
        self._judge(exercise)

    def _started(self, options: dict[str, Any]) -> Exercise:
        fast = options["as_fast_as_possible"]
        try:
            return start_exercise(
                actor=None,
                scenario=options["scenario"],
                speed=FASTEST if fast else options["speed"],
            )
        except Conflict as refusal:
            if "roles" in refusal.detail:
                raise
            raise CommandError(f"{refusal} {IN_THE_WAY}") from None

    def _resumed(self) -> Exercise:
        running = selectors.running()
        if not running:
            raise CommandError("no exercise is running")
        return Exercise.objects.get(pk=running[0])

    def _tell(self, step: Step) -> None:
        if not step.quiet:
            self.stdout.write(
                f"{spoken(step.at):>8}  {selectors.role_name(step.actor)} · {step.says}"
            )

    def _judge(self, exercise: Exercise) -> None:
        refused = selectors.refusals(exercise)
        for key, message in refused:
            self.stderr.write(f"refused  {key}: {message}")
        lines = totals.compared(exercise)
        width = max((len(line.name) for line in lines), default=0)
        for line in lines:
            sign = "=" if line.agrees else "≠"
            self.stdout.write(
                f"{line.name:<{width}}  script {line.expected}  {sign}  played {line.found}"
            )
        wrong = sum(not line.agrees for line in lines)
        if wrong or refused:
            raise CommandError(
                f"{wrong} of {len(lines)} figures differ, {len(refused)} steps refused"
            )
        self.stdout.write(f"all {len(lines)} figures are as the script says")

    def _status(self) -> None:
        plays = selectors.plays()
        for card in plays:
            self.stdout.write(
                f"{card.id}  {card.scenario}  {card.state:<8}  {card.clock:>8}"
                f"  step {card.cursor} of {card.steps}  speed {card.speed:g}"
            )
        if not plays:
            self.stdout.write(f"nothing has been played; there is {', '.join(SCENARIOS)}")

    def _end(self) -> None:
        for exercise_id in selectors.running():
            end_exercise(actor=None, exercise_id=exercise_id)
            self.stdout.write(f"ended {exercise_id}")

    def _remove(self, which: str) -> None:
        wanted = selectors.ended() if which == "ended" else [self._id(which)]
        for exercise_id in wanted:
            remove_exercise(actor=None, exercise_id=exercise_id)
            self.stdout.write(f"removed {exercise_id}")

    def _id(self, given: str) -> UUID:
        try:
            return UUID(given)
        except ValueError:
            raise CommandError(f"{given!r} is no id of an exercise") from None
