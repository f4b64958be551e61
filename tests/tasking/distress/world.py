"""A world in which somebody calls for help."""

from datetime import timedelta

from django.db import connection
from django.utils.timezone import now

from command.core.models import Entry
from command.tasking.distress.models import HelpAct, HelpCall
from command.tasking.distress.selectors import open_calls
from command.tasking.paging.models import Page
from tests import make
from tests.make import BAOTOU, HOHHOT, ORDOS, ULANQAB, Post
from tests.tasking import made

SHIGUAI = (40.6765, 110.0602)  # in Baotou


class World:
    """A leader of Ordos, and a desk in each of four cities."""

    def __init__(self):
        self.leader = make.person(Post.TEAM_LEADER, ORDOS, name="王海涛")
        self.ordos = make.person(Post.DUTY_OFFICER, ORDOS, name="李慧")
        self.baotou = make.person(Post.DUTY_OFFICER, BAOTOU, name="苏和")
        self.hohhot = make.person(Post.COMMANDER, HOHHOT, name="云志刚")
        self.ulanqab = make.person(Post.LIAISON, ULANQAB, name="赵敏")
        self.observer = make.person(Post.OBSERVER, ORDOS)
        self.member = make.person(Post.TEAM_MEMBER, ORDOS)
        self.commander = make.person(Post.COMMANDER, ORDOS)
        self.incident = make.incident()
        self.order = made.issued(self.incident, by=self.commander, to=self.leader)


def told(call):
    return set(
        Entry.objects.filter(payload__call_id=str(call.pk)).values_list("room_id", "kind")
    )


def heard(person):
    return [card.id for card in open_calls(person)]


def trace():
    return HelpCall.objects.count(), HelpAct.objects.count(), Entry.objects.count()


def aged(call, seconds):
    """Let the call have come in so long ago, past the guard of rows that never change."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        HelpCall.objects.filter(pk=call.pk).update(
            received_at=now() - timedelta(seconds=seconds)
        )
        cursor.execute("SET LOCAL session_replication_role = origin")


def paged(call):
    return list(
        Page.objects.filter(reference=f"help_call.{call.pk}").values_list(
            "person_id", flat=True
        )
    )
