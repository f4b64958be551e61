"""The pages of the rules: everybody on duty reads them, a system administrator changes them."""

from typing import Any, cast
from uuid import UUID

import orjson
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_GET

from command.core import rules
from command.core.actions import add_rule, change_rule
from command.core.errors import Conflict, Invalid, NotThere
from command.core.models import Person, Rule
from command.core.policies import Post, duties_of, holds


@require_GET
def shelf(request: HttpRequest) -> HttpResponse:
    """List the rule books. One query a book."""
    _on_duty(request)
    books = [
        (book, *_counted(book))
        for book in sorted(rules.BOOKS.values(), key=lambda book: str(book.title))
    ]
    return render(request, "core/rules.html", {"books": books})


def _counted(book: rules.Book) -> tuple[int, int]:
    """Return how many rules a book has, and how many of them hold."""
    holding = Count("pk", filter=Q(enabled=True))
    told = book.model.objects.aggregate(there=Count("pk"), holding=holding)
    return told["there"], told["holding"]


@require_GET
def pages(request: HttpRequest, book: str) -> HttpResponse:
    """Show the rules of one book."""
    actor = _on_duty(request)
    chosen = rules.named(book)
    rows = [
        (rule, chosen.cells(rule)) for rule in chosen.model.objects.order_by("code", "origin")
    ]
    context = {"book": chosen, "rows": rows, "edits": _edits(actor), "own": actor.origin}
    return render(request, "core/rule_book.html", context)


class NewRule(View):
    """A rule of one's own authority."""

    def get(self, request: HttpRequest, book: str) -> HttpResponse:
        """Show the empty form, or one filled from the rule it is to replace."""
        _on_duty(request)
        chosen = rules.named(book)
        return _page(request, chosen, chosen.form(_like(request, chosen)))

    def post(self, request: HttpRequest, book: str) -> HttpResponse:
        """Add it."""
        chosen = rules.named(book)
        given = request.POST.dict()
        try:
            add_rule(
                actor=_person(request), book=book, given=given, reason=given.get("reason", "")
            )
        except (Invalid, Conflict) as refusal:
            return _page(request, chosen, chosen.form(given), refusal=refusal)
        messages.success(request, _("Done."))
        return redirect("rule-book", book)


class OneRule(View):
    """One rule."""

    def get(self, request: HttpRequest, book: str, rule_id: UUID) -> HttpResponse:
        """Show it in its form."""
        _on_duty(request)
        chosen = rules.named(book)
        rule = _rule(chosen, rule_id)
        return _page(request, chosen, chosen.form(None, rule), rule)

    def post(self, request: HttpRequest, book: str, rule_id: UUID) -> HttpResponse:
        """Change it."""
        chosen = rules.named(book)
        given = request.POST.dict()
        try:
            change_rule(
                actor=_person(request),
                book=book,
                rule_id=rule_id,
                given=given,
                reason=given.get("reason", ""),
                based_on=_seen(given.get("based_on", "")),
            )
        except (Invalid, Conflict) as refusal:
            rule = _rule(chosen, rule_id)
            return _page(request, chosen, chosen.form(given, rule), rule, refusal)
        messages.success(request, _("Done."))
        return redirect("rule-book", book)


def _page(
    request: HttpRequest,
    book: rules.Book,
    form: Any,
    rule: Rule | None = None,
    refusal: Invalid | Conflict | None = None,
) -> HttpResponse:
    actor = _person(request)
    context = {
        "book": book,
        "form": form,
        "rule": rule,
        "refusal": refusal,
        "reason": request.POST.get("reason", ""),
        "edits": _edits(actor) and (rule is None or rule.origin == actor.origin),
        # How the rule stands now: whoever saves after a conflict has seen it.
        "based_on": orjson.dumps(rules.plain(rule, book.fields)).decode() if rule else "",
    }
    status = refusal.status if refusal else 200
    return render(request, "core/rule.html", context, status=status)


def _like(request: HttpRequest, book: rules.Book) -> dict[str, Any] | None:
    code = request.GET.get("like")
    rule = book.model.objects.filter(code=code).first() if code else None
    return rules.filled(rule, book.fields) if rule else None


def _rule(book: rules.Book, rule_id: UUID) -> Rule:
    rule = book.model.objects.filter(pk=rule_id).first()
    if rule is None:
        raise NotThere(_("There is no such rule."))
    return rule


def _seen(given: str) -> dict[str, Any] | None:
    try:
        seen = orjson.loads(given)
    except orjson.JSONDecodeError:
        return None
    return seen if isinstance(seen, dict) else None


def _edits(actor: Person) -> bool:
    return holds(actor, {Post.SYSTEM_ADMIN}, region=actor.origin)


def _on_duty(request: HttpRequest) -> Person:
    actor = _person(request)
    if not duties_of(actor).exists():
        raise NotThere(_("You hold no duty at the moment, so there is nothing to show."))
    return actor


def _person(request: HttpRequest) -> Person:
    return cast("Person", request.user)
