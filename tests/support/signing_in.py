"""Signing in as a browser does, and somebody with a second factor."""

from django.test import Client
from django.utils.timezone import now

from command.core import second_factor
from command.core.actions import confirm_second_factor, enrol_second_factor
from command.core.models import AuditRecord
from tests import make
from tests.make import ORDOS, PASSWORD, Post

SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def sign_in(name, password=PASSWORD, client=None, **given):
    client = client or Client()
    answer = client.post("/sign-in/", {"username": name, "password": password}, **given)
    return client, answer


def is_in(client):
    return client.get("/api/people/me/").status_code == 200


def enrolled(post=Post.COMMANDER):
    """Somebody who approves and has a second factor whose present code is unused."""
    person = make.person(post, ORDOS)
    enrol_second_factor(actor=person, seed=SEED)
    confirm_second_factor(actor=person, code=code(step=-1))
    person.refresh_from_db()
    return person


def code(step=0):
    present = int(now().timestamp()) // second_factor.STEP_S
    return second_factor.code_at(SEED, present + step).decode()


def acts(name):
    records = AuditRecord.objects.filter(actor_name=name).order_by("pk")
    return [(record.act, record.succeeded) for record in records]
