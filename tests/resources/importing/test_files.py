"""What a file may be, and what is said of one that may not."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from command.core.errors import Conflict, Invalid, TooLarge, WrongKind
from resources.importing import reading
from resources.importing.actions import confirm_import
from resources.importing.models import ImportRun
from resources.models import Team
from tests.resources.importing.given import HEADS, TWO, counts, given

pytestmark = pytest.mark.django_db


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
