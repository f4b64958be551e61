"""From the draft to the receipt: three people, a check, a frozen text, a chain."""

from datetime import timedelta

import orjson
import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone

from command.core import authority
from command.core.errors import BadTransition, Conflict, Invalid, NotPermitted, NotThere
from command.core.folding import FOLDS
from command.core.models import Entry, Share
from incidents.actions import grade_incident, record_figure, share_incident
from incidents.reports import chain
from incidents.reports.actions import (
    acknowledge_report,
    draft_report,
    edit_report,
    log_phone_report,
    mark_sensitive,
    review_report,
    send_report,
    sign_report,
    submit_report,
    tell_report_overdue,
)
from incidents.reports.models import Contact, OverdueMark, Published, Report, ReportState
from incidents.reports.selectors import (
    clocks_of,
    clocks_waiting,
    content_of,
    filled_share,
    missing,
    reports_of,
    seen_report,
)
from incidents.reports.selectors.due import untold
from resources.actions import commit_team
from tests import make
from tests.make import BAOTOU, DALAD, ORDOS, REGION, Post

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(db):
    """Staff the desks of Ordos and of the region."""
    return {
        "author": make.person(Post.DUTY_OFFICER, ORDOS, name="李慧"),
        "reviewer": make.person(Post.LIAISON, ORDOS),
        "signer": make.person(Post.COMMANDER, ORDOS),
        "region": make.person(Post.DUTY_OFFICER, REGION),
    }


@pytest.fixture
def jam(desk):
    """Report an incident of twenty minutes ago, with its first figures."""
    occurred = timezone.now() - timedelta(minutes=20)
    incident = make.incident(occurred_at=occurred, reported_at=occurred + timedelta(minutes=2))
    counted = {"actor": desk["author"], "incident_id": incident.pk, "unit": "person"}
    for key, value in (("dead", 0), ("missing", 0), ("threatened", 2874)):
        record_figure(**counted, key=key, value=value, source="达拉特旗应急局", region=DALAD)
    return incident


def drafted(desk, incident, kind="initial"):
    return draft_report(actor=desk["author"], incident_id=incident.pk, kind=kind)


def values(state):
    return {view.code: view for view in content_of(state)}


def version(state, name):
    state.refresh_from_db()
    return state.fields.get(name, {}).get("version", 0)


def made_whole(desk, state):
    lacking = {view.code: "正在统计核实" for view in missing(content_of(state))}
    edit_report(
        actor=desk["author"],
        report_id=state.pk,
        fields={**lacking, "next_steps": "继续转移群众"},
        base={name: version(state, name) for name in (*lacking, "next_steps")},
    )


def sent(desk, incident, kind="initial"):
    state = drafted(desk, incident, kind)
    made_whole(desk, state)
    submit_report(actor=desk["author"], report_id=state.pk)
    review_report(actor=desk["reviewer"], report_id=state.pk, verdict="approve")
    sign_report(actor=desk["signer"], report_id=state.pk)
    return send_report(actor=desk["author"], report_id=state.pk)


def test_an_initial_report_is_prefilled_from_the_incident(desk, jam):
    state = drafted(desk, jam)
    views = values(state)
    assert filled_share(list(views.values())) >= 80
    assert (state.report.sender_id, state.report.addressees) == (ORDOS, [REGION])
    assert "K287+300" in views["location"].value
    assert views["location"].sources == ["incident"]
    lines = {line.key: line for line in views["casualties"].figures}
    assert lines["threatened"].value == 2874
    assert lines["threatened"].counts[0].source == "达拉特旗应急局"
    assert views["source"].value == "巡堤员"
    # Who called stands in a row of its own, never in a change or in the journal.
    assert Contact.objects.filter(report=state.report, text="巡堤员").exists()
    assert "value" not in state.fields["source"]
    told = Entry.objects.filter(kind__startswith="report.")
    assert all("巡堤员" not in str(entry.changed) for entry in told)


