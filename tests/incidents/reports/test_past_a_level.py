"""A report past a level: with the reason in writing, and a copy to whoever is passed over."""

from datetime import timedelta
from uuid import uuid4

import orjson
import pytest
from django.utils import timezone

from command.core.errors import Conflict, Invalid, NotPermitted
from command.core.events import sentence
from command.core.models import Entry
from incidents.documents import Table
from incidents.reports.actions import (
    acknowledge_report,
    compile_sitrep,
    draft_report,
    review_report,
    schedule_sitrep,
    send_report,
    sign_report,
    submit_report,
)
from incidents.reports.lifecycle import STATE_COUNCIL
from incidents.reports.models import PhoneReport, Published, Report
from incidents.reports.paper import paper_of
from incidents.reports.selectors import card_of, clocks_of
from incidents.reports.selectors.course import passed_over
from tests import make
from tests.incidents.reports.staff import made_whole
from tests.make import BAOTOU, DALAD, ORDOS, REGION, Post
from tests.support.client import client_of

pytestmark = pytest.mark.django_db
WHY = "市级线路中断"


@pytest.fixture
def banner(desk):
    """Staff the desk of the banner."""
    author = make.person(Post.DUTY_OFFICER, DALAD, name="巴图")
    signer = make.person(Post.COMMANDER, DALAD)
    return {**desk, "author": author, "signer": signer, "city": desk["author"]}


def past(banner, jam, *to, why=WHY, **more):
    return draft_report(
        actor=banner["author"], incident_id=jam.pk, kind="initial", sender=DALAD,
        addressees=list(to), skip_reason=why, **more,
    )  # fmt: skip


def gone_out(banner, state):
    made_whole(banner, state)
    submit_report(actor=banner["author"], report_id=state.pk)
    review_report(actor=banner["signer"], report_id=state.pk, verdict="approve")
    sign_report(actor=banner["signer"], report_id=state.pk)
    send_report(actor=banner["author"], report_id=state.pk)
    state.refresh_from_db()
    return state


def owed(jam, to):
    return [c for c in clocks_of(jam) if (c.sender, c.to) == (DALAD, to)]


@pytest.mark.parametrize(
    ("to", "copies"),
    [
        ([ORDOS], []),
        ([ORDOS, REGION], []),
        ([REGION], [ORDOS]),
        ([STATE_COUNCIL], [ORDOS, REGION]),
        ([ORDOS, STATE_COUNCIL], [REGION]),
        ([BAOTOU], []),
    ],
)
def test_who_stands_between_and_is_not_told_gets_a_copy(jam, to, copies):
    assert passed_over(jam, DALAD, to) == copies
    assert passed_over(jam, BAOTOU, to) == []


def test_without_a_reason_nothing_is_drafted(banner, jam):
    before = Entry.objects.count()
    for to in ([REGION], [ORDOS, REGION], [STATE_COUNCIL]):
        for why in ("", "  \n"):
            with pytest.raises(Invalid) as told:
                past(banner, jam, *to, why=why)
            assert told.value.detail["field"] == "skip_reason"
    assert not Report.objects.exists()
    assert Entry.objects.count() == before


def test_a_written_report_past_a_level_carries_its_reason_to_the_end(banner, jam):
    state = past(banner, jam, REGION)
    card = card_of(state)
    assert (card.addressees, card.copies, card.skip_reason) == ([REGION], [ORDOS], WHY)
    paper = paper_of(gone_out(banner, state), None, "zh-hans")
    assert "鄂尔多斯" in paper.copies_to
    assert "鄂尔多斯" not in paper.addressed_to
    assert any(WHY in getattr(block, "text", "") for block in paper.blocks)
    (table,) = (block for block in paper.blocks if isinstance(block, Table))
    assert table.head == ("指标", "数值", "来源", "截至")
    content = orjson.loads(Published.objects.get(report=state.pk).content)
    assert (content["skip_reason"], content["copies"]) == (WHY, [ORDOS])
    for kind in ("report.drafted", "report.sent"):
        entry = Entry.objects.get(kind=kind)
        assert WHY in sentence(entry.kind, entry.payload, "")
    # Only whom it is addressed to acknowledges it; a copy asks for nothing.
    with pytest.raises(NotPermitted):
        acknowledge_report(actor=banner["city"], report_id=state.pk)
    acknowledge_report(actor=banner["region"], report_id=state.pk)
    state.refresh_from_db()
    assert (state.status, set(state.acknowledged)) == ("acknowledged", {REGION})


