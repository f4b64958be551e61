"""Every code of the catalogue: its example shows it and nothing else, its remedy helps."""

import pytest

from command.core import regions
from plans.compiler import CATALOGUE
from plans.compiler.compile import compiled_data
from tests.plans.compiler.world import facts, put, sound


@pytest.fixture(autouse=True)
def _no_region_names(monkeypatch):
    """Let findings name regions without a database, by their codes."""
    monkeypatch.setattr(regions, "_names", lambda: {code: (code, code) for code in CODES})


CODES = ("150100", "150200", "150600", "150621", "150900")


def codes(data):
    return [each.code for each in compiled_data(data, facts()).findings]


def test_the_sound_plan_has_no_faults():
    result = compiled_data(sound(), facts())
    assert result.findings == ()
    assert [result.times[key].start for key in ("A-01", "A-02")] == [0, 120]
    assert result.critical == ["A-01", "A-02"]


@pytest.mark.parametrize("code", CATALOGUE)
def test_the_example_shows_this_fault_alone_and_its_remedy_takes_it_away(code):
    entry = CATALOGUE[code]
    data = put(sound(), entry.example.wrong)
    (finding,) = compiled_data(data, facts()).findings
    assert (finding.code, finding.severity) == (code, entry.severity)
    for words in (finding.title, finding.says, finding.why, finding.remedy):
        assert words
        assert "%(" not in words
    assert finding.at.split("[")[0].split(".")[0] in {*sound(), ""}
    assert entry.general_remedy
    assert codes(put(data, entry.example.right)) == []
