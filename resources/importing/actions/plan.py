"""What an import would do, line by line; nothing is written here."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

import orjson
from django.utils.translation import gettext as _

from command.core import regions
from command.core.errors import Invalid
from command.core.models import Person
from command.core.policies import holds
from resources.importing import lists
from resources.importing.actions.sheets import Sheet, Values
from resources.importing.columns import Column, Value, Wrong
from resources.importing.reading import FORMULA, Table
from resources.rights import MAY_REGISTER

NEW, CHANGED, UNCHANGED, FAULTY = "new", "changed", "unchanged", "faulty"
# Beyond this box a point is hardly in one of the four cities: south, west, north, east.
AROUND = (36.0, 105.0, 44.0, 117.0)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about one cell: an error keeps its line out, a warning is to be looked at."""

    line: int
    column: str
    value: str
    reason: str
    remedy: str
    is_error: bool = True


@dataclass(slots=True)
class Line:
    """One line: what it says in full, what it is about, and what it would change."""

    number: int
    values: Values
    thing: Any = None
    outcome: str = FAULTY
    changes: dict[str, list[Value]] = field(default_factory=dict)


@dataclass(slots=True)
class Plan:
    """All lines of a file, and what is to be said of them."""

    sheet: Sheet
    lines: list[Line]
    problems: list[Problem]

    def counts(self) -> dict[str, int]:
        """Return how many lines there are of each outcome."""
        found = Counter(line.outcome for line in self.lines)
        doubtful = {one.line for one in self.problems if not one.is_error}
        names = (NEW, CHANGED, UNCHANGED, FAULTY)
        return {name: found[name] for name in names} | {"doubtful": len(doubtful)}

    def digest(self) -> str:
        """Return a digest of all that would be written: it differs when anything does."""
        told = [
            [line.number, line.outcome, str(line.thing.pk) if line.thing else "", line.values,
             line.changes]
            for line in self.lines
            if line.outcome in {NEW, CHANGED}
        ]  # fmt: skip
        return sha256(orjson.dumps(told, option=orjson.OPT_SORT_KEYS)).hexdigest()

    def shown(self, most: int) -> list[dict[str, Any]]:
        """Return the problems, errors first, as far as they are shown."""
        ordered = sorted(self.problems, key=lambda one: (not one.is_error, one.line))
        return [asdict(one) for one in ordered[:most]]


def make(sheet: Sheet, table: Table, person: Person | None) -> Plan:
    """Judge every line of ``table`` as the doors of the register would. A few queries."""
    lists.forget()
    plan = Plan(sheet, [], [])
    columns = _columns(sheet, table, plan)
    for number, cells in table.lines:
        plan.lines.append(_read(number, cells, columns, plan))
    _find(plan)
    _permit(plan, person)
    _judge(plan)
    given = {column.key for column in columns if column is not None}
    _compare(plan, given | set(sheet.assumed))
    return plan


def _columns(sheet: Sheet, table: Table, plan: Plan) -> list[Column | None]:
    """Return the column of each place. Raises ``Invalid`` when one is missing or twice."""
    known: dict[str, Column] = {}
    for column in sheet.columns:
        for head in (column.key, column.zh, column.en):
            known.setdefault(_plain(head), column)
    found = [known.get(_plain(head)) for head in table.heads]
    for head, there in zip(table.heads, found, strict=True):
        if there is None:
            reason, remedy = _("This column is not known and is passed over."), ""
            plan.problems.append(Problem(1, head[:40], "", reason, remedy, is_error=False))
        elif found.count(there) > 1:
            raise Invalid(_("The column “%s” is there twice.") % head[:40], field="file")
    missing = [c for c in sheet.columns if c.required and c not in found]
    if missing:
        names = "、".join(f"{column.zh} ({column.en})" for column in missing)
        raise Invalid(_("Columns are missing: %s. See the template.") % names, field="file")
    return found


def _plain(head: str) -> str:
    plain = head.replace("*", "").replace("\uff08", "(").replace("\uff09", ")")
    return "".join(plain.split()).lower()


def _read(number: int, cells: list[str], columns: list[Column | None], plan: Plan) -> Line:
    values: Values = {}
    faulty = False
    for place, column in enumerate(columns):
        if column is None:
            continue
        cell = cells[place] if place < len(cells) else ""
        try:
            values[column.key] = _value(column, cell)
        except Wrong as exc:
            faulty = True
            said = "" if cell == FORMULA or column.personal else cell[:80]
            plan.problems.append(Problem(number, column.zh, said, exc.reason, exc.remedy))
    return Line(number, values, outcome=FAULTY if faulty else "")


