"""Registers as files: preview, confirm, undo, export, and every way of being refused."""

import csv
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from command.core.errors import Conflict, Invalid, NotPermitted, NotThere, TooLarge, WrongKind
from command.core.models import Entry
from resources.actions import commit_team
from resources.importing import reading, tasks
from resources.importing.actions import confirm as confirming
from resources.importing.actions import confirm_import, receive_import, undo_import
from resources.importing.actions import plan as plans
from resources.importing.actions.sheets import SHEETS
from resources.importing.models import ImportChange, ImportRun, RunStatus
from resources.models import Asset, Stock, Team
from resources.nearest.models import Spot
from resources.register.models import Expert, Facility, StockLot
from tests import make
from tests.make import BAOTOU, DALAD, ORDOS, REGION, Post
from tests.support.client import client_of

pytestmark = pytest.mark.django_db

HEADS = "队伍类别,名称,区划,人数,车辆数,能力,纬度,经度,值班电话\n"
TWO = (
    HEADS
    + "水域救援,达旗水上一队,达拉特旗,18,4,ICE NIGHT,40.41,110.03,0477-1\n"
    + "FLOOD,达旗抗洪二队,150621,30,6,,40.42,110.04,\n"
)


@pytest.fixture(autouse=True)
def kept_here(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def keeper(db):
    return make.person(Post.RESOURCE_OFFICER, ORDOS)


def given(keeper, text, sheet="team", name="队伍.csv"):
    content = text if isinstance(text, bytes) else text.encode()
    return receive_import(actor=keeper, sheet=sheet, content=content, file_name=name)


def done(keeper, text, sheet="team", **how):
    run = given(keeper, text, sheet)
    return confirm_import(actor=keeper, run_id=run.pk, digest=run.digest, **how)


def counts(run):
    names = ("new", "changed", "unchanged", "faulty")
    return tuple(run.counts[name] for name in names)


def test_a_preview_writes_nothing_and_confirming_writes_all_of_it(keeper):
    run = given(keeper, TWO)
    assert counts(run) == (2, 0, 0, 0)
    assert (Team.objects.count(), Entry.objects.filter(room=f"city.{ORDOS}").count()) == (0, 0)
    run = confirm_import(actor=keeper, run_id=run.pk, digest=run.digest)
    assert run.status == RunStatus.DONE
    water = Team.objects.get(name="达旗水上一队")
    assert (water.kind, water.region_id, water.origin) == ("WATER", DALAD, ORDOS)
    assert (water.headcount, water.vehicles, water.response_min) == (18, 4, 30)
    assert water.capabilities == ["ICE", "NIGHT"]
    assert (water.base.y, water.base.x) == (40.41, 110.03)
    assert water.state.status == "standby"
    assert Spot.objects.filter(thing=water.pk, skill="").exists()
    entry = Entry.objects.filter(room=f"city.{ORDOS}").latest("seq")
    assert entry.kind == "register.imported"
    assert {f"import.{run.pk}", f"team.{water.pk}"} <= set(entry.changed)
    # Once more the same file: nothing would change, and nothing does.
    again = given(keeper, TWO)
    assert (again.pk == run.pk, counts(again)) == (False, (0, 0, 2, 0))
    assert given(keeper, TWO).pk == again.pk
    with pytest.raises(Conflict):
        confirm_import(actor=keeper, run_id=run.pk)


def test_only_what_a_file_says_is_changed_and_undo_puts_it_back(keeper):
    first = done(keeper, TWO)
    water = Team.objects.get(name="达旗水上一队")
    run = done(keeper, "Kind,Name,Region,People\nWATER,达旗水上一队,150621,21\n")
    assert counts(run) == (0, 1, 0, 0)
    change = run.changes.get()
    assert (change.before, change.after) == ({"headcount": 18}, {"headcount": 21})
    water.refresh_from_db()
    assert (water.headcount, water.vehicles, water.phone) == (21, 4, "0477-1")
    # The older import cannot be undone while a newer one stands on it.
    with pytest.raises(Conflict, match="changed since"):
        undo_import(actor=keeper, run_id=first.pk, reason="错表")
    with pytest.raises(Invalid):
        undo_import(actor=keeper, run_id=run.pk, reason=" ")
    undo_import(actor=keeper, run_id=run.pk, reason="填错了")
    water.refresh_from_db()
    assert water.headcount == 18
    undo_import(actor=keeper, run_id=first.pk, reason="错表")
    water.refresh_from_db()
    assert (water.readiness, water.state.status) == ("unavailable", "unavailable")
    assert not Spot.objects.filter(free=True).exists()
    # What was taken out of use lives again when it is imported again.
    assert counts(done(keeper, TWO.replace(HEADS, HEADS[:-1] + ",备勤状态\n")
                       .replace("0477-1\n", "0477-1,ready\n"))) == (0, 2, 0, 0)  # fmt: skip
    water.refresh_from_db()
    assert water.state.status == "standby"


def test_what_has_been_used_since_is_not_undone(keeper):
    run = done(keeper, TWO)
    team = Team.objects.get(name="达旗水上一队")
    commit_team(
        actor=make.person(Post.COMMANDER, ORDOS),
        incident_id=make.incident().pk,
        team_id=team.pk,
    )
    with pytest.raises(Conflict, match="ordered to an incident") as refused:
        undo_import(actor=keeper, run_id=run.pk, reason="错表")
    assert refused.value.detail["total"] == 1
    assert ImportRun.objects.get(pk=run.pk).status == RunStatus.DONE
    assert Team.objects.exclude(readiness="ready").count() == 0


def test_every_mistake_is_named_with_line_column_and_remedy(keeper):
    bad = HEADS + (
        "水上,甲队,达拉特旗,18,,,,,\n"
        "WATER,,达拉特旗,18,,,,,\n"
        "WATER,乙队,130100,18,,,,,\n"
        "WATER,丙队,包头市,18,,,,,\n"
        "WATER,丁队,150621,0,,,,,\n"
        "WATER,戊队,150621,十,,,,,\n"
        "WATER,己队,150621,5,,FLY,,,\n"
        "WATER,庚队,150621,5,,,91,,\n"
        "WATER,辛队,150621,5,,,40.5,,\n"
        "WATER,壬队,150621,5,,,nan,110,\n"
        "WATER,癸队,150621,5,,,,,\n"
        "FLOOD,癸队,150621,5,,,,,\n"
        f"WATER,{'长' * 81},150621,5,,,,,\n"
        "WATER,远队,150621,5,,,10.1,100.2,\n"
    )
    run = given(keeper, bad)
    # Of the two of the same name the first stands.
    assert counts(run) == (2, 0, 0, 12)
    said = {(one["line"], one["column"]) for one in run.problems if one["is_error"]}
    assert said == {
        (2, "队伍类别"), (3, "名称"), (4, "区划"), (5, "区划"), (6, "人数"), (7, "人数"),
        (8, "能力"), (9, "纬度"), (10, "纬度"), (11, "纬度"), (13, "名称"), (14, "名称"),
    }  # fmt: skip
    assert all(one["reason"] and one["remedy"] for one in run.problems)
    assert [one["line"] for one in run.problems if not one["is_error"]] == [15]
    with pytest.raises(Conflict, match="errors"):
        confirm_import(actor=keeper, run_id=run.pk)
    assert not Team.objects.exists()
    confirm_import(actor=keeper, run_id=run.pk, leave_out_faulty=True)
    assert set(Team.objects.values_list("name", flat=True)) == {"癸队", "远队"}


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", WrongKind),
        (b"\x89PNG\r\n\x1a\n\x00\x00", WrongKind),
        (b"PK\x03\x04 nothing", WrongKind),
        (b"a" * (reading.MOST_BYTES + 1), TooLarge),
        ("名称,人数\n".encode(), Invalid),
        ("名称,人数\n甲,3\n".encode(), Invalid),
        ((HEADS.strip() + ",人数\nWATER,甲,150621,3\n").encode(), Invalid),
        (HEADS.encode() + b"," * 200 + b"x\n", Invalid),
        (HEADS.encode() + b"W" * 3000 + b"\n", Invalid),
    ],
    ids=["empty", "png", "no-zip", "large", "no-lines", "lacks", "twice", "wide", "long"],
)
def test_what_is_no_register_is_refused_and_leaves_nothing(keeper, content, error):
    with pytest.raises(error):
        given(keeper, content)
    assert not ImportRun.objects.exists()


