"""The guard holds, every mutation of it is noticed, and there is no way around it."""

import ast
import copy
import sys
from pathlib import Path

import pytest
from django.db import transaction

from command.tasking.paging import duty, guard
from tests.support.once import made_once
from tests.tasking.paging import guarded
from tests.tasking.paging.conftest import enrol
from tests.test_house_rules import ROOT, SOURCES, name_of

pytestmark = pytest.mark.django_db

# What reaches out of the machine, and the only files that may: the ways out, the routing
# service (it is asked for ways and told nothing of people), the word of a city's own system,
# and what starts the servers.
OUTWARD = {
    "requests", "pywebpush", "urllib.request", "urllib3", "http.client", "httpx", "aiohttp",
    "smtplib", "socket", "ftplib", "telnetlib", "django.core.mail", "websockets", "paramiko",
    "paho",
}  # fmt: skip
KNOWN = {
    "command/tasking/paging/ways/gateway.py",
    "command/tasking/paging/ways/push.py",
    "resources/routing/routers.py",
    "command/management/commands/city_link.py",
    # They ask servers that the operator has set, and tell nobody anything.
    "command/core/scanning.py",
    "incidents/cameras/adapters/base.py",
    "incidents/cameras/adapters/platform.py",
    # Pictures are opened in a process beside, over a line within this machine.
    "command/core/boxes.py",
    "command/core/uploads/sandbox/box.py",
    # It hears the brokers that the operator has set, and publishes nothing.
    "incidents/monitoring/intake/mqtt.py",
}
STACK = "command/management/stack/"


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker, make_world) as world:
        yield world


def make_world():
    return guarded.world(played(), enrol)


def played():
    from tests.tasking.paging import conftest

    return conftest.exercise.__wrapped__(None)


@pytest.fixture
def world(made, db):
    return made


@pytest.mark.parametrize("case", guarded.CASES, ids=lambda case: case.__name__)
def test_the_guard_holds(case, world):
    case(guarded.namespace(vars(guard)), world)


class Flip(ast.NodeTransformer):
    """Turns the ``wanted``-th condition of a source round; counts them all in ``seen``."""

    OTHER = {
        ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
        ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    }  # fmt: skip

    def __init__(self, wanted):
        self.wanted, self.seen, self.what = wanted, -1, ""

    def turn(self, what):
        self.seen += 1
        if self.seen == self.wanted:
            self.what = what
            return True
        return False

    def visit_Compare(self, node):
        self.generic_visit(node)
        if self.turn(f"line {node.lineno}: comparison"):
            node.ops = [self.OTHER[type(op)]() for op in node.ops]
        return node

    def visit_BoolOp(self, node):
        self.generic_visit(node)
        if self.turn(f"line {node.lineno}: and/or"):
            node.op = self.OTHER[type(node.op)]()
        return node

    def visit_UnaryOp(self, node):
        self.generic_visit(node)
        if isinstance(node.op, ast.Not) and self.turn(f"line {node.lineno}: not"):
            return node.operand
        return node

    def visit_If(self, node):
        self.generic_visit(node)
        for value in (False, True):
            if self.turn(f"line {node.lineno}: if always {value}"):
                node.test = ast.Constant(value)
        return node

    def visit_Return(self, node):
        self.generic_visit(node)
        turned = {True: False, False: True}
        if isinstance(node.value, ast.Constant) and node.value.value in turned:
            if self.turn(f"line {node.lineno}: return"):
                node.value = ast.Constant(turned[node.value.value])
        elif isinstance(node.value, ast.Name) and self.turn(f"line {node.lineno}: let it go"):
            node.value = ast.Constant("")
        return node


def mutants(module):
    """Yield each mutation of a module: what was turned, and its names."""
    tree = ast.parse(Path(module.__file__).read_text())
    wanted = 0
    while True:
        flip = Flip(wanted)
        turned = ast.fix_missing_locations(flip.visit(copy.deepcopy(tree)))
        if not flip.what:
            return
        names = {"__name__": module.__name__, "__file__": module.__file__}
        exec(compile(turned, f"<mutant of {module.__name__}>", "exec"), names)  # noqa: S102
        yield flip.what, names
        wanted += 1


def noticed(names, world):
    """Return whether a case fails over a mutant; what it did is undone."""
    for case in guarded.CASES:
        try:
            with transaction.atomic():
                case(guarded.namespace(names), world)
                transaction.set_rollback(True)
        except Exception:  # noqa: BLE001  a mutant may also break outright
            return True
    return False


def test_every_mutation_of_the_guard_is_noticed(world):
    survived, tried = [], 0
    for module in (guard, duty):
        for what, names in mutants(module):
            tried += 1
            whole = names if module is guard else {**around(names["on_duty"])}
            if not noticed(whole, world):
                survived.append(f"{module.__name__}, {what}")
    assert survived == []
    assert tried >= 25


def around(on_duty):
    """Return the guard's names, made anew around another judgement of who is on duty."""
    names = {"__name__": guard.__name__, "__file__": guard.__file__}
    exec(compile(Path(guard.__file__).read_text(), guard.__file__, "exec"), names)  # noqa: S102
    names["on_duty"] = on_duty
    return names


def imported(path):
    """Yield the modules that a file imports, anywhere in it, by their whole names."""
    text = path.read_text()
    # Parsing a thousand files takes seconds; most name nothing of the kind anywhere.
    if not any(each.rpartition(".")[2] in text for each in (*OUTWARD, "paging.ways")):
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def reaches_out(name):
    return any(name == each or name.startswith(f"{each}.") for each in OUTWARD)


def test_nothing_else_reaches_out_of_the_machine():
    outward = {
        name_of(path)
        for path in [*SOURCES, ROOT / "manage.py"]
        if any(reaches_out(name) for name in imported(path))
        and not name_of(path).startswith(STACK)
    }
    assert outward <= KNOWN
    assert outward >= {name for name in KNOWN if "paging" in name}


def test_only_the_guard_carries():
    """The ways are used by the guard; all others may only ask whether they are set up."""
    ways = "command.tasking.paging.ways"
    carries = {
        name_of(path)
        for path in SOURCES
        if any(name in {f"{ways}.carry", f"{ways}.WAYS"} for name in imported(path))
        or (".carry(" in path.read_text() and "paging" in path.parts)
    }
    assert carries == {
        "command/tasking/paging/guard.py",
        "command/tasking/paging/ways/__init__.py",
    }
    knocks = {name_of(path) for path in SOURCES if "guard.leave(" in path.read_text()}
    assert knocks == {"command/tasking/paging/tasks.py"}
    assert sys.modules[ways].carry is vars(guard)["carry"]
