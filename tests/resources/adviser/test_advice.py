"""Asking the adviser, the proof by a worker, choosing, and signing for a floor."""

import pytest
from django.utils.timezone import now

from command.core.errors import Conflict, Invalid, NotPermitted, NotThere
from command.core.ids import new_id
from command.core.models import Entry
from incidents.joint.models import Decision
from resources.actions import close_need, commit_stock, commit_team, reserve, set_readiness
from resources.adviser.actions import ask_advice, choose_plan, prove_advice, sign_floor
from resources.adviser.models import Advice, FloorAnswer, FloorBreach, Suggestion
from resources.adviser.tasks import answer, prove_waiting
from resources.models import Deployment, Need, ResourceRequest, Stock, Team
from tests import make
from tests.make import BAOTOU, HOHHOT, ORDOS, Post
from tests.resources.adviser import story
from tests.resources.adviser.story import BOATS

pytestmark = pytest.mark.django_db


@pytest.fixture
def jam():
    return make.incident()


@pytest.fixture
def commander():
    return make.person(Post.COMMANDER, ORDOS)


def plan_of(advice, key="fastest", of="proven"):
    return next(plan for plan in getattr(advice, of) if plan["key"] == key)


def sent(plan, advice):
    names = {each["key"]: each["city"] for each in advice.question["candidates"]}
    return [(names[send["candidate"]], send["quantity"]) for send in plan["sends"]]


def counts():
    models = (ResourceRequest, Deployment, Decision, Suggestion, FloorBreach, Entry)
    return [model.objects.count() for model in models]


def test_three_plans_are_there_at_once_and_the_proof_follows_once(jam, commander):
    story.stocks()
    need = story.need(jam)
    advice = ask_advice(actor=commander, incident_id=jam.pk)
    assert [plan["key"] for plan in advice.quick] == ["fastest", "balanced", "least"]
    assert all(plan["gap"] is None and plan["by"] == "greedy" for plan in advice.quick)
    assert advice.proven is None
    # Ordos keeps four of six, Baotou four of eight: the far city is not needed.
    assert sent(plan_of(advice, of="quick"), advice) == [(ORDOS, 2), (BAOTOU, 4)]

    assert answer(advice.pk)
    assert not answer(advice.pk)
    advice.refresh_from_db()
    assert not prove_advice(actor=None, advice_id=advice.pk, proven=[], quick=[], took_ms=1)
    assert all((plan["is_proven"], plan["gap"]) == (True, 0) for plan in advice.proven)
    assert all(plan["gap"] is not None for plan in advice.quick)
    least = plan_of(advice, "least")
    assert [row for row in least["remains"] if row["broken"]] == []
    assert sent(least, advice) == [(BAOTOU, 1), (HOHHOT, 5)]
    kinds = list(Entry.objects.filter(room=jam.room_id).values_list("kind", flat=True))
    assert kinds.count("advice.given") == kinds.count("advice.proven") == 1
    entry = Entry.objects.get(kind="advice.proven")
    assert entry.changed[f"advice.{advice.pk}"]["answered_at"]
    assert "quick" not in entry.changed[f"advice.{advice.pk}"]  # no forces in the journal
    assert need.number in Entry.objects.get(kind="advice.given").payload["numbers"]


def test_what_no_worker_was_told_of_is_found_by_the_clock(jam, commander):
    story.stocks()
    story.need(jam)
    advice = ask_advice(actor=commander, incident_id=jam.pk)
    assert prove_waiting() == 1
    assert prove_waiting() == 0
    assert Advice.objects.get(pk=advice.pk).answered_at


