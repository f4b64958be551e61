"""Every string of the interface exists in Chinese."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "command" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
SOURCES = ("command", "incidents", "resources", "plans", "templates")


def messages(po):
    """Yield (msgid, msgstr, fuzzy) of each entry."""
    for block in po.split("\n\n"):
        if block.lstrip().startswith("#~") or 'msgid ""\nmsgstr ""' in block:
            continue
        fuzzy = bool(re.search(r"^#,.*fuzzy", block, re.MULTILINE))
        texts = {"msgid": "", "msgid_plural": "", "msgstr": "", "msgstr[0]": ""}
        at = None
        for line in block.splitlines():
            found = re.match(r'(msgid|msgstr|msgstr\[0\]|msgid_plural|msgctxt) (".*")$', line)
            if found:
                at = found[1]
                texts[at] = found[2][1:-1]
            elif line.startswith('"') and at:
                texts[at] += line[1:-1]
        if texts["msgid"]:
            # Chinese has one form, that of the plural.
            source = texts["msgid_plural"] or texts["msgid"]
            yield source, texts["msgstr"] or texts["msgstr[0]"], fuzzy


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    """Make the catalogue anew, as ``makemessages`` does, in a copy of the tree."""
    copy = tmp_path_factory.mktemp("tree")
    for name in SOURCES:
        shutil.copytree(
            ROOT / name,
            copy / name,
            ignore=shutil.ignore_patterns("__pycache__", "*.mo", "migrations"),
        )
    subprocess.run(
        [
            sys.executable,
            "-m",
            "django",
            "makemessages",
            "-l",
            "zh_Hans",
            "-v",
            "0",
            "--no-obsolete",
        ],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy)},
        check=True,
    )
    made = copy / CATALOGUE.relative_to(ROOT)
    return list(messages(made.read_text()))


def test_every_string_is_translated(fresh):
    assert [msgid for msgid, msgstr, _ in fresh if not msgstr] == []


def test_no_translation_is_a_guess(fresh):
    assert [msgid for msgid, _, fuzzy in fresh if fuzzy] == []


def test_translations_keep_the_placeholders(fresh):
    def holes(text):
        return sorted(re.findall(r"%\(\w+\)[sd]|(?<!%)\{\w+\}", text))

    assert [m for m, t, _ in fresh if t and holes(m) != holes(t)] == []
