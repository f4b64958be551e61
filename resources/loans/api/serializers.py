"""Shapes of the API of loans."""

from typing import Any

from rest_framework import serializers

from command.core.api.fields import CODE, Moment, Strict
from command.core.api.paging import PageInput
from command.core.api.shapes import shape_of
from resources.loans.lifecycle import Ask, LoanStatus
from resources.loans.selectors import Balances, LoanCard, PostingCard, SheetCard

MOST = 100_000_000
HASH = r"^[0-9a-f]{64}\Z"

LoanShape = shape_of(LoanCard)
PostingShape = shape_of(PostingCard)
SheetShape = shape_of(SheetCard)
BalancesShape = shape_of(Balances)


class LoansQuery(PageInput):
    """Which loans, of those in sight."""

    incident = serializers.UUIDField(required=False)
    status = serializers.ChoiceField(LoanStatus.choices, required=False)
    lender = serializers.RegexField(CODE, required=False)
    borrower = serializers.RegexField(CODE, required=False)


class LoanAskInput(Strict):
    """What is asked of the other side, until when, and why."""

    ask = serializers.ChoiceField(Ask.choices)
    until = Moment()
    reason = serializers.CharField(max_length=200)


class LoanAskReplyInput(Strict):
    """The answer: accepted until ``until`` (as asked, when left out), or declined and why."""

    is_accepted = serializers.BooleanField()
    until = Moment(required=False, allow_null=True, default=None)
    reason = serializers.CharField(max_length=200, allow_blank=True, default="")


class WriteOffInput(Strict):
    """What was used up, lost or damaged."""

    consumed = serializers.IntegerField(min_value=0, max_value=MOST, default=0)
    lost = serializers.IntegerField(min_value=0, max_value=MOST, default=0)
    damaged = serializers.IntegerField(min_value=0, max_value=MOST, default=0)
    reason = serializers.CharField(max_length=200)
    photo = serializers.RegexField(HASH, required=False, default="")


class ReturnCountInput(WriteOffInput):
    """What came home in all, what was used up, lost and damaged."""

    back = serializers.IntegerField(min_value=0, max_value=MOST)


class LoansPage(serializers.Serializer[Any]):
    """Part of a list."""

    total = serializers.IntegerField()
    offset = serializers.IntegerField()
    items = LoanShape(many=True)


class SheetsPage(serializers.Serializer[Any]):
    """Part of a list."""

    total = serializers.IntegerField()
    offset = serializers.IntegerField()
    items = SheetShape(many=True)
