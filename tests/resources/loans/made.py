"""Loans for tests, made as they come into being: by orders that cross a city line."""

from django.db import transaction

from command.core import authority
from resources.actions import advance_deployment, commit_stock, commit_team
from resources.loans.models import Loan
from tests import make
from tests.make import BAOTOU, ORDOS, Post


def acting(code):
    """Return a context in which the system acts for an authority."""
    return authority.acting_as(code)


def lent_stock(*, supply="2990102", quantity=10, on_hand=20, incident=None, **given):
    """Let Baotou lend Ordos so much of something; return the loan."""
    incident = incident or make.incident()
    stock = make.stock(region=BAOTOU, supply=supply, on_hand=on_hand)
    with transaction.atomic(), acting(BAOTOU):
        deployment = commit_stock(
            actor=None,
            incident_id=incident.pk,
            stock_id=stock.pk,
            quantity=quantity,
            **given,
        )
    return Loan.objects.get(deployment=deployment)


def lent_team(*, incident=None, headcount=20, **given):
    """Let Baotou lend Ordos a team; return the loan."""
    incident = incident or make.incident()
    team = make.team(region=BAOTOU, headcount=headcount)
    with transaction.atomic(), acting(BAOTOU):
        deployment = commit_team(actor=None, incident_id=incident.pk, team_id=team.pk, **given)
    return Loan.objects.get(deployment=deployment)


def step(loan, to, *, by=BAOTOU, **given):
    """Let the loan's deployment take a step."""
    with transaction.atomic(), acting(by):
        advance_deployment(actor=None, deployment_id=loan.deployment_id, to=to, **given)


def home(loan, at=None):
    """Let a loan come home."""
    step(loan, "released", occurred_at=at)
    step(loan, "returned", occurred_at=at)
    return fresh(loan)


def fresh(loan):
    """Return the loan as it is now."""
    return Loan.objects.select_related("state").get(pk=loan.pk)


def officers():
    """Return those who answer for the lender and the borrower."""
    return (
        make.person(Post.RESOURCE_OFFICER, BAOTOU),
        make.person(Post.RESOURCE_OFFICER, ORDOS),
    )


def commanders():
    """Return those who sign for the lender and the borrower."""
    return make.person(Post.COMMANDER, BAOTOU), make.person(Post.COMMANDER, ORDOS)
