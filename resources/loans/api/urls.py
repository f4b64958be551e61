"""Paths of the API of loans."""

from django.urls import path

from resources.edxl import api as edxl
from resources.loans.api import views

ONE = "loans/<uuid:loan_id>/"

urlpatterns = [
    path("edxl/", edxl.Edxl.as_view(), name="api-edxl"),
    path(
        "requests/<uuid:request_id>/edxl/", edxl.RequestChain.as_view(), name="api-request-edxl"
    ),
    path("offers/<uuid:offer_id>/edxl/", edxl.OfferChain.as_view(), name="api-offer-edxl"),
    path("loans/", views.Loans.as_view(), name="api-loans"),
    path("loans/balances/", views.LoanBalances.as_view(), name="api-loan-balances"),
    path("loans/sheets/", views.Sheets.as_view(), name="api-loan-sheets"),
    path(ONE, views.Loan.as_view(), name="api-loan"),
    path(f"{ONE}ledger/", views.Ledger.as_view(), name="api-loan-ledger"),
    path(f"{ONE}ask/", views.AskOfLoan.as_view(), name="api-loan-ask"),
    path(f"{ONE}answer/", views.AnswerAsk.as_view(), name="api-loan-answer"),
    path(f"{ONE}write-off/", views.WriteOff.as_view(), name="api-loan-write-off"),
    path(f"{ONE}count/", views.CountReturn.as_view(), name="api-loan-count"),
]
