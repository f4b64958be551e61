"""Settlement sheets: drawn up, signed by both, frozen, printed; and the pages of loans."""

import csv
import io
import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import now

from command.core.errors import Conflict, Invalid, NotPermitted, NotThere
from resources.loans.actions import (
    correct_posting,
    count_return,
    draw_sheet,
    redraw_sheet,
    settle_sheet,
    sign_sheet,
    write_off,
)
from resources.loans.models import Loan, Posting, SettledPosting, Sheet
from tests import make
from tests.make import BAOTOU, HOHHOT, ORDOS, Post
from tests.resources.loans.made import commanders, home, lent_stock, lent_team
from tests.support.client import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def period():
    return {"starts_at": now() - timedelta(days=1), "ends_at": now() + timedelta(days=3)}


def test_both_sign_one_version_and_its_postings_are_frozen(period):
    baotou, ordos = commanders()
    loan = lent_stock(quantity=5)
    write_off(actor=ordos, loan_id=loan.pk, lost=1, reason="冲走")
    home(loan, at=now() + timedelta(hours=2))
    with pytest.raises(Invalid):
        draw_sheet(actor=baotou, other=BAOTOU, **period)
    with pytest.raises(Invalid):
        draw_sheet(actor=baotou, other=ORDOS)
    with pytest.raises(Conflict):
        draw_sheet(actor=baotou, other=HOHHOT, **period)
    with pytest.raises(NotPermitted):
        draw_sheet(actor=make.person(Post.OBSERVER, BAOTOU), other=ORDOS, **period)
    assert not Sheet.objects.exists()

    sheet = draw_sheet(actor=baotou, other=ORDOS, **period)
    first = sheet.state.digest
    lines = {line["account"]: line for line in sheet.state.content["lines"]}
    assert lines["lost"]["yuan"] == "1500.00"
    hours = Decimal(lines["unit_hours"]["amount"])
    assert sheet.state.content["net"] == {
        "debtor": ORDOS, "creditor": BAOTOU, "yuan": f"{hours * 90 + 1500:.2f}",
    }  # fmt: skip
    assert sheet.state.content["illustrative"] is True
    with pytest.raises(Conflict):
        redraw_sheet(actor=ordos, sheet_id=sheet.pk)
    sign_sheet(actor=baotou, sheet_id=sheet.pk, digest=first)
    with pytest.raises(Conflict):
        sign_sheet(actor=baotou, sheet_id=sheet.pk, digest=first)

    # The ledger moves on: the version must be drawn up anew, and the signature lapses.
    (posting,) = Posting.objects.filter(account="unit_hours")
    correct_posting(actor=ordos, posting_id=posting.pk, amount=Decimal(8), reason="两小时")
    with pytest.raises(Conflict):
        sign_sheet(actor=ordos, sheet_id=sheet.pk, digest=first)
    redraw_sheet(actor=ordos, sheet_id=sheet.pk)
    sheet.state.refresh_from_db()
    assert (sheet.state.version, sheet.state.signed, sheet.state.status) == (2, {}, "draft")
    with pytest.raises(Conflict):
        settle_sheet(actor=baotou, sheet_id=sheet.pk, remark="x")
    with pytest.raises(NotThere):
        sign_sheet(actor=make.person(Post.COMMANDER, HOHHOT), sheet_id=sheet.pk, digest=first)
    for side in (baotou, ordos):
        sign_sheet(actor=side, sheet_id=sheet.pk, digest=sheet.state.digest)
    sheet.state.refresh_from_db()
    assert (sheet.state.status, sorted(sheet.state.signed)) == ("signed", [BAOTOU, ORDOS])
    assert SettledPosting.objects.count() == 4

    # Nothing of it moves any more, nor is it settled twice.
    newest = Posting.objects.filter(account="unit_hours").latest("pk")
    with pytest.raises(Conflict):
        correct_posting(actor=baotou, posting_id=newest.pk, amount=Decimal(9), reason="x")
    with pytest.raises(Conflict):
        count_return(actor=baotou, loan_id=loan.pk, back=5, consumed=0, lost=0, reason="找到")
    with pytest.raises(Conflict):
        redraw_sheet(actor=baotou, sheet_id=sheet.pk)
    with pytest.raises(Conflict):
        draw_sheet(actor=baotou, other=ORDOS, **period)
    settle_sheet(actor=ordos, sheet_id=sheet.pk, remark="转账")
    sheet.state.refresh_from_db()
    assert sheet.state.status == "settled"


def test_a_sheet_is_printed_and_told_as_a_table(period, client):
    baotou, _ = commanders()
    home(lent_team(), at=now() + timedelta(hours=2))
    sheet = draw_sheet(actor=baotou, other=ORDOS, **period)
    client = client_of(baotou)
    start = {"pdf": b"%PDF", "docx": b"PK", "json": b"{"}
    for form, begins in start.items():
        answer = client.get(reverse("loan-sheet-paper", args=[sheet.pk, form]))
        assert answer.status_code == 200
        assert answer.content.startswith(begins)
    assert json.loads(answer.content)["number"] == "ST-150200-001"
    table = client.get(reverse("loan-sheet-paper", args=[sheet.pk, "csv"])).content.decode()
    rows = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"))))
    assert {row["account"] for row in rows} == {"people_hours", "vehicle_hours", "team_hours"}
    assert client.get(reverse("loan-sheet-paper", args=[sheet.pk, "xls"])).status_code == 400
    other = client_of(make.person(Post.COMMANDER, HOHHOT))
    assert other.get(reverse("loan-sheet", args=[sheet.pk])).status_code == 404


