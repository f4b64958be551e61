"""``manage.py test``: the whole suite, on servers of its own that keep nothing."""

import asyncio
import os
import time
from pathlib import Path

from command.management.stack import frontend, system
from command.management.stack.home import Home, Remembered
from command.management.stack.leftovers import end_marked
from command.management.stack.report import Report, StackError
from command.management.stack.services import Services
from command.management.stack.supervisor import Supervisor
from command.management.stack.up import provide

SETTINGS = "command.settings.test"
# Whole scenarios, then what starts the whole system: browsers before it, kills in its midst.
WHOLE_SYSTEM = ("tests/whole", "tests/browser", "tests/faults")
# Thousands of generated requests to every path of the interface: long, and all alike.
CONTRACT = "tests/contract"


def test(root: Path, words: list[str], report: Report) -> int:
    """Set up, then run the suite (or what ``words`` ask of pytest); return the exit status."""
    home = Home(root, "test")
    report.say(f"Joint Command on {system.debian_name()}, test data in {home.data}")
    provide(home, report, development=True, browser=True)
    busy = "Tests of this checkout are already running (another process holds .data/test.lock)."
    with home.locked(name="test.lock", refusal=busy):
        end_marked(home.data)
        services = Services(home, Remembered.of(home), durable=False, given=dict(os.environ))
        return asyncio.run(_run(services, words, report))


async def _run(services: Services, words: list[str], report: Report) -> int:
    log = services.home.data / "servers.log"
    with log.open("w") as relay:
        return await _run_beside(services, words, report, Supervisor(report, Report(relay)))


async def _run_beside(
    services: Services, words: list[str], report: Report, supervisor: Supervisor
) -> int:
    runs = _runs(words)
    results: list[tuple[str, int, float]] = []
    with supervisor.signals():
        try:
            with report.step("Starting the test servers"):
                await services.start(supervisor)
            environment = services.environment(SETTINGS)
            environment["PATH"] = frontend.path_with_node(services.home)
            environment["JC_CHROMIUM"] = str(system.chromium() or "")
            for title, arguments in runs:
                begun = time.monotonic()
                status = await _pytest(services.home, arguments, environment, supervisor)
                results.append((title, status, time.monotonic() - begun))
        finally:
            await supervisor.stop()
    return _summary(results, report)


def _runs(words: list[str]) -> list[tuple[str, list[str]]]:
    if words:
        return [("chosen tests", words)]
    apart = [f"--ignore={folder}" for folder in (CONTRACT, *WHOLE_SYSTEM)]
    return [
        ("main suite", ["tests", *apart, "-n", "2"]),
        ("contract of the interface", [CONTRACT, "-n", "2"]),
        ("whole-system suite", list(WHOLE_SYSTEM)),
    ]


async def _pytest(
    home: Home, arguments: list[str], environment: dict[str, str], supervisor: Supervisor
) -> int:
    """Run pytest with its own output; end it when asked to stop."""
    supervisor.report.say(f"pytest {' '.join(arguments)}")
    process = await asyncio.create_subprocess_exec(
        home.python, "-m", "pytest", *arguments, cwd=home.root, env=environment
    )
    ended = asyncio.create_task(process.wait())
    stop = asyncio.create_task(supervisor.stopping.wait())
    await asyncio.wait({ended, stop}, return_when=asyncio.FIRST_COMPLETED)
    if not ended.done():
        # Ctrl-C has reached pytest as well: it closes on its own.
        done, _ = await asyncio.wait({ended}, timeout=15)
        if not done:
            process.kill()
        await ended
        raise StackError("Stopped.")
    stop.cancel()
    return process.returncode or 0


def _summary(results: list[tuple[str, int, float]], report: Report) -> int:
    failed = False
    for title, status, took_s in results:
        word = "passed" if status == 0 else f"FAILED (status {status})"
        failed = failed or status != 0
        report.say(f"{title}: {word} in {took_s:.0f} s")
    report.say(f"All of it took {report.elapsed_s:.0f} s.")
    return 1 if failed else 0
