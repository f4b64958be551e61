"""The page of one loan, and its acts: each knocks at one door."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from command.core.errors import Conflict, Invalid, NotThere, Refusal
from resources.dispatch.frame import frame
from resources.loans import given, pages
from resources.loans.actions import (
    answer_ask,
    ask_of_loan,
    correct_posting,
    count_return,
    write_off,
)
from resources.loans.given import person_of
from resources.loans.lifecycle import Ask
from resources.loans.models import Loan, Posting
from resources.loans.selectors import seen

Act = Callable[[HttpRequest, Loan], object]


@require_safe
@never_cache
def loan(request: HttpRequest, loan_id: UUID) -> HttpResponse:
    """Show one loan with its ledger and its acts."""
    return _page(request, seen(loan_id, person_of(request)))


@require_safe
@never_cache
def panel(request: HttpRequest, loan_id: UUID) -> HttpResponse:
    """Return the live part of the page."""
    person = person_of(request)
    found = seen(loan_id, person)
    return render(request, "loans/_one.html", pages.one(found, person))


@require_POST
def act(request: HttpRequest, loan_id: UUID, act: str) -> HttpResponse:
    """Carry out one of the acts, or show the page again with what stood in the way."""
    found = seen(loan_id, person_of(request))
    if act not in ACTS:
        raise NotThere(_("There is nothing like that to do."))
    run, done = ACTS[act]
    try:
        given.once(request, f"loan {loan_id} {act}", lambda: run(request, found))
    except (Invalid, Conflict) as refusal:
        found.refresh_from_db()
        return _page(request, found, refusal, act)
    messages.success(request, str(done()))
    return redirect("loan", loan_id)


def _page(
    request: HttpRequest, found: Loan, refusal: Refusal | None = None, tried: str = ""
) -> HttpResponse:
    person = person_of(request)
    begins = frame(person, "loans")
    context: dict[str, Any] = {
        **begins,
        **pages.one(found, person),
        **pages.acts(found, person),
        "refusal": refusal,
        "tried": tried,
        "given": request.POST.dict(),
    }
    status = refusal.status if refusal else 200
    return render(request, "loans/loan.html", context, status=status)


def _ask(request: HttpRequest, loan: Loan, ask: str) -> object:
    return ask_of_loan(
        actor=person_of(request),
        loan_id=loan.pk,
        ask=ask,
        until=given.due(request, "until"),
        reason=given.words(request, "reason"),
    )


def _answer(request: HttpRequest, loan: Loan) -> object:
    return answer_ask(
        actor=person_of(request),
        loan_id=loan.pk,
        is_accepted=request.POST.get("answer") == "accept",
        until=given.moment(request, "until"),
        reason=given.words(request, "reason"),
    )


def _write_off(request: HttpRequest, loan: Loan) -> object:
    return write_off(
        actor=person_of(request),
        loan_id=loan.pk,
        consumed=given.number(request, "consumed"),
        lost=given.number(request, "lost"),
        damaged=given.number(request, "damaged"),
        reason=given.words(request, "reason"),
        photo=given.words(request, "photo", 64).lower(),
    )


def _count(request: HttpRequest, loan: Loan) -> object:
    return count_return(
        actor=person_of(request),
        loan_id=loan.pk,
        back=given.number(request, "back"),
        consumed=given.number(request, "consumed"),
        lost=given.number(request, "lost"),
        damaged=given.number(request, "damaged"),
        reason=given.words(request, "reason"),
        photo=given.words(request, "photo", 64).lower(),
    )


def _correct(request: HttpRequest, loan: Loan) -> object:
    posting_id = given.key(request.POST.get("posting", ""), "posting")
    if not Posting.objects.filter(pk=posting_id, loan=loan).exists():
        raise Invalid(_("There is nothing like that."), field="posting")
    return correct_posting(
        actor=person_of(request),
        posting_id=posting_id,
        amount=given.decimal(request, "amount"),
        reason=given.words(request, "reason"),
    )


ACTS: dict[str, tuple[Act, Callable[[], str]]] = {
    "extend": (
        lambda request, loan: _ask(request, loan, Ask.EXTENSION),
        lambda: _("You have asked for more time."),
    ),
    "recall": (
        lambda request, loan: _ask(request, loan, Ask.RETURN),
        lambda: _("You have asked for it back."),
    ),
    "answer": (_answer, lambda: _("Your answer is recorded.")),
    "write-off": (_write_off, lambda: _("It is in the ledger.")),
    "count": (_count, lambda: _("The count is recorded.")),
    "correct": (_correct, lambda: _("The posting is corrected by another.")),
}