def test_four_fields_of_five_are_prefilled_even_without_a_figure(desk):
    fresh = make.incident(by=desk["author"])
    team = make.team(region=ORDOS)
    bare = values(drafted(desk, fresh))
    assert filled_share(list(bare.values())) >= 80
    assert not any(bare[code].is_filled for code in ("casualties", "losses", "forces"))
    assert fresh.number in bare["actions_taken"].value
    # The forces under way are told from the rooms, each with the fact it is taken from.
    commit_team(actor=desk["signer"], incident_id=fresh.pk, team_id=team.pk)
    special = values(drafted(desk, fresh, "special"))
    assert team.name in special["forces"].value
    assert [ref.partition(".")[0] for ref in special["forces"].sources] == ["journal"]


def test_a_report_goes_through_three_people_and_is_frozen(desk, jam):
    state = drafted(desk, jam)
    act = {"report_id": state.pk}
    with pytest.raises(Invalid) as whole:
        submit_report(actor=desk["author"], **act)
    assert set(whole.value.detail["fields"]) == {"losses"}
    made_whole(desk, state)
    submit_report(actor=desk["author"], **act)
    for early in (sign_report, send_report):
        with pytest.raises(BadTransition):
            early(actor=desk["signer"], **act)
    with pytest.raises(NotPermitted):
        review_report(actor=desk["author"], verdict="approve", **act)
    review_report(actor=desk["reviewer"], verdict="return", reason="伤亡未核实", **act)
    state.refresh_from_db()
    assert (state.status, state.reason) == ("draft", "伤亡未核实")
    submit_report(actor=desk["author"], **act)
    review_report(actor=desk["reviewer"], verdict="approve", **act)
    for who in ("author", "reviewer", "region"):
        with pytest.raises(NotPermitted):
            sign_report(actor=desk[who], **act)
    signed = sign_report(actor=desk["signer"], **act)
    assert signed.number.startswith("RPT-150600-")
    # A newer figure changes the incident, not what was signed.
    record_figure(
        actor=desk["author"], incident_id=jam.pk, key="dead", value=2, unit="person",
        source="达拉特旗应急局", region=DALAD,
    )  # fmt: skip
    done = send_report(actor=desk["author"], **act)
    content = orjson.loads(Published.objects.get(report=state.pk).content)
    assert content["figures"]["dead"]["value"] == 0
    assert content["figures"]["dead"]["counts"][0]["observation"]
    assert "巡堤员" not in Published.objects.get().content
    with pytest.raises(BadTransition):
        edit_report(actor=desk["author"], fields={"cause": "x"}, base={}, **act)
    with pytest.raises(NotPermitted):
        acknowledge_report(actor=desk["author"], **act)
    heard = acknowledge_report(actor=desk["region"], **act)
    assert (heard.status, set(heard.acknowledged)) == ("acknowledged", {REGION})
    with pytest.raises(Conflict):
        acknowledge_report(actor=desk["region"], **act)
    assert done.sent_at
    values_now, step = FOLDS["reports.Report"].folded(state.report)
    assert (values_now["status"], step) == ("acknowledged", heard.step)


def test_what_was_published_is_one_chain_that_nobody_can_alter(desk, jam):
    sent(desk, jam)
    grade_incident(actor=desk["signer"], incident_id=jam.pk, grade=2, reason="溃口")
    follow = sent(desk, jam, "followup")
    rows = list(Published.objects.order_by("seq"))
    assert [row.seq for row in rows] == [1, 2]
    assert rows[1].previous == rows[0].sha256
    assert chain.verify(ORDOS) is None
    assert follow.report.ordinal == 1
    # A follow-up holds only what happened since.
    assert "occurred_at" not in values(follow)
    assert "重大" in values(follow)["narrative"].value or "serious" in (
        values(follow)["narrative"].value
    )
    assert "卡冰结坝" not in values(follow)["narrative"].value
    rows[0].content = rows[0].content.replace("2874", "2873")
    assert chain.first_break(rows) == 1
    with pytest.raises(ProgrammingError), transaction.atomic():
        Published.objects.filter(pk=rows[0].pk).update(content="{}")


