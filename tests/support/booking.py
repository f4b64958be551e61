"""Booking as the doors do it, and as nobody should: without lock, without constraint."""

from contextlib import contextmanager
from datetime import datetime

from django.db import OperationalError, connection, transaction
from django.db.models import F

from command.core import authority
from command.core.errors import Conflict
from resources.actions.booking import book, check_free, clock, take, written
from resources.actions.standing import stand_asset
from resources.folds import DEPLOYMENTS
from resources.models import Asset, Deployment, DeploymentState, Stock
from resources.selectors.reading import locked_asset

CONSTRAINT = "resources_deployment_no_asset_twice"
EXCLUDES = (
    "EXCLUDE USING gist (origin WITH =, asset_id WITH =, period WITH &&)"
    " WHERE (asset_id IS NOT NULL)"
)
DOUBLE = """
SELECT count(*) FROM resources_deployment a JOIN resources_deployment b
  ON a.asset_id = b.asset_id AND a.id < b.id AND a.period && b.period
"""


def doubles() -> int:
    """Return how many pairs of bookings of one asset overlap in time."""
    with connection.cursor() as cursor:
        cursor.execute(DOUBLE)
        return int(cursor.fetchone()[0])


def grab(asset_id, incident, *, locks=True, looks=True, window=None):
    """Book an asset from now on, or for a window; raise ``Conflict`` when it is taken.

    What the door does between its locks and its record. Without ``locks`` the thing is only
    read, as a careless program would; without ``looks`` nobody looks at other bookings.
    """
    try:
        with transaction.atomic():
            found = Asset.objects.select_related("supply")
            origin = found.values_list("origin", flat=True).get(pk=asset_id)
            with authority.acting_as(origin):
                asset = locked_asset(asset_id) if locks else found.get(pk=asset_id)
                if window is None and looks:
                    check_free(asset)
                at = clock()
                deployment = Deployment(
                    incident=incident,
                    asset=asset,
                    quantity=1,
                    ordered_at=at,
                    is_reserved=window is not None,
                    period=window or (at, None),
                )
                if looks:
                    book(deployment)
                else:
                    written(deployment, force_insert=True)
                    DEPLOYMENTS.begin(deployment)
                return deployment
    except OperationalError as error:  # two inserts that waited for each other
        raise Conflict(str(error)) from error


def give_back(deployment) -> None:
    """Bring a booked asset home."""
    with transaction.atomic(), authority.acting_as(deployment.origin):
        asset = locked_asset(deployment.asset_id)
        states = DeploymentState.objects.select_for_update(of=("self",))
        at: datetime = clock()
        DEPLOYMENTS.add(
            states.get(deployment=deployment), "returned", actor=None, occurred_at=at
        )
        row = Deployment.objects.get(pk=deployment.pk)
        row.period = (row.ordered_at, max(at, row.ordered_at))
        row.save(update_fields=["period"])
        stand_asset(asset)


def help_oneself(stock_id, quantity, *, guards=True) -> None:
    """Take so much of a stock; without ``guards`` read it first and write it then."""
    with transaction.atomic():
        stock = Stock.objects.get(pk=stock_id)
        with authority.acting_as(stock.origin):
            if guards:
                take(stock, quantity, clock())
                return
            if stock.available < quantity:
                raise Conflict("all gone")
            stock.available -= quantity
            stock.save(update_fields=["available"])


def refill(stock_id) -> None:
    """Put everything back."""
    with transaction.atomic():
        stock = Stock.objects.get(pk=stock_id)
        with authority.acting_as(stock.origin):
            Stock.objects.filter(pk=stock_id).update(available=F("on_hand"))


@contextmanager
def without_the_constraint():
    """Take the exclusion constraint away, and put it back when the bookings are deleted."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE resources_deployment DROP CONSTRAINT {CONSTRAINT}")
    try:
        yield
    finally:
        forget()
        with connection.cursor() as cursor:
            cursor.execute(
                f"ALTER TABLE resources_deployment ADD CONSTRAINT {CONSTRAINT} {EXCLUDES}"
            )


def forget() -> None:
    """Delete every booking, past the guards: only in a database that is thrown away."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in ("teamstate", "assetstate", "deploymentchange", "deploymentstate"):
            cursor.execute(f"DELETE FROM resources_{table}")
        cursor.execute("DELETE FROM resources_deployment")
