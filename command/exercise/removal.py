"""What belongs to an exercise, table by table: found by following the foreign keys.

Two kinds of rows go. Those that bear the exercise's flag, which the database's guards
let go while ``jc.removing`` names that exercise and never otherwise. And node-local
rows without a flag that cannot be without a flagged one: a state without its header, an
entry without its room. A row that only *may* point to one (a nullable key) is never
taken along: the foreign key then stops the removal instead.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Field, Model

from command.core.models import Exercise

FLAG = "exercise_id"


@dataclass(frozen=True)
class Belonging:
    """The rows of one table that belong to an exercise.

    ``where`` is SQL with one parameter, ``%(exercise)s``. ``depth`` is how many
    steps of foreign keys lie between the rows and a flag: the deepest go first.
    """

    model: type[Model]
    where: str
    depth: int

    @property
    def table(self) -> str:
        """The name of the table."""
        return str(self.model._meta.db_table)


def belongings() -> list[Belonging]:
    """Return what belongs to an exercise, in the order in which it is to be deleted."""
    found: dict[type[Model], Belonging] = {
        model: Belonging(model, f"{FLAG} = %(exercise)s::uuid", 0)
        for model in _models()
        if _is_flagged(model)
    }
    unflagged = [model for model in _models() if model not in found and model is not Exercise]
    # Once more for every step of foreign keys; there are few, and no circle is followed.
    for _ in unflagged:
        grown = {m: one for m in unflagged if (one := _dependent(m, found)) is not None}
        if grown.items() <= found.items():
            break
        found |= grown
    return sorted(found.values(), key=lambda one: (-one.depth, one.table))


def _models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model._meta.managed]


def _is_flagged(model: type[Model]) -> bool:
    return any(
        field.column == FLAG and field.related_model is Exercise
        for field in model._meta.local_concrete_fields
    )


def _dependent(model: type[Model], found: dict[type[Model], Belonging]) -> Belonging | None:
    """Return the rows of ``model`` that cannot be without rows already found."""
    parents = [
        (field, found[target])
        for field in model._meta.local_concrete_fields
        if (target := _target(field)) in found and not field.null and target is not model
    ]
    if not parents:
        return None
    conditions = [_among(field, parent) for field, parent in parents]
    depth = 1 + max(parent.depth for _, parent in parents)
    return Belonging(model, " OR ".join(conditions), depth)


def _among(field: Any, parent: Belonging) -> str:
    key = field.target_field.column
    # Names of the models' tables and columns, never a person's words.
    return f"{field.column} IN (SELECT {key} FROM {parent.table} WHERE {parent.where})"  # noqa: S608


def _target(field: "Field[Any, Any]") -> Any:
    return field.related_model if field.is_relation else None