def test_nobody_is_asked_who_is_booked_reserved_or_resting(jam, commander):
    teams = {
        name: make.team(region=BAOTOU, kind="WATER", name=name, base=story.PLACES[BAOTOU])
        for name in ("booked", "reserved", "resting", "free")
    }
    boss = make.person(Post.COMMANDER, BAOTOU)
    other = make.incident(region=BAOTOU)
    commit_team(actor=boss, incident_id=other.pk, team_id=teams["booked"].pk)
    reserve(
        actor=boss,
        incident_id=other.pk,
        team_id=teams["reserved"].pk,
        starts=now() + make.timedelta(hours=3),
        until=now() + make.timedelta(hours=9),
    )
    set_readiness(actor=boss, team_id=teams["resting"].pk, readiness="resting")
    story.need(jam, what="WATER", quantity=3)
    advice = ask_advice(actor=commander, incident_id=jam.pk)
    plan = plan_of(advice, of="quick")
    assert [send["candidate"] for send in plan["sends"]] == [f"team.{teams['free'].pk}"]
    said = {row["candidate"]: row["reasons"][0] for row in plan["not_chosen"]}
    kinds = {
        name: said[f"team.{team.pk}"]["kind"] for name, team in teams.items() if name != "free"
    }
    assert kinds == {"booked": "booked", "reserved": "reserved", "resting": "resting"}
    reserved = said[f"team.{teams['reserved'].pk}"]
    assert reserved["since"] < reserved["until"]
    # Only the one that may really go counts as available.
    (row,) = [r for r in plan["remains"] if r["city"] == BAOTOU]
    assert (row["before"], row["after"]) == (1, 0)


def test_choosing_asks_the_cities_orders_ones_own_and_keeps_the_three_options(jam, commander):
    stocks = story.stocks()
    need = story.need(jam)
    advice = ask_advice(actor=commander, incident_id=jam.pk)
    answer(advice.pk)
    chosen = choose_plan(actor=commander, advice_id=advice.pk, plan="fastest", reason="冰坝")
    assert (len(chosen.requests), chosen.orders, chosen.to_order) == (1, 1, [])
    request = ResourceRequest.objects.get()
    assert (request.asked, request.quantity, request.need_id) == ([BAOTOU], 4, need.pk)
    suggestion = Suggestion.objects.get(request=request)
    assert (suggestion.stock_id, suggestion.quantity) == (stocks["baotou"].pk, 4)
    own = Deployment.objects.get()
    assert (own.stock_id, own.quantity, own.need_id) == (stocks["ordos"].pk, 2, need.pk)
    assert Stock.objects.get(pk=stocks["ordos"].pk).available == 4

    decision = Decision.objects.get()
    assert decision.basis_text == "冰坝"
    assert [option["chosen"] for option in decision.options] == [True, False, False]
    assert all("Baotou" in option["text"] for option in decision.options[:1])
    assert {ref["ref"] for ref in decision.basis} == {f"advice.{advice.pk}", f"need.{need.pk}"}
    advice.refresh_from_db()
    assert (advice.chosen, advice.decision_id) == ("fastest", decision.pk)
    entry = Entry.objects.get(kind="advice.chosen")
    assert entry.payload["decision"] == decision.number
    with pytest.raises(Conflict, match="chosen already"):
        choose_plan(actor=commander, advice_id=advice.pk, plan="balanced", reason="again")


def test_who_may_ask_but_not_order_leaves_the_orders_to_others(jam):
    story.stocks()
    story.need(jam)
    liaison = make.person(Post.LIAISON, ORDOS)
    advice = ask_advice(actor=liaison, incident_id=jam.pk)
    chosen = choose_plan(actor=liaison, advice_id=advice.pk, plan="fastest", reason="r")
    assert (chosen.orders, len(chosen.to_order), len(chosen.requests)) == (0, 1, 1)
    assert not Deployment.objects.exists()


def book_the_boats(stocks, jam):
    boss = make.person(Post.COMMANDER, BAOTOU)
    other = make.incident(region=BAOTOU)
    commit_stock(actor=boss, incident_id=other.pk, stock_id=stocks["baotou"].pk, quantity=8)


def meet_the_need(stocks, jam):
    need = Need.objects.get()
    close_need(actor=make.person(Post.COMMANDER, ORDOS), need_id=need.pk, reason="met")