def test_the_copy_answers_the_clock_of_the_level_between_and_nothing_else(banner, jam):
    written = [c for c in owed(jam, ORDOS) if c.medium == "written"]
    assert written
    assert not {c.state for c in written} & {"met", "met_late"}
    region_before = [c.state for c in clocks_of(jam) if c.sender == ORDOS]
    gone_out(banner, past(banner, jam, REGION))
    assert {c.state for c in owed(jam, ORDOS) if c.medium == "written"} <= {"met", "met_late"}
    # What the city itself owes the region it still owes.
    assert [c.state for c in clocks_of(jam) if c.sender == ORDOS] == region_before


def test_a_schedule_past_a_level_gives_its_reason_to_each_report(banner, jam):
    hour = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    told = {
        "actor": banner["author"], "incident_id": jam.pk, "title": "凌汛", "every_hours": 6,
        "first_at": hour, "sender": DALAD, "addressees": [REGION],
        "sections": [{"title": "水情", "owner": DALAD}],
    }  # fmt: skip
    with pytest.raises(Invalid):
        schedule_sitrep(**told)
    schedule = schedule_sitrep(**told, skip_reason=f" {WHY} ")
    assert schedule.skip_reason == WHY
    state = compile_sitrep(actor=None, schedule_id=schedule.pk, hour=hour)
    assert card_of(state).skip_reason == WHY
    assert Entry.objects.get(kind="report.drafted").payload["skip_reason"] == WHY


def test_people_are_asked_for_the_reason_and_find_what_they_typed(banner, jam):
    client = client_of(banner["author"])
    path = f"/i/{jam.pk}/reports/"
    given = {
        "kind": "initial",
        "sender": DALAD,
        "to": [REGION, STATE_COUNCIL],
        "skip_reason": "",
    }
    refused = client.post(f"{path}draft/", {**given, "key": str(uuid4())})
    assert refused.status_code == 400
    page = refused.content.decode()
    assert 'id="new-report" data-open-now' in page
    for code in (REGION, STATE_COUNCIL):
        assert f'name="to" value="{code}" checked' in page
    assert f'name="to" value="{ORDOS}">' in page
    assert not Report.objects.exists()
    made = client.post(
        f"{path}draft/", {**given, "skip_reason": "<b>急</b>", "key": str(uuid4())}
    )
    assert made.status_code == 302
    for shown in (client.get(made["Location"]), client.get(path)):
        assert "&lt;b&gt;急&lt;/b&gt;" in shown.content.decode()
    report = Report.objects.get()
    assert (report.addressees, report.skip_reason) == ([REGION, STATE_COUNCIL], "<b>急</b>")


def test_a_phone_call_past_a_level_keeps_what_was_typed_until_it_says_why(banner, jam):
    client = client_of(banner["author"])
    path = f"/i/{jam.pk}/reports/"
    given = {
        "to": REGION,
        "sender": DALAD,
        "told": "总值班室",
        "text": "水位上涨",
        "skip_reason": "",
    }
    refused = client.post(f"{path}phone/", given)
    assert refused.status_code == 400
    page = refused.content.decode()
    assert 'id="phone-report" data-open-now' in page
    for typed in ('value="总值班室"', ">水位上涨</textarea>", f'value="{REGION}" selected'):
        assert typed in page
    assert not PhoneReport.objects.exists()
    assert client.post(f"{path}phone/", {**given, "skip_reason": WHY}).status_code == 302
    assert PhoneReport.objects.get().skip_reason == WHY


def test_machines_give_the_reason_too_and_the_same_key_for_another_order_is_refused(
    banner, jam
):
    client, key = client_of(banner["author"]), str(uuid4())
    path = f"/api/incidents/{jam.pk}/reports/"

    def ask(**more):
        body = {"kind": "initial", "sender": DALAD, "addressees": [REGION], **more}
        return client.post(path, body, "application/json", headers={"Idempotency-Key": key})

    refused = ask()
    assert refused.status_code == 400
    assert refused.json()["error"]["detail"]["field"] == "skip_reason"
    assert ask(skip_reason="因" * 501).status_code == 400
    made = ask(skip_reason=WHY)
    assert made.status_code == 201
    assert (made.json()["copies"], made.json()["skip_reason"]) == ([ORDOS], WHY)
    assert ask(skip_reason=WHY).json()["id"] == made.json()["id"]
    form = {"kind": "special", "sender": DALAD, "to": [REGION], "skip_reason": WHY, "key": key}
    other = client.post(f"/i/{jam.pk}/reports/draft/", form)
    assert other.status_code == Conflict.status
    assert Report.objects.count() == 1