def test_the_pages_show_and_act_for_each_side(period):
    baotou, ordos = commanders()
    loan = lent_stock(quantity=5)
    with transaction.atomic():
        done = lent_team()
    home(done, at=now() + timedelta(hours=4))
    lender, borrower = client_of(baotou), client_of(ordos)
    listed = lender.get(reverse("loans"))
    assert loan.number in listed.content.decode()
    for side in ("lent", "borrowed", "nonsense"):
        assert lender.get(f"{reverse('loans')}?side={side}").status_code == 200

    page = reverse("loan", args=[loan.pk])
    act = {name: reverse("loan-act", args=[loan.pk, name]) for name in (
        "extend", "answer", "recall", "write-off", "count", "correct", "nothing"
    )}  # fmt: skip
    refused = borrower.post(act["extend"], {"until": "2001-01-01T00:00", "reason": "水"})
    assert refused.status_code == 400
    assert 'value="2001-01-01T00:00"' in refused.content.decode()
    assert borrower.post(act["extend"], {"until": "never", "reason": "水"}).status_code == 400
    until = (loan.due_back + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    assert borrower.post(act["extend"], {"until": until, "reason": "水位"}).status_code == 302
    assert lender.post(act["extend"], {"until": until, "reason": "水位"}).status_code == 403
    assert "水位" in lender.get(reverse("loan-panel", args=[loan.pk])).content.decode()
    assert lender.post(act["answer"], {"answer": "accept"}).status_code == 302
    assert borrower.post(act["write-off"], {"lost": "x", "reason": "x"}).status_code == 400
    key = str(loan.pk)
    for _ in range(2):  # pressed twice, done once
        sent = {"lost": "1", "reason": "冲走", "key": key}
        assert borrower.post(act["write-off"], sent).status_code == 302
    assert Loan.objects.get(pk=loan.pk).state.lost == 1
    assert lender.post(act["count"], {"back": "4", "lost": "1"}).status_code == 409
    assert lender.post(act["correct"], {"posting": key, "amount": "1"}).status_code == 400
    assert lender.post(act["nothing"]).status_code == 404

    new = reverse("loan-sheet-new")
    assert lender.get(new).status_code == 200
    assert lender.post(new, {"other": ORDOS}).status_code == 400
    drawn = lender.post(new, {"other": ORDOS, "incident": str(done.incident_id)})
    assert drawn.status_code == 302
    sheet = Sheet.objects.get()
    assert borrower.get(drawn.url).status_code == 200
    sign = reverse("loan-sheet-act", args=[sheet.pk, "sign"])
    assert borrower.post(sign, {"digest": "0" * 64}).status_code == 409
    assert borrower.post(sign, {"digest": sheet.state.digest}).status_code == 302
    outsider = client_of(make.person(Post.COMMANDER, HOHHOT))
    assert outsider.get(page).status_code == 404
    assert outsider.post(act["extend"], {}).status_code == 404
    assert loan.number not in outsider.get(reverse("loans")).content.decode()


def test_machines_read_loans_and_act(period):
    baotou, ordos = commanders()
    loan = lent_stock(quantity=5)
    lender, borrower = client_of(baotou), client_of(ordos)
    listed = lender.get(f"/api/loans/?lender={BAOTOU}&status=out").json()
    assert [one["number"] for one in listed["items"]] == [loan.number]
    one = f"/api/loans/{loan.pk}/"
    until = (loan.due_back + timedelta(days=1)).isoformat()
    asked = {"ask": "extension", "until": until, "reason": "水位"}

    def post(client, path, body):
        return client.post(f"{one}{path}/", body, content_type="application/json")

    assert post(lender, "ask", asked).status_code == 403
    assert post(borrower, "ask", asked).json()["pending"]["ask"] == "extension"
    assert post(lender, "answer", {"is_accepted": True}).json()["pending"] is None
    wrote = post(borrower, "write-off", {"lost": 1, "reason": "x"}).json()
    assert (wrote["lost"], wrote["out"]) == (1, 4)
    assert post(lender, "count", {"back": 5, "reason": "x"}).status_code == 409
    ledger = lender.get(f"{one}ledger/").json()
    assert [row["account"] for row in ledger] == ["on_loan", "on_loan", "lost"]
    balances = lender.get("/api/loans/balances/").json()
    assert balances["cells"][BAOTOU][ORDOS]["yuan"] == "1500.00"
    assert lender.get("/api/loans/sheets/").json()["total"] == 0
    assert client_of(make.person(Post.COMMANDER, HOHHOT)).get(one).status_code == 404