def lower_the_stock(stocks, jam):
    boss = make.person(Post.COMMANDER, ORDOS)
    other = make.incident(region=ORDOS)
    commit_stock(actor=boss, incident_id=other.pk, stock_id=stocks["ordos"].pk, quantity=1)


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (book_the_boats, "only 0 left"),
        (lower_the_stock, "floor would be broken by 1"),
        (meet_the_need, "No need of this incident is open"),
    ],
    ids=["booked", "floor", "met"],
)
def test_what_changed_meanwhile_is_listed_and_nothing_is_half_done(
    jam, commander, happens, said
):
    stocks = story.stocks()
    story.need(jam)
    advice = ask_advice(actor=commander, incident_id=jam.pk)
    happens(stocks, jam)
    before = counts()
    with pytest.raises(Conflict, match=said):
        choose_plan(actor=commander, advice_id=advice.pk, plan="fastest", reason="r")
    assert counts() == before
    advice.refresh_from_db()
    assert advice.chosen == ""


def test_a_floor_is_broken_only_with_a_signature_asked_for_and_never_by_an_order(
    jam, commander
):
    story.stocks(ordos=6, baotou=5, hohhot=6)
    story.need(jam, quantity=6)
    advice = ask_advice(actor=commander, incident_id=jam.pk)
    answer(advice.pk)
    advice.refresh_from_db()
    plan = plan_of(advice)
    broken = [(row["city"], row["broken"]) for row in plan["remains"] if row["broken"]]
    assert sum(by for _city, by in broken) == 1
    chosen = choose_plan(actor=commander, advice_id=advice.pk, plan="fastest", reason="lives")
    breach = FloorBreach.objects.get()
    assert (chosen.signatures, breach.signed_by, breach.floor) == (1, "deputy", 4)
    if breach.city == ORDOS:  # not ordered until somebody has signed
        assert not Deployment.objects.exists()
    stranger = HOHHOT if breach.city != HOHHOT else BAOTOU
    for person in (
        make.person(Post.DUTY_OFFICER, breach.city),
        make.person(Post.COMMANDER, stranger),
    ):
        with pytest.raises(NotPermitted):
            sign_floor(actor=person, breach_id=breach.pk, is_signed=True, reason="r")
    deputy = make.person(Post.DEPUTY, breach.city)
    with pytest.raises(Invalid):
        sign_floor(actor=deputy, breach_id=breach.pk, is_signed=True, reason=" ")
    assert not FloorAnswer.objects.exists()
    signed = sign_floor(actor=deputy, breach_id=breach.pk, is_signed=True, reason="堤防告急")
    assert (signed.origin, signed.answer) == (breach.city, "signed")
    with pytest.raises(Conflict):
        sign_floor(actor=deputy, breach_id=breach.pk, is_signed=False, reason="r")
    kinds = set(Entry.objects.filter(room=jam.room_id).values_list("kind", flat=True))
    assert {"floor_breach.raised", "floor_breach.answered"} <= kinds


def test_refusals(jam, commander):
    story.stocks()
    with pytest.raises(Conflict, match="No need"):
        ask_advice(actor=commander, incident_id=jam.pk)
    story.need(jam)
    with pytest.raises(NotPermitted):
        ask_advice(actor=make.person(Post.OBSERVER, ORDOS), incident_id=jam.pk)
    with pytest.raises(NotThere):
        ask_advice(actor=commander, incident_id=new_id())
    advice = ask_advice(actor=commander, incident_id=jam.pk)
    officer = make.person(Post.RESOURCE_OFFICER, ORDOS)
    stranger = make.person(Post.COMMANDER, HOHHOT)
    before = counts()
    refused = [
        (NotThere, {"advice_id": new_id()}),
        (Invalid, {"plan": "cheapest"}),
        (Invalid, {"reason": "  "}),
        (Invalid, {"as_of": "proven"}),
        (NotPermitted, {"actor": officer}),
        (NotThere, {"actor": stranger}),
    ]
    for refusal, change in refused:
        given = {"actor": commander, "advice_id": advice.pk, "plan": "fastest", "reason": "r"}
        with pytest.raises(refusal):
            choose_plan(**given | change)
    assert counts() == before


def test_an_exercise_asks_for_its_own_forces_only(jam, commander):
    make.stock(region=ORDOS, supply=BOATS, on_hand=99, point=story.PLACES[ORDOS])
    Team.objects.exists()
    story.need(jam)
    advice = ask_advice(actor=commander, incident_id=jam.pk)
    assert [each["available"] for each in advice.question["candidates"]] == [99]
