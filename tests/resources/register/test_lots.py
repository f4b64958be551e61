"""Lots of stocks, checks, and the dates that somebody must not miss."""

from datetime import timedelta

import pytest

from command.core.actions import load_rules
from command.core.errors import Conflict, Invalid, NotPermitted
from command.core.models import Entry
from incidents.roster.sections import page_of
from resources.actions import count_stock, register_asset
from resources.register import dates, tasks
from resources.register.actions import (
    change_lot,
    checks,
    enter_lot,
    enter_skill,
    record_check,
    tell_date,
)
from resources.register.models import DateAlert, StockLot
from tests import make
from tests.make import BAOTOU, HOHHOT, ORDOS, Post
from tests.resources.register import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(db):
    load_rules(actor=None)
    return make.person(Post.RESOURCE_OFFICER, ORDOS)


def left():
    return dict(StockLot.objects.values_list("number", "quantity"))


def in_days(days):
    return dates.today() + timedelta(days=days)


def test_the_lots_of_a_stock_are_never_more_than_the_stock(keeper):
    stock = make.stock(region=ORDOS, supply="1990301", on_hand=10)
    of = {"actor": keeper, "stock_id": stock.pk}
    lot = enter_lot(**of, number="A", quantity=6, expires=in_days(5))
    for wrong, refusal in (
        ({"number": "B", "quantity": 5}, Conflict),
        ({"number": "A", "quantity": 1}, Conflict),
        ({"number": "", "quantity": 1}, Invalid),
        ({"number": "B", "quantity": 1, "firm": "企业"}, Invalid),
        ({"number": "B", "quantity": 1, "agreement": "1号"}, Invalid),
        (
            {"number": "B", "quantity": 1, "produced": in_days(3), "expires": in_days(2)},
            Invalid,
        ),
        (
            {"number": "B", "quantity": 1, "actor": make.person(Post.OBSERVER, ORDOS)},
            NotPermitted,
        ),
        (
            {"number": "B", "quantity": 1, "actor": make.person(Post.COMMANDER, BAOTOU)},
            NotPermitted,
        ),
    ):
        with pytest.raises(refusal):
            enter_lot(**{**of, "number": "B", "quantity": 1, **wrong})
    held = {"firm": "企业", "agreement": "1号", "calloff_hours": 6}
    enter_lot(**of, number="B", quantity=4, **held)
    with pytest.raises(Conflict):
        change_lot(actor=keeper, lot_id=lot.pk, changes={"quantity": 7}, reason="清点")
    change_lot(actor=keeper, lot_id=lot.pk, changes={"quantity": 5}, reason="破损")
    assert left() == {"A": 5, "B": 4}


def test_what_is_counted_away_is_taken_from_the_lot_that_runs_out_first(keeper):
    stock = make.stock(region=ORDOS, supply="1990301", on_hand=10)
    made.lot(stock, "late", 4, expires=in_days(300))
    made.lot(stock, "soon", 3, expires=in_days(3))
    made.lot(stock, "never", 3)
    count_stock(actor=keeper, stock_id=stock.pk, on_hand=5, reason="盘点")
    assert left() == {"soon": 0, "late": 2, "never": 3}
    assert [e.payload["cause"] for e in Entry.objects.filter(kind="lot.changed")] == [
        "settled",
        "settled",
    ]


def test_a_check_sets_when_the_next_is_due_and_says_why_it_was_not_passed(keeper):
    asset = made.as_city(
        ORDOS, register_asset, supply="2990601", name="排水车", region=ORDOS,
        next_check=in_days(-1),
    )  # fmt: skip
    of = {"actor": keeper, "asset_id": asset.pk}
    for wrong in (
        {"is_passed": False},
        {"is_passed": True, "next_check": in_days(0)},
        {"is_passed": True, "lot_id": asset.pk},
    ):
        with pytest.raises(Invalid):
            record_check(**{**of, **wrong})
    record_check(**of, is_passed=True, next_check=in_days(365))
    asset.refresh_from_db()
    assert asset.next_check == in_days(365)
    assert Entry.objects.get(kind="thing.checked").room_id == f"city.{ORDOS}"


def test_each_threshold_before_a_date_is_told_once_and_the_worst_stands_first(keeper):
    food = make.stock(region=ORDOS, supply="1990301", on_hand=10)
    lot = made.lot(food, "soon", expires=in_days(20), next_check=in_days(-2))
    made.lot(food, "later", expires=in_days(400))
    made.lot(make.stock(region=HOHHOT, on_hand=9), "there", expires=in_days(89))
    team = make.team(region=ORDOS)
    enter_skill(actor=keeper, team_id=team.pk, certificate="证", valid_until=in_days(7))

    found = dates.near(ORDOS, dates.today())
    assert [(one.subject, one.days_left, one.threshold) for one in found] == [
        ("lot_check", -2, 0),
        ("certificate", 7, 7),
        ("lot_expiry", 20, 30),
    ]
    assert (tasks.tell_dates(), tasks.tell_dates()) == (4, 0)
    told = Entry.objects.filter(kind="date.near")
    assert sorted(told.values_list("room_id", flat=True)) == [
        f"city.{HOHHOT}",
        *[f"city.{ORDOS}"] * 3,
    ]
    # Ten days later the next threshold has come; a new date begins anew.
    later = in_days(14)
    assert [due.threshold for due in dates.to_tell(later)] == [0, 7]
    assert tell_date(actor=None, subject="lot_expiry", thing_id=lot.pk, today=later)
    assert not tell_date(actor=None, subject="lot_expiry", thing_id=lot.pk, today=later)
    lines = page_of(ORDOS)["en"]
    section = next(one for one in lines if one["key"] == "register-dates")
    assert [line["is_late"] for line in section["lines"]] == [True, False, False]
    assert "2 days late" in section["lines"][0]["detail"]


def test_a_worker_that_dies_in_the_middle_tells_nothing_twice_and_nothing_never(
    keeper, monkeypatch
):
    stock = make.stock(region=ORDOS, supply="1990301", on_hand=10)
    for number in "ABC":
        made.lot(stock, number, 2, expires=in_days(5))
    tell = checks.journal.append
    calls = []

    def dies(*given, **named):
        calls.append(1)
        if len(calls) == 2:
            raise SystemExit
        return tell(*given, **named)

    monkeypatch.setattr(checks.journal, "append", dies)
    with pytest.raises(SystemExit):
        tasks.tell_dates()
    assert DateAlert.objects.count() == Entry.objects.filter(kind="date.near").count() == 1
    assert tasks.tell_dates() == 2
    assert DateAlert.objects.count() == Entry.objects.filter(kind="date.near").count() == 3