def _value(column: Column, cell: str) -> Value:
    if cell == FORMULA:
        raise Wrong(_("This is a formula."), _("Paste its value: formulas are not computed."))
    if any(ord(sign) < 32 and sign not in "\n\r\t" for sign in cell):
        raise Wrong(_("There are control characters in it."), _("Type it anew."))
    if not cell:
        if column.required:
            raise Wrong(
                _("This must be said."), column.example and _("As in: %s") % column.example
            )
        return column.default
    return column.read(cell)


def _find(plan: Plan) -> None:
    """Let each line know the thing it is about, and refuse a thing named twice."""
    sheet = plan.sheet
    there = {sheet.identity_of(sheet.values_of(thing)): thing for thing in sheet.mine()}
    first: dict[tuple[Value, ...], int] = {}
    for line in _sound(plan):
        key = sheet.identity_of(_whole(sheet, line.values))
        if key in first:
            reason = _("Line %d is about the same.") % first[key]
            _fault(plan, line, sheet.identity[-1], reason, _("Leave one of them out."))
            continue
        first[key] = line.number
        line.thing = there.get(key)


def _whole(sheet: Sheet, values: Values) -> Values:
    """Return what a line says with the defaults of columns that the file does not have."""
    return {column.key: column.default for column in sheet.columns} | values


def _permit(plan: Plan, person: Person | None) -> None:
    """Refuse lines of regions that are another authority's, or not this person's."""
    allowed: dict[str, bool] = {}
    for line in _sound(plan):
        region = line.values["region"]
        if region not in allowed:
            allowed[region] = regions.covers(plan.sheet.origin, region) and (
                person is None or holds(person, MAY_REGISTER, region=region)
            )
        if not allowed[region]:
            reason = _("The register of this region is not yours to keep.")
            _fault(plan, line, "region", reason, _("Only lines of your own territory."))


def _judge(plan: Plan) -> None:
    """Let the register's rules judge, line by line and then all together."""
    sheet = plan.sheet
    for line in _sound(plan):
        before = {} if line.thing is None else sheet.values_of(line.thing)
        line.values = _whole(sheet, before) | dict(sheet.assumed) | line.values
        for column, reason, remedy in sheet.judge(line.values, line.thing):
            _fault(plan, line, column, reason, remedy)
        _doubt(plan, line)
    together = [(line.number, line.values, line.thing) for line in _sound(plan)]
    by_number = {line.number: line for line in plan.lines}
    for number, (column, reason, remedy) in sheet.judge_all(together):
        _fault(plan, by_number[number], column, reason, remedy)


def _doubt(plan: Plan, line: Line) -> None:
    lat, lon = line.values.get("lat"), line.values.get("lon")
    south, west, north, east = AROUND
    if lat is None or lon is None or (south <= lat <= north and west <= lon <= east):
        return
    remedy = _("Is it WGS 84, and are latitude and longitude in their columns?")
    reason = _("This place is far from the four cities.")
    plan.problems.append(
        Problem(line.number, "纬度", f"{lat:g}, {lon:g}", reason, remedy, is_error=False)
    )


def _compare(plan: Plan, given: set[str]) -> None:
    """Say what each sound line would change, in the columns that the file has."""
    for line in _sound(plan):
        if line.thing is None:
            line.outcome = NEW
            continue
        before = plan.sheet.values_of(line.thing)
        line.changes = {
            key: [before.get(key), line.values[key]]
            for key in line.values
            if key in given and differs(before.get(key), line.values[key])
        }
        line.outcome = CHANGED if line.changes else UNCHANGED


def differs(before: Value, after: Value) -> bool:
    """Return whether two values of a column are not the same."""
    if before in (None, "") or after in (None, ""):
        return before not in (None, "") or after not in (None, "")
    # A detail may be kept as a number where the file has a text.
    return str(before) != str(after) if type(before) is not type(after) else before != after


def _sound(plan: Plan) -> Iterator[Line]:
    return (line for line in plan.lines if line.outcome != FAULTY)


def _fault(plan: Plan, line: Line, key: str, reason: str, remedy: str) -> None:
    names = {column.key: column for column in plan.sheet.columns}
    value = line.values.get(key)
    hidden = value in (None, "") or names[key].personal
    said = "" if hidden else names[key].say(value)
    plan.problems.append(Problem(line.number, names[key].zh, said[:80], reason, remedy))
    line.outcome = FAULTY
