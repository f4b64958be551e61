"""The press: lost, stuck or asked for too much, it says so, and the next paper is set."""

import io
import os
import signal
from pathlib import Path
from threading import Thread

import docx
import pytest

from command.core.errors import Conflict
from incidents.documents import (
    FORM,
    Facts,
    Heading,
    Paper,
    Picture,
    Table,
    Text,
    to_docx,
    to_pdf,
)
from incidents.documents import press as press_of
from incidents.documents.press import NotPrinted, Press
from incidents.documents.word import calls_of
from incidents.documents.word_page import Page

PAPER = Paper(
    FORM,
    "zh-hans",
    "堤防巡查日志",
    number="EVT-1",
    issuer="鄂尔多斯市应急指挥中心",
    signer="云志强",
    blocks=(
        Heading("一、基本情况"),
        Text("已转移\x07群众。\n第二行"),
        Facts((("受威胁", "2,874人"),)),
        Table(("序号", "事项"), (("1", "巡查"),), (1, 3)),
    ),
)
STUCK = """
import sys, time
sys.stdin.buffer.read(8)
time.sleep(600)
"""
DEAD = "raise SystemExit(9)"


@pytest.fixture
def press():
    """Return a press of its own, stopped afterwards."""
    made = Press()
    yield made
    made.stop()


@pytest.fixture
def child(tmp_path, monkeypatch):
    """Return what puts another program in the place of the child."""

    def put(code):
        file = tmp_path / "child.py"
        file.write_text(code)
        monkeypatch.setattr(press_of, "CHILD", file)

    return put


def test_a_press_that_was_killed_is_started_again(press):
    assert press.set("<p>1</p>", []).startswith(b"%PDF")
    first = press._child.pid
    press._child.kill()
    assert press.set("<p>2</p>", ["p { color: red }"]).startswith(b"%PDF")
    assert press._child.pid != first
    press._child.kill()
    assert press.play(calls_of(PAPER)).startswith(b"PK")


def test_a_page_that_fails_is_told_and_the_next_one_is_set(press):
    with pytest.raises(RuntimeError, match="Error"):
        press.set(None, [])
    begun = calls_of(PAPER)[:1]
    with pytest.raises(RuntimeError, match="novel"):
        press.play([*begun, ("novel", {})])
    assert press.set("<p>3</p>", []).startswith(b"%PDF")


def test_a_child_that_takes_too_long_is_ended_and_whoever_asked_is_told(
    press, child, monkeypatch
):
    child(STUCK)
    monkeypatch.setattr(press_of, "LONGEST_S", 0.5)
    before = calls_of(PAPER)
    for ask in (
        lambda: press.set("<p>1</p>", []),
        lambda: press.play(before),
        lambda: press.set("长" * 1_000_000, []),  # more than the pipe holds: nobody takes it in
    ):
        with pytest.raises(NotPrinted) as told:
            ask()
        assert (told.value.status, told.value.code) == (503, "not_printed")
        assert press._child is None
    monkeypatch.undo()
    assert press.play(before).startswith(b"PK")


def test_a_child_that_dies_each_time_is_given_up_after_the_second(press, child, tmp_path):
    child(f"open({str(tmp_path / 'starts')!r}, 'a').write('x')\n{DEAD}")
    with pytest.raises(NotPrinted):
        press.play(calls_of(PAPER))
    assert (tmp_path / "starts").read_text() == "xx"
    assert press._one_at_a_time.acquire(blocking=False)  # and the next one may print


def test_who_waits_too_long_for_the_papers_of_others_is_told(press, monkeypatch):
    monkeypatch.setattr(press_of, "WAIT_S", 0.05)
    with press._one_at_a_time, pytest.raises(Conflict):
        press.set("<p>1</p>", [])
    assert press._child is None


def test_two_who_print_at_once_each_get_their_own(press):
    found = {}

    def print_one(name, ask):
        found[name] = ask()

    asks = {
        "pdf": lambda: press.set("<p>1</p>", []),
        "docx": lambda: press.play(calls_of(PAPER)),
    }
    threads = [Thread(target=print_one, args=each) for each in asks.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {name: found[name][:2] for name in asks} == {"pdf": b"%P", "docx": b"PK"}


def test_the_child_knows_nothing_of_django_and_ends_with_its_parent(press):
    to_docx(PAPER)
    press.play(calls_of(PAPER))
    maps = Path(f"/proc/{press._child.pid}/maps").read_text()
    assert "lxml" in maps
    assert "psycopg" not in maps
    child = press._child
    child.stdin.close()
    assert child.wait(30) == 0


def test_a_word_page_is_only_ever_asked_for_what_it_can_do():
    pictured = Paper(FORM, "en", "x", blocks=(*PAPER.blocks, Picture(b"\x89PNG", "y")))
    (_begin, kind), *calls = calls_of(pictured)
    page = Page(**kind)
    assert {name for name, _given in calls} <= {name for name in dir(page) if name[0] != "_"}
    assert "\x07" not in str(calls)
    assert ("paragraph", {"text": "已转移群众。", "underlined": False}) in calls


def test_both_forms_are_set_by_the_same_child():
    assert to_pdf(PAPER).startswith(b"%PDF")
    child = press_of.PRESS._child.pid
    document = docx.Document(io.BytesIO(to_docx(PAPER)))
    assert document.core_properties.title == "堤防巡查日志"
    assert press_of.PRESS._child.pid == child
    os.kill(child, signal.SIGKILL)
    assert to_docx(PAPER).startswith(b"PK")
