"""Header, changes, state: the thing that several authorities change over its life.

A header never changes hands. Whoever acts inserts a change row of their own. A
node-local state row is the fold of the changes: it can be thrown away and made
again (``manage.py rebuild_state``), and ``rebuild`` must then change nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from command.core.models import OwnedModel, Person

Values = dict[str, Any]


class Change(OwnedModel):
    """One change of one thing by whoever acted; inserted, never altered.

    ``step`` counts the changes of the thing (a Lamport clock: ties between
    nodes are broken by ``origin``). A subclass names the header as a foreign
    key and sets ``heir_of`` to it.
    """

    step = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    data = models.JSONField(encoder=DjangoJSONEncoder, default=dict)
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    occurred_at = models.DateTimeField()

    class Meta:
        abstract = True


class State(models.Model):
    """What a thing is now. Node-local, never replicated, only ever a fold."""

    step = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


@dataclass(frozen=True)
class Fold:
    """How the changes of one kind of thing make its state.

    ``link`` is the name of the foreign key to the header in both tables.
    ``start`` gives the state's fields of a header without changes, ``apply`` the
    fields that one change sets, given those before it. Both are pure.
    """

    header: type[models.Model]
    change: type[Change]
    state: type[State]
    link: str
    start: Callable[[Any], Values]
    apply: Callable[[Values, Any], Values]

    def __post_init__(self) -> None:
        """Enter the fold in the list that ``rebuild_state`` works through."""
        FOLDS[self.header._meta.label] = self

    def begin(self, header: Any) -> Any:
        """Make the state row of a new header."""
        return self.state._default_manager.create(**{self.link: header}, **self.start(header))

    def begin_many(self, headers: Sequence[Any], firsts: Sequence[Any | None]) -> list[Any]:
        """Make the state rows of new headers, each with its first change if it has one.

        The changes are not inserted yet. Two queries for all.
        """
        states, changes = [], []
        for header, first in zip(headers, firsts, strict=True):
            values, step = self.start(header), 0
            if first is not None:
                values, step = {**values, **self.apply(values, first)}, first.step
                first.claim()
                changes.append(first)
            states.append(self.state(**{self.link: header}, step=step, **values))
        self.change._default_manager.bulk_create(changes)
        self.state._default_manager.bulk_create(states)
        return states

    def add_many(self, states: Sequence[Any], changes: Sequence[Any]) -> None:
        """Insert one new change each and bring the (locked) states up to it. Two queries.

        The states are written as rows that are there already: Django builds that in a fraction
        of the time that a case for each row and field of ``bulk_update`` takes.
        """
        names: set[str] = {"step"}
        for state, change in zip(states, changes, strict=True):
            change.claim()
            values = self.apply(self._values(state), change)
            for name, value in values.items():
                if getattr(state, name) != value:
                    setattr(state, name, value)
                    names.add(name)
            state.step = change.step
        self.change._default_manager.bulk_create(changes)
        fields = {f.attname: f.name for f in self.state._meta.concrete_fields}
        if states:
            self.state._default_manager.bulk_create(
                states,
                update_conflicts=True,
                unique_fields=[self.link],
                update_fields=sorted(fields[name] for name in names),
            )

    def add(
        self,
        state: Any,
        kind: str,
        *,
        actor: Person | None,
        occurred_at: datetime,
        data: Values | None = None,
    ) -> Any:
        """Insert a change and bring the (locked) state row up to it; return the change."""
        change = self.change(
            **{self.link: getattr(state, self.link)},
            step=state.step + 1,
            kind=kind,
            data=data or {},
            actor=actor,
            occurred_at=occurred_at,
        )
        change.save(force_insert=True)
        values = self.apply(self._values(state), change)
        self._write(state, values, change.step)
        return change

    def folded(self, header: Any) -> tuple[Values, int]:
        """Return the state's fields as the changes make them, and the last step."""
        values, step = self.start(header), 0
        changes = self.change._default_manager.filter(**{self.link: header})
        for change in changes.order_by("step", "origin"):
            values = {**values, **self.apply(values, change)}
            step = max(step, change.step)
        return values, step

    def rebuild(self) -> int:
        """Make every state row anew from its changes; return how many differed."""
        differed = 0
        for header in self.header._default_manager.order_by("pk").iterator():
            with transaction.atomic():
                differed += self._rebuild_one(header)
        return differed

    def _rebuild_one(self, header: Any) -> bool:
        rows = self.state._default_manager.select_for_update(of=("self",))
        state = rows.filter(**{self.link: header}).first()
        values, step = self.folded(header)
        if state is None:
            self.state._default_manager.create(**{self.link: header}, step=step, **values)
            return True
        if state.step == step and self._values(state) == values:
            return False
        self._write(state, values, step)
        return True

    def _values(self, state: Any) -> Values:
        names = {f.attname for f in self.state._meta.concrete_fields}
        names -= {"id", "step", f"{self.link}_id"}
        return {name: getattr(state, name) for name in names}

    def _write(self, state: Any, values: Values, step: int) -> None:
        for name, value in values.items():
            setattr(state, name, value)
        state.step = step
        state.save(update_fields=[*values, "step"])


class Rebuilds(Protocol):
    """Whatever can make its state rows anew."""

    def rebuild(self) -> int:
        """Do so; return how many differed."""


FOLDS: dict[str, Rebuilds] = {}
