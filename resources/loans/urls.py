"""Paths of the people's pages of loans."""

from django.urls import path

from resources.loans.views import lists, loan, sheets

ONE = "f/loans/<uuid:loan_id>/"
SHEET = "f/loans/sheets/<uuid:sheet_id>/"

urlpatterns = [
    path("f/loans/", lists.loans, name="loans"),
    path("f/loans/panel/", lists.panel, name="loans-panel"),
    path("f/loans/sheets/new/", sheets.new, name="loan-sheet-new"),
    path(SHEET, sheets.sheet, name="loan-sheet"),
    path(f"{SHEET}as/<slug:form>/", sheets.paper, name="loan-sheet-paper"),
    path(f"{SHEET}<slug:act>/", sheets.act, name="loan-sheet-act"),
    path(ONE, loan.loan, name="loan"),
    path(f"{ONE}panel/", loan.panel, name="loan-panel"),
    path(f"{ONE}<slug:act>/", loan.act, name="loan-act"),
]