def workbook(*rows):
    book, into = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(into)
    return into.getvalue()


def test_workbooks_are_read_without_computing_and_bombs_are_not_unpacked(keeper):
    heads = ["Kind", "Name", "Region", "People", "Phone"]
    content = workbook(
        heads, ["WATER", "甲队", 150621, 18.0, None], ["WATER", "乙队", 150621, "=9*2", None]
    )
    run = given(keeper, content, name="a.xlsx")
    assert (run.layout, counts(run)) == ("XLSX", (1, 0, 0, 1))
    assert "formula" in run.problems[0]["reason"] or "formula" in run.problems[1]["reason"]
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b" " * 60_000_000)
    with pytest.raises(TooLarge):
        given(keeper, bomb.getvalue())
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
    with pytest.raises(WrongKind):
        given(keeper, other.getvalue())


def test_chinese_offices_write_gb18030_and_marks(keeper):
    assert given(keeper, TWO.encode("gb18030")).layout == "CSV GB 18030"
    marked = given(keeper, ("\ufeff" + TWO).encode())
    assert (marked.layout, counts(marked)) == ("CSV UTF-8", (2, 0, 0, 0))
    tabs = given(keeper, TWO.replace(",", "\t"))
    assert counts(tabs) == (2, 0, 0, 0)


