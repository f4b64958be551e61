"""The compiler: what a plan lacks before it may be submitted.

``compile_plan`` gathers the facts of the city in a fixed number of queries; the passes
that judge are pure.
"""

from plans.compiler.catalogue import CATALOGUE, Entry
from plans.compiler.compile import compile_plan, compiled, errors_of
from plans.compiler.facts import Facts
from plans.compiler.findings import Compiled, Finding

__all__ = [
    "CATALOGUE",
    "Compiled",
    "Entry",
    "Facts",
    "Finding",
    "compile_plan",
    "compiled",
    "errors_of",
]
