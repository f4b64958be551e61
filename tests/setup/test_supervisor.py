"""The supervisor, with real processes."""

import asyncio
import io
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

from command.management.stack.home import MARK
from command.management.stack.leftovers import end_marked, marked
from command.management.stack.program import Program
from command.management.stack.report import Report
from command.management.stack.supervisor import Supervisor

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 20


def supervisor():
    return Supervisor(Report(io.StringIO()))


def said(boss):
    return boss.report.stream.getvalue()


def shell(name, script, **more):
    return Program(
        name=name, argv=("/bin/sh", "-c", script), environment={"PATH": "/usr/bin:/bin"}, **more
    )


async def comes_true(is_so):
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline, "waited in vain"
        await asyncio.sleep(0.02)


def is_alive(process_id):
    try:
        return Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


async def test_a_killed_child_is_started_again(tmp_path):
    boss, births = supervisor(), tmp_path / "births"
    births.touch()
    boss.keep(shell("child", f"echo $$ >> {births}; exec sleep 600"))
    await comes_true(lambda: births.read_text().count("\n") == 1)

    os.kill(int(births.read_text()), signal.SIGKILL)

    await comes_true(lambda: births.read_text().count("\n") == 2)
    first, second = map(int, births.read_text().split())
    assert is_alive(second)
    assert "child ended (killed by SIGKILL); starting it again" in said(boss)
    await boss.stop()
    assert not is_alive(first)
    assert not is_alive(second)


async def test_what_a_killed_child_leaves_in_its_group_is_killed_too(tmp_path):
    boss, births = supervisor(), tmp_path / "births"
    births.touch()
    boss.keep(shell("child", f"sleep 600 & echo $! $$ >> {births}; wait"))
    await comes_true(lambda: births.read_text().count("\n") == 1)
    grandchild, child = map(int, births.read_text().split())

    os.kill(child, signal.SIGKILL)

    await comes_true(lambda: not is_alive(grandchild))
    await boss.stop()


async def test_higher_layers_stop_before_lower_ones(tmp_path):
    boss, farewells, births = supervisor(), tmp_path / "farewells", tmp_path / "births"
    births.touch()
    for name, layer in (("low", 0), ("high", 4), ("middle", 2)):
        script = f"trap 'echo {name} >> {farewells}; exit' TERM; echo >> {births}; "
        boss.keep(shell(name, script + "while :; do sleep 0.02; done", layer=layer))
    await comes_true(lambda: births.read_text().count("\n") == 3)

    await boss.stop()

    assert farewells.read_text().split() == ["high", "middle", "low"]
    assert "starting it again" not in said(boss)


async def test_a_child_that_does_not_listen_is_forced(tmp_path):
    boss, births = supervisor(), tmp_path / "births"
    births.touch()
    script = f"trap '' TERM; echo $$ >> {births}; while :; do sleep 0.02; done"
    boss.keep(shell("deaf", script, patience_s=0.2))
    await comes_true(lambda: births.read_text().count("\n") == 1)

    await boss.stop()

    assert not is_alive(int(births.read_text()))


async def test_words_are_passed_on_under_the_name_even_without_a_last_line_break():
    boss = supervisor()

    status = await boss.run_once(shell("teller", "echo one; echo hidden; printf two; exit 3"))

    assert status == 3
    assert [line.partition("| ")[2] for line in said(boss).splitlines()] == [
        "one",
        "hidden",
        "two",
    ]
    assert all(" teller " in line for line in said(boss).splitlines())


async def test_hushed_words_are_not_passed_on():
    boss = supervisor()

    await boss.run_once(shell("teller", "echo one; echo beware of the dog", hush="the dog"))

    assert "one" in said(boss)
    assert "beware" not in said(boss)


async def test_a_program_that_is_not_there_is_reported_and_tried_again():
    boss = supervisor()
    boss.keep(Program(name="ghost", argv=("/nowhere/ghost",)))

    await comes_true(lambda: said(boss).count("ghost cannot start") == 2)

    await boss.stop()


async def test_a_one_time_program_ends_when_asked_to_stop():
    boss = supervisor()
    running = asyncio.create_task(boss.run_once(shell("slow", "echo up; exec sleep 600")))
    await comes_true(lambda: "up" in said(boss))

    boss.ask_to_stop()

    assert await running == -signal.SIGTERM


def test_children_die_with_a_killed_supervisor(tmp_path):
    births = tmp_path / "births"
    births.touch()
    program = f"""
        import asyncio
        from command.management.stack.program import Program
        from command.management.stack.report import Report
        from command.management.stack.supervisor import Supervisor

        async def main():
            boss = Supervisor(Report())
            script = "echo $$ >> {births}; exec sleep 600"
            boss.keep(Program(name="child", argv=("/bin/sh", "-c", script)))
            await asyncio.sleep(600)

        asyncio.run(main())
    """
    (tmp_path / "boss.py").write_text(textwrap.dedent(program))
    boss = subprocess.Popen(
        [sys.executable, tmp_path / "boss.py"], env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    asyncio.run(comes_true(lambda: births.read_text().count("\n") == 1))
    child = int(births.read_text())
    assert is_alive(child)

    boss.kill()
    boss.wait()

    asyncio.run(comes_true(lambda: not is_alive(child)))


def test_orphans_of_a_folder_are_found_by_their_mark_and_ended(tmp_path):
    orphan = subprocess.Popen(["/bin/sleep", "600"], env={MARK: str(tmp_path)})
    stranger = subprocess.Popen(["/bin/sleep", "600"], env={MARK: f"{tmp_path}-2"})
    try:
        asyncio.run(comes_true(lambda: marked(tmp_path) == [orphan.pid]))

        assert end_marked(tmp_path, patience_s=0.5) == 1

        assert orphan.wait() == -signal.SIGTERM
        assert stranger.poll() is None
        assert end_marked(tmp_path) == 0
    finally:
        stranger.kill()
        stranger.wait()
