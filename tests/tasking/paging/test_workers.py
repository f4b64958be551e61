"""Workers that are killed, are many, or have a wrong clock."""

import os
import signal
import subprocess
import sys

import pytest
import time_machine
from django.db import connection
from django.utils.timezone import now

from command.tasking.paging import guard, tasks
from command.tasking.paging.actions import (
    Letter,
    claim_pages,
    page_contact,
    page_contacts,
    settle_pages,
)
from command.tasking.paging.models import PageAttempt, PageState
from tests.support.later import let_pass
from tests.support.live import ROOT
from tests.support.race import race

pytestmark = pytest.mark.django_db


def test_a_killed_worker_sends_again_under_the_same_key_when_its_lease_runs_out(server):
    page_contact(actor=None, name="刘", phone="13911112222", text="请到岗")
    parcels = claim_pages(actor=None)
    guard.leave(parcels)
    # It is killed here: nothing was settled.
    assert claim_pages(actor=None) == []
    let_pass(seconds=61)
    again = claim_pages(actor=None)
    assert [one.key for one in again] == [one.key for one in parcels]
    assert settle_pages(actor=None, results=guard.leave(again)) == 1
    assert (len(server.messages), server.doubles) == (1, 1)
    # The killed one was only slow: it comes too late.
    late = guard.leave(parcels)
    assert settle_pages(actor=None, results=late) == 0
    assert PageAttempt.objects.count() == 1


def test_the_clock_of_a_worker_decides_nothing(server):
    with time_machine.travel(now(), tick=False) as clock:
        clock.shift(3600)
        page_contact(actor=None, name="刘", phone="13911112222", text="请到岗")
        clock.shift(-7200)
        assert (tasks.deliver_pages(), tasks.deliver_pages()) == (1, 0)


WORKER = """
import django, os; django.setup()
from command.tasking.paging import guard, tasks
real = guard.leave
def leave(parcels):
    done = real(parcels)
    print("left", flush=True)
    import time; time.sleep(60)
    return done
guard.leave = leave
tasks.deliver_pages()
"""


@pytest.mark.django_db(transaction=True)
def test_kill_nine_between_sending_and_settling_loses_and_doubles_nothing(server, settings):
    """A real worker, killed; the broker is not asked at all, so it may be empty too."""
    letters = [Letter("请到岗", "请到岗", phone=f"1391111{n:04d}") for n in range(5)]
    page_contacts(actor=None, letters=letters)
    url = connection.settings_dict
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "command.settings.test",
        "DATABASE_URL": f"postgres://{url['USER']}:{url['PASSWORD']}@{url['HOST']}:{url['PORT']}"
        f"/{url['NAME']}",
        "JC_SMS_URL": settings.JC_SMS_URL,
        "JC_SMS_TOKEN": settings.JC_SMS_TOKEN,
    }
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER], cwd=ROOT, env=environment,
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with worker:
        assert worker.stdout.readline() == "left\n"
        worker.send_signal(signal.SIGKILL)
    assert len(server.messages) == 5
    assert PageAttempt.objects.count() == 0
    assert tasks.deliver_pages() == 0
    let_pass(seconds=61)
    assert tasks.deliver_pages() == 5
    assert (len(server.messages), server.doubles) == (5, 5)
    assert PageState.objects.filter(status="sent", text="", phone="").count() == 5


@pytest.mark.django_db(transaction=True)
def test_any_number_of_workers_send_each_page_once(server):
    letters = [Letter("请到岗", "请到岗", phone=f"1391111{n:04d}") for n in range(24)]
    page_contacts(actor=None, letters=letters)
    sent = race(tasks.deliver_pages, times=4)
    assert (sum(sent), server.asked, server.doubles) == (24, 24, 0)
