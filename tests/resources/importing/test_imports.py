"""A register from a file: seen first, then written, and put back."""

import pytest
from django.test import TestCase
from django.urls import reverse

from command.core import media
from command.core.errors import Conflict, Invalid
from command.core.models import Entry
from resources.actions import commit_team
from resources.importing import reading, tasks
from resources.importing.actions import confirm as confirming
from resources.importing.actions import confirm_import, undo_import
from resources.importing.actions import plan as plans
from resources.importing.actions.sheets import SHEETS
from resources.importing.models import ImportRun, RunStatus
from resources.models import Team
from resources.nearest.models import Spot
from tests import make
from tests.make import DALAD, ORDOS, Post
from tests.resources.importing.given import HEADS, TWO, counts, done, given
from tests.support.client import client_of
from tests.support.later import later

pytestmark = pytest.mark.django_db


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


def test_files_go_when_their_time_is_over_and_what_they_wrote_stays(keeper):
    run, waiting = done(keeper, TWO), given(keeper, TWO.replace("18,4", "19,4"))
    kept = [media.path_of(one.file.sha256) for one in (run, waiting)]
    assert tasks.destroy_files() == 0
    with later(days=29):
        assert tasks.destroy_files() == 0
    assert all(path.exists() for path in kept)
    with later(days=31):
        # What another import was made from too is kept for that one.
        again = given(keeper, TWO)
        with TestCase.captureOnCommitCallbacks(execute=True):
            assert tasks.destroy_files() == 2
        assert [path.exists() for path in kept] == [True, False]
        assert tasks.destroy_files() == 0
    assert (Team.objects.count(), run.changes.count()) == (2, 2)
    run.refresh_from_db()
    assert (run.status, run.file_gone_at is None) == (RunStatus.DONE, False)
    assert Entry.objects.filter(kind="register.import_file_destroyed").count() == 2
    with pytest.raises(Conflict, match="Hand it in again"):
        confirm_import(actor=keeper, run_id=waiting.pk)
    undo_import(actor=keeper, run_id=run.pk, reason="错表")  # it needs no file
    ImportRun.objects.get(pk=again.pk, file_gone_at=None)
    assert given(keeper, TWO.replace("18,4", "19,4")).file_gone_at is None


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


def test_ten_thousand_lines_are_judged_with_few_queries(keeper, django_assert_max_num_queries):
    lines = "".join(f"WATER,队{n},150621,5,,,40.4,110,\n" for n in range(300))
    table = reading.read((HEADS + lines).encode())
    with django_assert_max_num_queries(12):
        plan = plans.make(SHEETS["team"](ORDOS), table, keeper)
    assert plan.counts()["new"] == 300
