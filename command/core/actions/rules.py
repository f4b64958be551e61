"""Loading and changing the rules that the command works by."""

import csv
from typing import Any
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority, journal, regions, rules
from command.core.doors import door
from command.core.errors import Conflict, Invalid, NotThere
from command.core.facts import RuleAdded, RuleChanged
from command.core.models import Person
from command.core.models.rule import Rule
from command.core.policies import Post, require
from command.core.rooms import register_room

EDITING = frozenset({Post.SYSTEM_ADMIN})


@door
def load_rules(*, actor: Person | None) -> int:
    """Write the rules as shipped that are missing; return how many.

    A rule that is there stays as people have made it. They are the region's.
    """
    written = 0
    with authority.acting_as(regions.REGION):
        for book in rules.BOOKS.values():
            written += _load(book)
    return written


def _load(book: rules.Book) -> int:
    if book.shipped is None:
        return 0
    with book.shipped.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    region = book.model.objects.filter(origin=regions.REGION)
    there = set(region.values_list("code", flat=True))
    missing = [row for row in rows if row["code"] not in there]
    for row in missing:
        form = book.form({"enabled": "on", **row})
        if not form.is_valid():
            raise ValueError(f"{book.shipped.name}, {row['code']}: {form.errors.as_json()}")
        form.save(commit=False).save(force_insert=True)
    return len(missing)


@door
def add_rule(*, actor: Person | None, book: str, given: dict[str, Any], reason: str) -> Rule:
    """Add a rule of one's own authority. Raises ``NotPermitted``, ``NotThere``, ``Invalid``."""
    shelf = rules.named(book)
    acting = authority.current()
    require(actor, EDITING, to=_("change the rules"), region=acting)
    why = _said(reason)
    form = shelf.form(given)
    rule = _judged(form)
    if shelf.model.objects.filter(origin=acting, code=rule.code).exists():
        raise Conflict(_("There is a rule of this code."), field="code")

    rule.save(force_insert=True)
    fact = RuleAdded(
        rule_id=str(rule.pk),
        book=book,
        code=rule.code,
        after=rules.plain(rule, shelf.fields),
        reason=why,
    )
    _record(fact, rule, actor)
    return rule


@door
def change_rule(
    *,
    actor: Person | None,
    book: str,
    rule_id: UUID,
    given: dict[str, Any],
    reason: str,
    based_on: dict[str, Any] | None = None,
) -> Rule:
    """Change a rule of one's own authority; what it was stands in the journal.

    ``based_on`` is how the editor saw it. Raises ``NotThere``, ``NotPermitted``,
    ``Invalid``, or ``Conflict`` when somebody changed it meanwhile.
    """
    shelf = rules.named(book)
    rule = shelf.model.objects.select_for_update(of=("self",)).filter(pk=rule_id).first()
    if rule is None:
        raise NotThere(_("There is no such rule."))
    require(actor, EDITING, to=_("change the rules"), region=rule.origin)
    _own(rule)
    before = rules.plain(rule, shelf.fields)
    if based_on is not None and based_on != before:
        raise Conflict(_("Somebody else changed this rule meanwhile."), now=before)
    why = _said(reason)
    form = shelf.form(given, rule)
    changed = _judged(form)
    after = rules.plain(changed, shelf.fields)
    if after == before:
        raise Invalid(_("Nothing was changed."))

    changed.save(update_fields=[name for name in shelf.fields if after[name] != before[name]])
    fact = RuleChanged(
        rule_id=str(rule.pk), book=book, code=rule.code, before=before, after=after, reason=why
    )
    _record(fact, changed, actor)
    return changed


def _own(rule: Rule) -> None:
    # The database would refuse it too, in words that help nobody.
    if rule.origin != authority.current():
        raise Conflict(
            _("This rule belongs to another authority; make one of your own."),
            origin=rule.origin,
        )


def _said(reason: str) -> str:
    said = reason.strip()
    if not said or len(said) > 300 or "\x00" in said:
        raise Invalid(_("Say why, in up to 300 characters."), field="reason")
    return said


def _judged(form: Any) -> Rule:
    if not form.is_valid():
        problems = {name: [str(p) for p in found] for name, found in form.errors.items()}
        raise Invalid(_("The rule cannot be meant so."), fields=problems)
    judged: Rule = form.save(commit=False)
    return judged


def _record(fact: RuleAdded | RuleChanged, rule: Rule, actor: Person | None) -> None:
    view = {
        "id": str(rule.pk),
        "book": fact.book,
        "code": rule.code,
        "origin": rule.origin,
        "exercise": False,
        "at": now().isoformat(),
        **fact.after,
    }
    journal.append(
        fact,
        room=register_room(rule.origin, None),
        actor=actor,
        changed={f"rule.{rule.pk}": view},
    )
