"""The passes: each looks for one family of faults, and looks at nothing but the snapshot."""

from collections.abc import Callable, Iterator
from typing import Final

from plans.compiler.facts import Facts
from plans.compiler.findings import Finding
from plans.compiler.passes import (
    law,
    needs,
    notices,
    order,
    promises,
    roles,
    times,
    triggers,
    words,
)
from plans.document import Document

Pass = Callable[[Document, Facts], Iterator[Finding]]
PASSES: Final[tuple[Pass, ...]] = (
    order.judge,
    words.judge,
    roles.judge,
    times.judge,
    needs.judge,
    promises.judge,
    notices.judge,
    triggers.judge,
    law.judge,
)
