"""Each kind of register by its own rules, out and in again."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from command.core.errors import Conflict, NotPermitted
from command.core.ids import new_id
from command.core.models import Entry
from resources.importing.actions import confirm_import, undo_import
from resources.importing.actions.sheets import SHEETS
from resources.importing.models import ImportChange, ImportRun
from resources.models import Asset, Stock
from resources.register.actions import close_facility, reopen_facility
from resources.register.models import Expert, Facility, StockLot
from tests import make
from tests.make import BAOTOU, ORDOS, Post
from tests.resources.importing.given import STOCK, TWO, counts, done, given
from tests.support.client import client_of

pytestmark = pytest.mark.django_db


LOT = "仓库,区划,物资代码,批号,数量,有效期至\n旗库,150621,2990102,A-1,30,2030-01-31\n"


ASSET = (
    "类别代码,名称,区划,所属队伍,下次检查\n2990601,龙吸水一号,150621,达旗抗洪二队,2027/6/30\n"
)


FACILITY = (
    "设施类别,名称,区划,纬度,经度,坐标精度(米),坐标来源,联系电话,grade,duration,space,function,capacity\n"
    "shelter,树林召避难所,150621,40.41,110.03,50,现场核实,0477-9,city,short,indoor,general,800\n"
)


EXPERT = "姓名,单位,事件类别,专长,区划,联系方式\n王某,水科院,11A,冰凌,150600,139\n"


def test_stocks_lots_assets_facilities_and_experts_follow_the_rules_of_their_register(keeper):
    done(keeper, TWO)
    done(keeper, STOCK, "stock")
    done(keeper, LOT, "lot")
    done(keeper, ASSET, "asset")
    done(keeper, FACILITY, "facility")
    done(keeper, EXPERT, "expert")
    stock, lot = Stock.objects.get(), StockLot.objects.get()
    assert (stock.on_hand, stock.available, stock.is_illustrative) == (40, 40, True)
    assert (lot.stock_id, str(lot.expires)) == (stock.pk, "2030-01-31")
    asset, facility, expert = Asset.objects.get(), Facility.objects.get(), Expert.objects.get()
    assert (asset.team.name, str(asset.next_check)) == ("达旗抗洪二队", "2027-06-30")
    assert asset.state.status == "standby"
    assert facility.details["capacity"] == 800
    assert (expert.families, expert.name) == (["11A"], "王某")
    # More in lots than on hand, less on hand than in lots, a shelter without its capacity.
    faulty = {
        "lot": LOT + "旗库,150621,2990102,A-2,11,\n",
        "stock": STOCK.replace(",40,否", ",29,否"),
        "facility": FACILITY.replace("general,800", "general,"),
        "asset": ASSET.replace("抗洪二队", "抗洪九队"),
    }
    for sheet, text in faulty.items():
        assert given(keeper, text, sheet).counts["faulty"] == 1, sheet
    # Nothing personal is kept beside the register itself.
    told = [str(Entry.objects.values_list("payload", "changed"))]
    told += [str(list(ImportChange.objects.values_list("before", "after")))]
    told += [str(list(ImportRun.objects.values_list("sample", "problems")))]
    assert not any("王某" in one or "0477-9" in one for one in told)
    for run in (
        ImportRun.objects.exclude(sheet="team").filter(status="done").order_by("made_at")
    ):
        if run.sheet == "stock":
            with pytest.raises(Conflict, match="lots"):
                undo_import(actor=keeper, run_id=run.pk, reason="撤")
            continue
        undo_import(actor=keeper, run_id=run.pk, reason="撤")
    lot.refresh_from_db(), facility.refresh_from_db(), expert.refresh_from_db()
    assert (lot.quantity, facility.closed_at is None, expert.name) == (0, False, "")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_exported_comes_back_unchanged_and_is_no_formula(keeper, kind):
    done(keeper, TWO.replace("0477-1", "=1+1").replace("达旗抗洪二队", "-二队"))
    done(keeper, STOCK, "stock")
    done(keeper, LOT, "lot")
    done(keeper, ASSET.replace("达旗抗洪二队", "-二队"), "asset")
    done(keeper, FACILITY, "facility")
    done(keeper, EXPERT, "expert")
    client = client_of(keeper)
    for sheet in SHEETS:
        response = client.get(reverse("register-export", args=[sheet, kind]))
        content = response.getvalue() if response.streaming else response.content
        assert response["X-Content-Type-Options"] == "nosniff"
        run = given(keeper, content, sheet)
        assert counts(run)[:2] + counts(run)[3:] == (0, 0, 0), (sheet, run.problems, run.sample)
        assert run.counts["unchanged"] >= 1
        if kind == "csv":
            cells = [
                cell
                for row in csv.reader(io.StringIO(content.decode("utf-8-sig")))
                for cell in row
            ]
            assert not any(cell[:1] in ("=", "+", "-", "@") for cell in cells)
        else:
            rows = load_workbook(io.BytesIO(content)).active.iter_rows()
            assert not any(cell.data_type == "f" for row in rows for cell in row)
        empty = client.get(reverse("import-template", args=[sheet, kind]))
        body = empty.getvalue() if empty.streaming else empty.content
        assert given(keeper, body, sheet).counts["faulty"] <= 1
    assert client.get(reverse("register-export", args=["team", "exe"])).status_code == 404
    assert client.get(reverse("register-export", args=["king", "csv"])).status_code == 404
    # Baotou sees the place, not whom to call, and nothing of what Ordos keeps for itself.
    other = client_of(make.person(Post.LIAISON, BAOTOU))
    shown = {
        sheet: b"".join(other.get(reverse("register-export", args=[sheet, "csv"]))).decode()
        for sheet in SHEETS
    }
    assert "树林召避难所" in shown["facility"]
    assert "0477-9" not in shown["facility"]
    assert "冰凌" in shown["expert"]
    assert "王某" not in shown["expert"]
    assert not any("旗" in line for line in shown["stock"].splitlines()[1:])


def test_a_facility_that_was_closed_opens_again_by_door_page_and_file(keeper):
    done(keeper, FACILITY, "facility")
    place = Facility.objects.get()
    close_facility(actor=keeper, facility_id=place.pk, reason="改建")
    run = given(keeper, FACILITY, "facility")
    assert counts(run) == (0, 1, 0, 0)
    assert run.sample[0]["cells"] == [["在用", "In use", "否", "是"]]
    run = confirm_import(actor=keeper, run_id=run.pk, digest=run.digest)
    assert Facility.objects.get().closed_at is None
    undo_import(actor=keeper, run_id=run.pk, reason="错表")
    assert Facility.objects.get().closed_at is not None

    page = client_of(keeper)
    reopen = reverse("register-act", args=["facility", place.pk, "reopen"])
    assert (
        reopen
        in page.get(reverse("register-thing", args=["facility", place.pk])).content.decode()
    )
    answer = page.post(reopen, {"reason": "修好了", "key": str(new_id())})
    assert answer.status_code == 303, answer.content.decode()
    assert Facility.objects.get().closed_at is None
    with pytest.raises(Conflict, match="in use"):
        reopen_facility(actor=keeper, facility_id=place.pk, reason="x")
    with pytest.raises(NotPermitted):
        reopen_facility(
            actor=make.person(Post.OBSERVER, ORDOS), facility_id=place.pk, reason="x"
        )
