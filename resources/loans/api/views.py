"""The API of loans, their ledger, the balances and the settlements."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from command.core.api.paging import PageInput, page
from command.core.api.views import ApiView, PersonRequest
from resources.loans import selectors
from resources.loans.actions import answer_ask, ask_of_loan, count_return, write_off
from resources.loans.api import serializers as shapes
from resources.loans.selectors import LoanCard, SheetCard


class Loans(ApiView):
    """``/api/loans/``."""

    @extend_schema(
        operation_id="loans_list",
        parameters=[shapes.LoansQuery],
        responses=shapes.LoansPage,
    )
    def get(self, request: PersonRequest) -> Response:
        """List the loans in sight, those due first in front."""
        given = self.read_query(shapes.LoansQuery)
        limits = {name: given.pop(name) for name in ("limit", "offset")}
        return Response(page(selectors.loans_of(request.user, **given), LoanCard.of, **limits))


class Loan(ApiView):
    """``/api/loans/<id>/``."""

    @extend_schema(operation_id="loans_read", responses=shapes.LoanShape)
    def get(self, request: PersonRequest, loan_id: UUID) -> Response:
        """Return one loan."""
        return Response(_card(request, loan_id))


class Ledger(ApiView):
    """``/api/loans/<id>/ledger/``."""

    @extend_schema(operation_id="loans_ledger", responses=shapes.PostingShape(many=True))
    def get(self, request: PersonRequest, loan_id: UUID) -> Response:
        """Return the postings of one loan, oldest first."""
        loan = selectors.seen(loan_id, request.user)
        return Response([asdict(one) for one in selectors.postings_of(loan)])


class AskOfLoan(ApiView):
    """``/api/loans/<id>/ask/``."""

    @extend_schema(
        operation_id="loans_ask", request=shapes.LoanAskInput, responses=shapes.LoanShape
    )
    def post(self, request: PersonRequest, loan_id: UUID) -> Response:
        """Ask for more time, or for the thing back early."""
        given = self.read(shapes.LoanAskInput)
        selectors.seen(loan_id, request.user)
        ask_of_loan(actor=request.user, loan_id=loan_id, **given)
        return Response(_card(request, loan_id))


class AnswerAsk(ApiView):
    """``/api/loans/<id>/answer/``."""

    @extend_schema(
        operation_id="loans_answer",
        request=shapes.LoanAskReplyInput,
        responses=shapes.LoanShape,
    )
    def post(self, request: PersonRequest, loan_id: UUID) -> Response:
        """Answer what the other side asks."""
        given = self.read(shapes.LoanAskReplyInput)
        selectors.seen(loan_id, request.user)
        answer_ask(actor=request.user, loan_id=loan_id, **given)
        return Response(_card(request, loan_id))


class WriteOff(ApiView):
    """``/api/loans/<id>/write-off/``."""

    @extend_schema(
        operation_id="loans_write_off", request=shapes.WriteOffInput, responses=shapes.LoanShape
    )
    def post(self, request: PersonRequest, loan_id: UUID) -> Response:
        """Record use, loss or damage while it is out."""
        given = self.read(shapes.WriteOffInput)
        selectors.seen(loan_id, request.user)
        write_off(actor=request.user, loan_id=loan_id, **given)
        return Response(_card(request, loan_id))


class CountReturn(ApiView):
    """``/api/loans/<id>/count/``."""

    @extend_schema(
        operation_id="loans_count", request=shapes.ReturnCountInput, responses=shapes.LoanShape
    )
    def post(self, request: PersonRequest, loan_id: UUID) -> Response:
        """Count, for the lender, what came home."""
        given = self.read(shapes.ReturnCountInput)
        selectors.seen(loan_id, request.user)
        count_return(actor=request.user, loan_id=loan_id, **given)
        return Response(_card(request, loan_id))


class LoanBalances(ApiView):
    """``/api/loans/balances/``."""

    @extend_schema(operation_id="loans_balances", responses=shapes.BalancesShape)
    def get(self, request: PersonRequest) -> Response:
        """Return what each pair of authorities owes, of those in sight."""
        return Response(asdict(selectors.balances(request.user)))


class Sheets(ApiView):
    """``/api/loans/sheets/``."""

    @extend_schema(
        operation_id="loan_sheets_list", parameters=[PageInput], responses=shapes.SheetsPage
    )
    def get(self, request: PersonRequest) -> Response:
        """List the settlement sheets of one's authority."""
        given = self.read_query(PageInput)
        return Response(page(selectors.sheets_open_to(request.user), SheetCard.of, **given))


def _card(request: PersonRequest, loan_id: UUID) -> dict[str, Any]:
    return asdict(selectors.loan_card_of(loan_id, request.user))