def test_two_editors_of_different_fields_lose_nothing_and_of_one_field_are_told(desk, jam):
    state = drafted(desk, jam)
    one, two = desk["author"], desk["reviewer"]
    seen = {name: version(state, name) for name in ("cause", "trend")}
    edit_report(actor=one, report_id=state.pk, fields={"cause": "冰凌堆积"}, base=seen)
    edit_report(actor=two, report_id=state.pk, fields={"trend": "水位上涨"}, base=seen)
    with pytest.raises(Conflict) as clash:
        edit_report(actor=two, report_id=state.pk, fields={"cause": "气温回升"}, base=seen)
    told = clash.value.detail["fields"]["cause"]
    assert (told["yours"], told["now"], told["by"]) == ("气温回升", "冰凌堆积", "李慧")
    assert told["base"]
    now = values(ReportState.objects.get(pk=state.pk))
    assert (now["cause"].value, now["trend"].value) == ("冰凌堆积", "水位上涨")
    merged = {"cause": told["version"]}
    edit_report(actor=two, report_id=state.pk, fields={"cause": "冰凌、升温"}, base=merged)


def test_conflicting_counts_stand_side_by_side_and_a_deviation_needs_a_reason(desk, jam):
    told = {"actor": desk["author"], "incident_id": jam.pk, "key": "trapped", "unit": "person"}
    record_figure(**told, value=16, source="包头", region=DALAD)
    record_figure(**told, value=18, source="鄂尔多斯", region=DALAD)
    state = drafted(desk, jam)
    trapped = next(f for f in values(state)["casualties"].figures if f.key == "trapped")
    assert (trapped.conflict, trapped.value) == (True, None)
    assert "16" in trapped.text
    assert "18" in trapped.text
    act = {"actor": desk["author"], "report_id": state.pk, "base": {}}
    for wrong in ({"value": "17"}, {"value": "many", "reason": "x"}, {"value": "NaN"}, "17"):
        with pytest.raises(Invalid):
            edit_report(**act, fields={"figure.trapped": wrong})
    edit_report(**act, fields={"figure.trapped": {"value": "18", "reason": "以市局为准"}})
    state.refresh_from_db()
    stated = next(f for f in values(state)["casualties"].figures if f.key == "trapped")
    assert stated.deviation == {"value": "18", "reason": "以市局为准"}
    assert len(stated.counts) == 2


def test_a_neighbour_reads_what_was_sent_and_never_edits_it(desk, jam):
    baotou = make.person(Post.COMMANDER, BAOTOU)
    with pytest.raises(NotThere):
        edit_report(actor=baotou, report_id=drafted(desk, jam).pk, fields={"cause": "x"})
    share_incident(
        actor=desk["signer"], incident_id=jam.pk, grantees=[BAOTOU], reason="毗邻", until=None
    )
    state = ReportState.objects.get()
    with pytest.raises(NotThere):  # a draft is its authority's own
        seen_report(state.pk, baotou)
    made_whole(desk, state)
    submit_report(actor=desk["author"], report_id=state.pk)
    review_report(actor=desk["reviewer"], report_id=state.pk, verdict="approve")
    sign_report(actor=desk["signer"], report_id=state.pk)
    send_report(actor=desk["author"], report_id=state.pk)
    read = seen_report(state.pk, baotou)
    assert "巡堤员" not in {view.value for view in content_of(read, baotou)}
    for door in (edit_report, submit_report, sign_report, send_report, acknowledge_report):
        more = {"fields": {"cause": "x"}} if door is edit_report else {}
        with pytest.raises(NotPermitted):
            door(actor=baotou, report_id=state.pk, **more)
    with pytest.raises(NotPermitted):  # nobody signs for another, also not from above
        edit_report(actor=desk["region"], report_id=state.pk, fields={"cause": "x"})
    assert Share.objects.count() == 1


