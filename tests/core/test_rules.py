"""Rules as data: loaded, edited, overridden by a city, never silently."""

import pytest
from django.urls import reverse

from command.core import rules
from command.core.actions import add_rule, change_rule, load_rules
from command.core.errors import Conflict, Invalid, NotPermitted, NotThere
from command.core.models import Entry
from incidents.models import GradeRule
from tests import make
from tests.make import BAOTOU, REGION, Post
from tests.support.client import client_of

pytestmark = pytest.mark.django_db

BOOK = "grades"


@pytest.fixture
def operator():
    return make.person(Post.SYSTEM_ADMIN, REGION)


@pytest.fixture
def rule():
    return GradeRule.objects.order_by("code").first()


def given_of(rule, **changes):
    """Return the fields of a rule as a form sends them."""
    filled = rules.filled(rule, rules.named(BOOK).fields)
    sent = {name: "" if value is None else str(value) for name, value in filled.items()}
    if not filled["enabled"]:
        del sent["enabled"]
    return sent | changes


def everything():
    book = rules.named(BOOK)
    return [rules.plain(rule, book.fields) for rule in GradeRule.objects.order_by("code", "pk")]


@pytest.mark.parametrize("slug", sorted(rules.BOOKS))
def test_every_book_is_loaded_with_its_sources_and_loading_again_adds_nothing(slug):
    book = rules.named(slug)
    assert book.heads()
    shipped = book.model.objects.filter(origin=REGION)
    assert book.shipped is None or shipped.exists()
    assert not shipped.filter(basis="").exists()
    assert load_rules(actor=None) == 0


def test_a_change_is_kept_with_what_it_was_and_why(operator, rule):
    before = rules.plain(rule, rules.named(BOOK).fields)
    change_rule(
        actor=operator,
        book=BOOK,
        rule_id=rule.pk,
        given=given_of(rule, note="试行"),
        reason="新文件",
    )
    entry = Entry.objects.get(kind="rule.changed")
    assert (entry.room_id, entry.payload["reason"]) == ("joint", "新文件")
    assert entry.payload["before"] == before
    assert entry.payload["after"] == before | {"note": "试行"}
    assert load_rules(actor=None) == 0  # what people made stays
    rule.refresh_from_db()
    assert rule.note == "试行"


@pytest.mark.parametrize(
    ("change", "reason", "refusal"),
    [
        ({"basis": ""}, "why", Invalid),
        ({"code": "other"}, "why", Invalid),  # a code is set once: nothing was changed
        ({"note": "x" * 301}, "why", Invalid),
        ({"note": "new"}, " ", Invalid),
        ({}, "why", Invalid),
    ],
)
def test_a_change_that_cannot_be_meant_changes_nothing(operator, rule, change, reason, refusal):
    before = everything()
    with pytest.raises(refusal):
        change_rule(
            actor=operator,
            book=BOOK,
            rule_id=rule.pk,
            given=given_of(rule, **change),
            reason=reason,
        )
    assert everything() == before
    assert not Entry.objects.filter(kind="rule.changed").exists()


def test_only_the_owning_authoritys_system_administrator_changes_a_rule(rule):
    before = everything()
    for person, refusal in [
        (make.person(Post.COMMANDER, REGION), NotPermitted),
        (make.person(Post.SECURITY_ADMIN, REGION), NotPermitted),
        (make.person(Post.SYSTEM_ADMIN, BAOTOU), NotPermitted),
    ]:
        with pytest.raises(refusal):
            change_rule(
                actor=person,
                book=BOOK,
                rule_id=rule.pk,
                given=given_of(rule, note="n"),
                reason="r",
            )
    with pytest.raises(NotThere):
        change_rule(
            actor=make.person(Post.SYSTEM_ADMIN, REGION),
            book="none",
            rule_id=rule.pk,
            given={},
            reason="r",
        )
    assert everything() == before


def test_two_editors_of_one_rule_do_not_overwrite_each_other(operator, rule):
    seen = rules.plain(rule, rules.named(BOOK).fields)
    first = {
        "actor": operator,
        "book": BOOK,
        "rule_id": rule.pk,
        "based_on": seen,
        "reason": "r",
    }
    change_rule(**first, given=given_of(rule, note="first"))
    with pytest.raises(Conflict):
        change_rule(**first, given=given_of(rule, note="second"))
    rule.refresh_from_db()
    assert rule.note == "first"


def test_a_citys_own_rule_takes_the_place_of_the_regions_there_and_nowhere_else(rule):
    local = make.person(Post.SYSTEM_ADMIN, BAOTOU)
    own = add_rule(actor=local, book=BOOK, given=given_of(rule, note="本市"), reason="市预案")
    with pytest.raises(Conflict):
        add_rule(actor=local, book=BOOK, given=given_of(rule, note="again"), reason="r")
    of = {r.code: r for r in GradeRule.in_force.of(BAOTOU)}
    assert of[rule.code].pk == own.pk
    assert {r.code: r for r in GradeRule.in_force.of(REGION)}[rule.code].pk == rule.pk
    change_rule(
        actor=local,
        book=BOOK,
        rule_id=own.pk,
        given={k: v for k, v in given_of(own).items() if k != "enabled"},
        reason="不适用",
    )
    assert rule.code not in {r.code for r in GradeRule.in_force.of(BAOTOU)}


def test_the_pages_show_a_rule_take_a_change_and_keep_what_was_typed(operator, rule):
    client = client_of(operator)
    assert BOOK in client.get(reverse("rules")).content.decode()
    assert rule.basis[:10] in client.get(reverse("rule-book", args=[BOOK])).content.decode()
    url = reverse("rule", args=[BOOK, rule.pk])
    page = client.get(url)
    assert page.status_code == 200
    refused = client.post(url, given_of(rule, note="typed", reason="", based_on=""))
    assert refused.status_code == 400
    assert 'value="typed"' in refused.content.decode()
    seen = page.context["based_on"]
    done = client.post(url, given_of(rule, note="typed", reason="because", based_on=seen))
    assert done.status_code == 302
    stale = client.post(url, given_of(rule, note="older", reason="because", based_on=seen))
    assert stale.status_code == 409
    assert 'value="older"' in stale.content.decode()
    rule.refresh_from_db()
    assert rule.note == "typed"
    assert client.get(reverse("rule-new", args=[BOOK]), {"like": rule.code}).status_code == 200
