"""Due timers found and fired by four workers that are killed at random; order to inbox.

``python -m tests.bench.timers [--timers 10000] [--workers 4] [--kills 10]``, with
``DATABASE_URL`` (a database ``jc_bench_timers`` is made beside it) and ``REDIS_URL``. A timer
is an order whose rung "liaison" is due: firing it writes a change, a state, a fact in the
incident's room and one in each inbox. The same is done one by one, as a task a timer would.
"""

import argparse
import os
import random
import signal
import statistics
import subprocess
import sys
import time
from datetime import timedelta

from tests.bench.feed_servers import ROOT, prepare

ROOMS = 40
CHANCE = random.SystemRandom()
WORK = """
import sys, django; django.setup()
from command.tasking.actions import climb_rungs
limit = int(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
idle = 0
while idle < 40:
    done = climb_rungs(actor=None, limit=limit)
    idle = 0 if done else idle + 1
    if not done:
        import time; time.sleep(0.05)
"""


def make_timers(count, incidents, officer):
    """Write orders of which the fourth rung is due; return their tasks."""
    from django.db import transaction
    from django.utils.timezone import now

    from command.core import authority
    from command.tasking.folds import TASKS
    from command.tasking.models import Task, TaskState
    from tests import make

    tasks = []
    with transaction.atomic(), authority.acting_as(make.ORDOS):
        for n in range(count):
            incident = incidents[n % len(incidents)]
            made = Task(
                incident=incident, number=f"{n:05d}{CHANCE.randrange(10**6):06d}",
                title="巡堤", kind="patrol", region_id=incident.region_id,
                created_by=officer, created_at=now(),
            )  # fmt: skip
            made.claim()
            tasks.append(made)
        Task.objects.bulk_create(tasks, batch_size=1000)
        due = {"rung": 3, "chase_at": now() - timedelta(seconds=5), "status": "issued"}
        given = {"assignee_kind": "person", "assignee_id": officer.pk, "issued_at": now()}
        states = [
            TaskState(task=task, step=1, **{**TASKS.start(task), **due, **given})
            for task in tasks
        ]
        TaskState.objects.bulk_create(states, batch_size=1000)
    return tasks


def worker(limit):
    """Start a worker; it begins when it is told."""
    return subprocess.Popen(
        [sys.executable, "-c", WORK, str(limit)], cwd=ROOT, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip


def begin(process):
    process.stdin.write("go\n")
    process.stdin.flush()


def fire(workers, kills, limit):
    """Let workers fire all, killing some at random; return the seconds and the kills."""
    from command.tasking.models import TaskState

    left = TaskState.objects.filter(rung=3, chase_at__isnull=False)
    running = [worker(limit) for _ in range(workers)]
    spare = [worker(limit) for _ in range(kills)]
    for process in running + spare:
        process.stdout.readline()
    began, killed, next_kill = time.monotonic(), 0, 0.0
    for process in running:
        begin(process)
    while left.exists():
        time.sleep(0.05)
        if spare and time.monotonic() - began > next_kill:
            next_kill += CHANCE.uniform(0.2, 1.0)
            victim = running.pop(CHANCE.randrange(len(running)))
            victim.send_signal(signal.SIGKILL)
            victim.wait()
            killed += 1
            running.append(spare.pop())
            begin(running[-1])
    seconds = time.monotonic() - began
    for process in running + spare:
        process.kill()
        process.wait()
    return seconds, killed


def judge(tasks):
    """Count how often each timer was fired, by its changes and by the facts in the rooms."""
    from collections import Counter

    from command.core.models import Entry
    from command.tasking.models import TaskChange, TaskState

    keys = {task.pk for task in tasks}
    changes = TaskChange.objects.filter(kind="escalated", task__in=keys)
    fired = Counter(changes.values_list("task", flat=True))
    facts = Counter(
        entry["task_id"]
        for entry in Entry.objects.filter(
            kind="task.escalated", room__kind="incident"
        ).values_list("payload", flat=True)
        if entry["rung"] == 4
    )
    told = {str(key): facts.get(str(key), 0) for key in keys}
    done = TaskState.objects.filter(task__in=keys, rung=4).count()
    return {
        "fired": len(fired),
        "twice": sum(count > 1 for count in fired.values()),
        "lost": len(keys) - len(fired),
        "told once": sum(count == 1 for count in told.values()),
        "states": done,
    }


def inbox_latency(count, incidents, officer):
    """Issue orders with a Celery worker running; return ms from commit to the inbox."""
    from command.core.models import Entry
    from command.tasking.actions import assign_task
    from tests import make
    from tests.make import Post

    words = ["celery", "-A", "command.celery:app", "worker", "-c", "2", "-l", "ERROR"]
    process = subprocess.Popen([sys.executable, "-m", *words], cwd=ROOT, start_new_session=True)
    leader = make.person(Post.TEAM_LEADER, make.ORDOS)
    took = []
    try:
        time.sleep(8)
        for n in range(count + 3):
            state = assign_task(
                actor=officer, incident_id=incidents[n % len(incidents)].pk, title="巡堤",
                kind="patrol", assignee_kind="person", assignee_id=leader.pk,
            )  # fmt: skip
            began = time.time()
            handed = Entry.objects.filter(
                room=leader.room, kind="task.handed", payload__task_id=str(_task(state))
            )
            while not handed.exists():
                time.sleep(0.002)
            took.append((handed.get().recorded_at.timestamp() - began) * 1000)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return sorted(took[3:])


def _task(made):
    return getattr(made, "task_id", None) or made.pk


def say(text):
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main():
    """Measure and say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--timers", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--orders", type=int, default=100)
    wishes = parser.parse_args()
    prepare("jc_bench_timers")
    from command.tasking.models import TaskState
    from tests import make
    from tests.make import Post

    officer = make.person(Post.DUTY_OFFICER, make.ORDOS)
    make.person(Post.LIAISON, make.ORDOS)
    incidents = [make.incident(by=officer, title=f"险情 {n}") for n in range(ROOMS)]

    tasks = make_timers(wishes.timers, incidents, officer)
    seconds, killed = fire(wishes.workers, wishes.kills, 50)
    found = judge(tasks)
    each = seconds / wishes.timers * 1000
    said = ", ".join(f"{name} {count}" for name, count in found.items())
    say(f"{wishes.timers} timers, {wishes.workers} workers, {killed} killed: {said}")
    say(f"  {seconds:.1f} s, {wishes.timers / seconds:.0f} a second, {each:.2f} ms each")

    # Their next rung comes five minutes later: it must not mix with what is measured now.
    TaskState.objects.update(chase_at=None)
    few = make_timers(wishes.timers // 20, incidents, officer)
    slow, _ = fire(wishes.workers, 0, 1)
    one = slow / len(few) * 1000
    say(f"one by one, {len(few)}: {one:.2f} ms each, {one / each:.1f} times as long")
    say(f"  {judge(few)}")

    took = inbox_latency(wishes.orders, incidents, officer)
    p50, p99 = statistics.median(took), took[int(len(took) * 0.99) - 1]
    say(f"order to inbox, {len(took)} orders: p50 {p50:.0f} ms, p99 {p99:.0f} ms")


if __name__ == "__main__":
    main()
