"""The file of a plan: written always alike, read strictly, described by a schema."""

import json
from dataclasses import fields

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from jsonschema import Draft202012Validator

from command.core.errors import Invalid, TooLarge
from plans.demo import LIBRARY
from plans.document import as_data, read_document
from plans.document.rules import (
    Flag,
    Key,
    Listed,
    Number,
    OneOf,
    Parts,
    Place,
    Text,
    Whole,
)
from plans.document.shape import Document, Step
from plans.editor.files import LARGEST_FILE, as_file, as_json, as_yaml, file_schema, read_file
from plans.editor.files import read as reading
from plans.editor.words import FIELDS

pytestmark = pytest.mark.django_db

HEAD = {
    "city": "150600", "kind": "special", "department": "fire",
    "title": "黄河凌汛应急预案: 一", "title_en": "yes",
    "event_types": ["11A05", "11E05"],
}  # fmt: skip
FILE = """format: joint-command/plan/1
city: 150600
kind: special
title: 凌汛
document:
  steps:
    - key: T-01
      title: 巡堤
    - key: T-02
      due_minutes: soon
"""


def value(rule):
    """Return any value that holds to ``rule``."""
    match rule:
        case Parts():
            return some.lists(part(rule.of), max_size=2, unique_by=key_of)
        case Text():
            texts = some.text(
                some.characters(exclude_characters="\x00", exclude_categories=["Cs"]),
                min_size=rule.least, max_size=min(rule.most, 12),
            )  # fmt: skip
            tricky = [
                "no",
                "0x1F",
                "12:30",
                "1e5",
                "~",
                "a\r\nb",
                " x\n\n",
                "#",
                "- a",
                "\x85y",
            ]
            return (texts | some.sampled_from(tricky)).filter(rule.holds)
        case Key():
            return some.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,5}", fullmatch=True)
        case Whole():
            return some.integers(rule.least, rule.most)
        case Number():
            return some.floats(rule.least, rule.most) | some.integers(-9, 9)
        case OneOf():
            return some.sampled_from(list(rule.values))
        case Place():
            return some.sampled_from(["", "150621"])
        case Flag():
            return some.booleans()
        case Listed():
            return some.lists(value(rule.of), max_size=3, unique=True)
    raise AssertionError(rule)


def part(of):
    """Return a part with any of its fields."""
    required = {f.name: value(f.metadata["rule"]) for f in fields(of) if f.default is ...}
    rest = {f.name: value(f.metadata["rule"]) for f in fields(of)}
    needed = {name: rest[name] for name in ("key", "on", "part") if name in rest}
    optional = {name: rest[name] for name in rest if name not in needed}
    return some.fixed_dictionaries({**required, **needed}, optional=optional)


def key_of(given):
    return given.get("key", id(given))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(some.data())
def test_what_is_written_reads_back_as_the_same_bytes(data):
    document = as_data(read_document(data.draw(part(Document))))
    for write in (as_yaml, as_json):
        text = write(as_file(HEAD, document))
        read = read_file(text)
        assert (read.head, read.data) == (HEAD, document)
        assert write(as_file(read.head, read.data)) == text
    Draft202012Validator(file_schema()).validate(as_file(HEAD, document))


@pytest.mark.parametrize("path", sorted(LIBRARY.glob("*.yaml")), ids=lambda path: path.name)
def test_the_shipped_plans_hold_to_the_published_schema(path):
    text = path.read_text(encoding="utf-8")
    Draft202012Validator(file_schema()).validate(yaml.safe_load(text))
    read = read_file(text)
    again = as_yaml(as_file(read.head, read.data), ["通知"])
    assert read_file(again) == read
    assert "\\u" not in again
    assert again.startswith("# 通知\nformat: joint-command/plan/1\ncity: '150")


def test_the_schema_is_valid_and_names_every_field():
    schema = file_schema()
    Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema
    assert schema["$id"] == "urn:joint-command:plan:1"
    for of, named in FIELDS.items():
        assert list(named) == [field.name for field in fields(of)]
    steps = schema["properties"]["document"]["properties"]["steps"]["items"]
    assert all(field["title"] for field in steps["properties"].values())
    assert not Draft202012Validator(schema).is_valid({"format": "joint-command/plan/1"})


@pytest.mark.parametrize(
    ("text", "line", "at"),
    [
        (FILE, 10, "document.steps[1].due_minutes"),
        (FILE.replace("key: T-02\n", "after: [x]\n"), 9, "document.steps[1].key"),
        (FILE.replace("soon", "5") + "      due_minutes: 6\n", 11,
         "document.steps[1].due_minutes"),
        (FILE.replace("soon", "5\n      colour: red"), 11, "document.steps[1].colour"),
        (FILE.replace("soon", "&a 5"), 10, ""),
        (FILE.replace("soon", "*a"), 10, ""),
        (FILE.replace("soon", "!!python/object/apply:os.system [echo]"), 10,
         "document.steps[1].due_minutes"),
        (FILE.replace("soon", "!!binary aGk="), 10, "document.steps[1].due_minutes"),
        (FILE.replace("soon", "]"), 10, ""),
        (FILE.replace("soon", "[" * 40 + "]" * 40), 10, ""),
        (FILE.replace("soon", "{<<: {a: 1}}"), 10, "document.steps[1].due_minutes.<<"),
        (FILE.replace("soon", ".nan"), 10, "document.steps[1].due_minutes"),
        (FILE.replace("soon", "9" * 5000), 10, "document.steps[1].due_minutes"),
        (FILE.replace("soon", "5").replace("title: 凌汛", "title: [a]"), 4, "title"),
        (FILE.replace("plan/1", "plan/9"), 1, "format"),
        ("owner: x\n" + FILE, 1, "owner"),
        ("- a", 1, ""),
        ("", 1, ""),
        ('{"format": \n x}', 2, ""),
        ("\x07", 1, ""),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(text, line, at):
    with pytest.raises(Invalid) as refused:
        read_file(text)
    assert (refused.value.detail["line"], refused.value.detail["at"]) == (line, at)
    assert str(line) in str(refused.value) or line == 1


def test_json_without_line_numbers_still_says_the_place():
    with pytest.raises(Invalid) as refused:
        read_file('{"format": "joint-command/plan/1", "document": {"steps": [{}]}}')
    assert refused.value.detail == {"at": "document.steps[0].key"}


def test_a_number_in_place_of_a_code_is_taken_as_it_was_written():
    read = read_file(FILE.replace("soon", "5\n      region: 150621"))
    assert read.head["city"] == "150600"
    assert read.data["steps"][1]["region"] == "150621"
    assert read.data["steps"][1]["kind"] == Step(key="T").kind


def test_a_file_too_large_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(reading, "_yaml", None)
    with pytest.raises(TooLarge):
        read_file("a" * (LARGEST_FILE + 1))
