"""Several at once: threads that start together, each with a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection

from command.core.errors import Refusal


def race(act: Callable[[], Any], *, times: int) -> list[Any]:
    """Run ``act`` that many times at once; return what each returned, or its refusal."""
    start = Barrier(times)

    def run() -> Any:
        try:
            start.wait(timeout=30)
            return act()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return [future.result() for future in [pool.submit(run) for _ in range(times)]]