STOCK = (
    "仓库,区划,物资代码,库存数量,协议储备,纬度,经度,示意\n"
    "旗库,150621,2990102,40,否,40.4,110,是\n"
)
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


def test_a_register_that_changed_since_the_preview_is_not_written_over(keeper):
    done(keeper, TWO)
    late = given(keeper, TWO.replace(",18,", ",19,"))
    done(keeper, "Kind,Name,Region,People\nWATER,达旗水上一队,150621,25\n")
    with pytest.raises(Conflict, match="changed since"):
        confirm_import(actor=keeper, run_id=late.pk, digest=late.digest)
    with pytest.raises(Conflict, match="anew"):
        confirm_import(actor=keeper, run_id=late.pk, digest="0" * 64)
    assert Team.objects.get(name="达旗水上一队").headcount == 25
    assert ImportRun.objects.get(pk=late.pk).status == RunStatus.PREVIEW


def test_much_is_written_by_a_worker_and_a_failure_is_told(
    keeper, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(confirming, "AT_ONCE", 1)
    run = given(keeper, TWO)
    with django_capture_on_commit_callbacks():
        confirm_import(actor=keeper, run_id=run.pk)
    assert ImportRun.objects.get(pk=run.pk).status == RunStatus.RUNNING
    assert not Team.objects.exists()
    page = client_of(keeper).get(reverse("import", args=[run.pk]))
    assert "<progress" in page.content.decode()
    tasks.carry_out(str(run.pk))
    tasks.carry_out(str(run.pk))
    assert ImportRun.objects.get(pk=run.pk).status == RunStatus.DONE
    assert Team.objects.count() == 2
    assert client_of(keeper).get(reverse("import-state", args=[run.pk]))["HX-Refresh"] == "true"
    failing = given(keeper, TWO.replace("18", "20").replace("30", "31"))
    with django_capture_on_commit_callbacks():
        confirm_import(actor=keeper, run_id=failing.pk)
    done_since = Team.objects.get(name="达旗水上一队")
    Team.objects.filter(pk=done_since.pk)
    ImportRun.objects.filter(pk=failing.pk)
    confirm_other = given(keeper, "Kind,Name,Region,People\nWATER,达旗水上一队,150621,25\n")
    confirm_import(actor=keeper, run_id=confirm_other.pk)
    tasks.carry_out(str(failing.pk))
    failed = ImportRun.objects.get(pk=failing.pk)
    assert (failed.status, "changed since" in failed.failure) == (RunStatus.FAILED, True)
    assert tasks.carry_out_forgotten() == 0


def test_only_keepers_import_and_only_their_city_sees_it(keeper):
    run = given(keeper, TWO)
    with pytest.raises(NotPermitted):
        given(make.person(Post.OBSERVER, ORDOS), TWO)
    stranger = make.person(Post.RESOURCE_OFFICER, BAOTOU)
    with pytest.raises(NotPermitted):
        confirm_import(actor=stranger, run_id=run.pk)
    theirs = given(stranger, TWO)
    assert theirs.counts["faulty"] == 2
    with pytest.raises(NotThere):
        given(keeper, TWO, sheet="king")
    banner = make.person(Post.DUTY_OFFICER, "150622")
    assert given(banner, TWO).counts["faulty"] == 2
    region = client_of(make.person(Post.OBSERVER, REGION))
    assert region.get(reverse("import", args=[run.pk])).status_code == 200
    for person in (stranger, banner, make.person(Post.SYSTEM_ADMIN, ORDOS)):
        client = client_of(person)
        for name in ("import", "import-state", "import-file", "api-import"):
            assert client.get(reverse(name, args=[run.pk])).status_code == 404, name
        assert str(run.pk) not in client.get(reverse("imports")).content.decode()
        assert str(run.pk) not in client.get(reverse("api-imports")).content.decode()


def test_pages_and_api_take_a_file_through(keeper):
    client = client_of(keeper)
    page = client.post(reverse("imports"), {"sheet": "team"})
    assert (page.status_code, "Choose a file" in page.content.decode()) == (400, True)
    assert client.post(reverse("imports"), {"sheet": "x"}).status_code == 400
    picture = SimpleUploadedFile("a.csv", b"\x89PNG\x00")
    assert (
        client.post(reverse("imports"), {"sheet": "team", "file": picture}).status_code == 415
    )
    file = SimpleUploadedFile("../../队伍.csv", (TWO + "水上,坏队,150621,x\n").encode())
    sent = client.post(reverse("imports"), {"sheet": "team", "file": file})
    run = ImportRun.objects.get()
    assert (sent.status_code, run.file_name) == (302, "队伍.csv")
    url = reverse("import", args=[run.pk])
    shown = client.get(url).content.decode()
    assert "坏队" not in shown or "x" in shown
    assert client.post(url, {"act": "confirm", "digest": run.digest}).status_code == 409
    told = {"act": "confirm", "digest": run.digest, "leave_out": "yes"}
    assert client.post(url, told).status_code == 302
    assert Team.objects.count() == 2
    assert client.get(reverse("import-file", args=[run.pk])).content.startswith(HEADS.encode())
    assert client.post(url, {"act": "undo", "reason": ""}).status_code == 400
    assert client.post(url, {"act": "undo", "reason": "错表"}).status_code == 302
    api = client.post(
        reverse("api-imports"),
        {"sheet": "stock", "file": SimpleUploadedFile("s.csv", STOCK.encode())},
    )
    assert api.status_code == 201
    key, digest = api.json()["run"]["id"], api.json()["digest"]
    confirm = reverse("api-import-confirm", args=[key])
    ask = {"content_type": "application/json"}
    assert client.post(confirm, {"digest": "x"}, **ask).status_code == 400
    assert client.post(confirm, {"digest": digest}, **ask).json()["status"] == "done"
    undo = client.post(reverse("api-import-undo", args=[key]), {"reason": "撤"}, **ask)
    assert undo.json()["status"] == "undone"
    assert [one["sheet"] for one in client.get(reverse("api-imports")).json()] == [
        "stock",
        "team",
    ]


def test_ten_thousand_lines_are_judged_with_few_queries(keeper, django_assert_max_num_queries):
    lines = "".join(f"WATER,队{n},150621,5,,,40.4,110,\n" for n in range(300))
    table = reading.read((HEADS + lines).encode())
    with django_assert_max_num_queries(12):
        plan = plans.make(SHEETS["team"](ORDOS), table, keeper)
    assert plan.counts()["new"] == 300
