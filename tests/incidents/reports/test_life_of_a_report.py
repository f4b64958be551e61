"""From the draft to the receipt: three people, a check, a frozen text, a chain."""

from datetime import timedelta

import orjson
import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone

from command.core import authority
from command.core.errors import BadTransition, Conflict, Invalid, NotPermitted, NotThere
from command.core.folding import FOLDS
from command.core.models import Entry
from incidents.actions import grade_incident, record_figure
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
from incidents.reports.models import Contact, OverdueMark, Published, Report
from incidents.reports.selectors import clocks_of, clocks_waiting, reports_of
from incidents.reports.selectors.due import untold
from tests import make
from tests.incidents.reports.staff import drafted, made_whole, sent, values
from tests.make import BAOTOU, DALAD, ORDOS, REGION, Post

pytestmark = pytest.mark.django_db


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
