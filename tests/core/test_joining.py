"""Modules that travel as one file: what the page and the worker of the phone are given."""

import pytest
from django.conf import settings

from command.core import joining
from command.core.staticfiles import HashedModules, source
from command.field import assets

ROOM = {
    "room/start.js": "import { open } from './lib/door.js';\nimport * as key from './key.js';\n"
    "const late = () => import('./late.js');\nconst again = () => import('./lib/door.js');\n"
    "open(key, late, again);\n",
    "room/lib/door.js": "import { turn as twist } from '../key.js';\n"
    "export function open(one) {\ntwist(one);\n}\nexport const isOpen = () => true;\n",
    "room/key.js": "const turned = (one) => one;\nexport { turned as turn };\n",
    "room/late.js": "import { isOpen } from './lib/door.js';\nimport './other.js';\n"
    "export const shut = () => !isOpen();\n",
    "room/other.js": "export const other = 1;\n",
}


def test_each_module_is_there_once_and_after_what_it_needs():
    names = joining.in_order(["room/start.js"], ROOM.__getitem__, "/static/")
    assert names == ["room/key.js", "room/lib/door.js", "room/start.js"]
    place = joining.Place("room/start.js", "/static/", dict.fromkeys(names, names[-1]), ())
    made = place.scripts(names, ROOM.__getitem__)
    assert made.startswith("const $ = (globalThis.$jc ??= {});\n")
    assert 'const { turn: twist } = $["room/key.js"];' in made
    assert "return { open, isOpen };" in made
    assert "return { turn: turned };" in made
    assert 'const key = $["room/key.js"];' in made
    assert 'Promise.resolve($["room/lib/door.js"])' in made
    assert "import('./late.js')" in made
    assert "\nexport" not in made

    later = joining.Place("room/late.js", "/static/", place.brought, names)
    told = later.script(ROOM["room/late.js"])
    assert 'const { isOpen } = globalThis.$jc["room/lib/door.js"];' in told
    assert "import './other.js';" in told
    door = joining.Place("room/lib/door.js", "/static/", place.brought, names)
    assert door.script(ROOM["room/lib/door.js"]) == (
        'const { open, isOpen } = globalThis.$jc["room/lib/door.js"];\n'
        "export { open, isOpen };\n"
    )


@pytest.mark.parametrize("broken", ["export * from './key.js';", "export default 1;"])
def test_what_cannot_travel_is_refused_when_the_files_are_collected(broken):
    place = joining.Place("room/start.js", "/static/", {}, ())
    with pytest.raises(ValueError, match="cannot travel"):
        place.scripts(["room/start.js"], lambda _name: broken)
    ring = {"a/a.js": "import './b.js';\n", "a/b.js": "import './a.js';\n"}
    with pytest.raises(ValueError, match="need each other"):
        joining.in_order(["a/a.js"], ring.__getitem__, "/static/")
    with pytest.raises(ValueError, match="another folder"):
        joining.styles(["a.css"], lambda _name: "b { background: url(c.png) }")


def test_the_phone_is_brought_in_few_files_of_which_none_carries_what_another_does():
    storage = HashedModules()
    first, acts = settings.STATIC_LENDERS
    texts = {name: storage.made(name) for name in (first, acts, "field/worker.js")}
    carried = {
        name: {line.split('"')[1] for line in text.splitlines() if line.startswith('$["')}
        for name, text in texts.items()
    }
    assert not carried[first] & carried[acts]
    assert {"field/now.js", "field/screens/task.js", "vendor/idb/umd.js"} <= carried[first]
    assert {"field/lib/outbox.js", "field/sos.js"} <= carried[acts]
    # The worker is another world: it has its own of everything, and no document.
    assert "field/lib/sender.js" in carried["field/worker.js"]
    assert texts["field/worker.js"].rstrip().endswith('= $["field/worker.js"];')
    for text in texts.values():
        assert not joining.IMPORT.search(text)
    assert storage.carrier("field/ui.js") == first
    assert storage.carrier("field/screens/map.js") == "field/screens/map.js"
    assert "url(" not in storage.made("field/app.css")
    assert len(source("field/start.js")) < 5000


def test_what_phones_share_with_desks_needs_nothing_that_came_with_others():
    # It goes as it is written, looks in no register, and what it names must be kept by itself.
    names = joining.reached(assets.ENTRIES, source, settings.STATIC_URL, later=True)
    brought = HashedModules()._carriers
    shared = [one for one in names if not one.startswith("field/") and one not in brought]
    assert "command/map/plot.js" in shared
    for name in shared:
        needed = joining.in_order([name], source, settings.STATIC_URL)
        assert [one for one in needed if one in brought] == [], name
