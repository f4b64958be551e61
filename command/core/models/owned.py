"""What every shared row is: owned by the authority that wrote it."""

import uuid
from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models

from command.core import authority
from command.core.ids import new_id


class OwnedModel(models.Model):
    """A row that one authority writes and all may hold a copy of.

    ``origin`` is the code of the authority that wrote it: one of the four
    cities, or 150000 for the region. It is not where the thing lies. It is set
    here, never edited, and guarded by the database: the migration of each such
    table ends with ``SELECT jc_protect('<table>')``, or
    ``jc_protect('<table>', true)`` where rows are only ever inserted.

    ``exercise`` is set on everything that an exercise makes. A thing that hangs
    on another inherits it: ``heir_of`` names the foreign key to inherit from.
    """

    heir_of: ClassVar[str | None] = None

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    origin = models.CharField(max_length=6, editable=False)
    exercise = models.ForeignKey(
        "core.Exercise", models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        abstract = True

    def save(
        self,
        *,
        force_insert: bool | tuple[models.base.ModelBase, ...] = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        """Write the row; a new one as the acting authority's own."""
        if self._state.adding:
            self.claim()
        super().save(
            force_insert=force_insert,
            force_update=force_update,
            using=using,
            update_fields=update_fields,
        )

    def claim(self) -> None:
        """Make this new row the acting authority's; call it before ``bulk_create``."""
        self.origin = authority.current()
        self.exercise_id = self._inherited_exercise()

    def _inherited_exercise(self) -> uuid.UUID | None:
        if self.heir_of is not None:
            parent: Any = getattr(self, self.heir_of)
            if parent is not None:
                inherited: uuid.UUID | None = parent.exercise_id
                return inherited
        return authority.exercise()


def one_of_each(name: str) -> models.UniqueConstraint:
    """Return the constraint ``UNIQUE (id, origin)``, the replica identity of a shared table."""
    return models.UniqueConstraint(fields=["id", "origin"], name=name)