def test_a_call_is_logged_with_what_was_said_and_answers_its_clock(desk, jam):
    def city_phone():
        return next(
            c for c in clocks_of(jam) if (c.sender, c.medium) == (ORDOS, "phone")
        )  # fmt: skip

    assert city_phone().state == "due"
    assert [c.id for c in clocks_waiting(desk["author"]) if c.sender == ORDOS]
    assert clocks_waiting(make.person(Post.COMMANDER, BAOTOU)) == []
    call = log_phone_report(actor=desk["author"], incident_id=jam.pk, told="总值班室")
    assert (call.sender_id, call.to) == (ORDOS, REGION)
    assert "2,874" in call.text
    assert city_phone().state == "met"
    with pytest.raises(Invalid) as skipped:
        log_phone_report(actor=desk["author"], incident_id=jam.pk, to="000000")
    assert skipped.value.detail["field"] == "skip_reason"
    past = log_phone_report(
        actor=desk["author"], incident_id=jam.pk, to="000000", skip_reason="情况紧急"
    )
    assert past.skip_reason == "情况紧急"


def test_an_overdue_clock_is_told_once(desk):
    occurred = timezone.now() - timedelta(hours=3)
    incident = make.incident(occurred_at=occurred, reported_at=occurred)
    found = untold()
    assert {key for key, _clock in found} == {incident.pk}
    key, clock = found[0]
    told = {"actor": None, "incident_id": key, "clock": clock}
    assert tell_report_overdue(**told) is True
    assert tell_report_overdue(**told) is False
    assert OverdueMark.objects.count() == 1
    assert Entry.objects.filter(kind="report.overdue").count() == 1
    assert len(untold()) == len(found) - 1
    log_phone_report(actor=desk["author"], incident_id=incident.pk)
    left = [c for c in clocks_of(incident) if c.sender == ORDOS and c.medium == "phone"]
    assert [(c.state, c.late_minutes) for c in left] == [("met_late", 150)]


def test_what_is_refused_leaves_nothing(desk, jam):
    outsider, observer = make.person(Post.COMMANDER, BAOTOU), make.person(Post.OBSERVER, ORDOS)
    for who, refusal in ((outsider, NotThere), (observer, NotPermitted)):
        with pytest.raises(refusal):
            draft_report(actor=who, incident_id=jam.pk, kind="initial")
        with pytest.raises(refusal):
            log_phone_report(actor=who, incident_id=jam.pk)
    act = {"actor": desk["author"], "incident_id": jam.pk}
    wrong = [
        (Invalid, {"kind": "novel"}),
        (Invalid, {"kind": "initial", "sender": BAOTOU}),
        (Invalid, {"kind": "initial", "addressees": [ORDOS]}),
        (Invalid, {"kind": "initial", "addressees": ["000000"]}),
        (NotPermitted, {"kind": "initial", "sender": REGION}),
        (BadTransition, {"kind": "followup"}),
    ]
    for refusal, given in wrong:
        with pytest.raises(refusal):
            draft_report(**act, **given)
    assert not Report.objects.exists()
    drafted(desk, jam)
    with pytest.raises(Conflict):
        drafted(desk, jam)
    with pytest.raises(NotPermitted):
        mark_sensitive(actor=observer, incident_id=jam.pk, reason="x")


def test_the_personal_data_is_destroyed_and_the_chain_stays_whole(desk, jam):
    state = sent(desk, jam)
    with transaction.atomic(), authority.acting_as(ORDOS):
        Contact.objects.filter(report=state.report).update(text="", purged_at=timezone.now())
    assert values(state)["source"].value == ""
    assert chain.verify(ORDOS) is None
    assert len(reports_of(jam)) == 1
