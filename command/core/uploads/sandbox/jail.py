"""Locking this process in: before it reads the first byte that a stranger wrote.

What it needs is imported by then, so it may lose everything: files, sockets, children. Whatever
the kernel does not offer is left out of what ``lock_in`` returns.
"""

import contextlib
import ctypes
import os
import platform
import resource
import struct
from typing import Any

NOBODY = 65534
NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000
NO_NEW_PRIVILEGES, SET_SECCOMP, FILTER = 38, 22, 2
ALLOW, ERRNO_EPERM, KILL = 0x7FFF0000, 0x00050001, 0x80000000
LOAD, EQUAL, RETURN = 0x20, 0x15, 0x06
X32 = 0x40000000

# Reading and writing what is open, memory, locks, clocks, signals to oneself, and the end.
CALLS = {
    "x86_64": (
        0xC000003E,
        (0, 1, 3, 5, 8, 9, 10, 11, 12, 13, 14, 15, 17, 18, 19, 20, 24, 25, 28, 35, 39, 60, 72,
         96, 98, 131, 186, 201, 202, 228, 230, 231, 262, 318, 332, 334),
    ),
    "aarch64": (
        0xC00000B7,
        (25, 57, 62, 63, 64, 65, 66, 67, 68, 79, 80, 93, 94, 98, 101, 113, 115, 124, 132, 134,
         135, 139, 165, 169, 172, 178, 214, 215, 216, 222, 226, 233, 278, 291, 293),
    ),
}  # fmt: skip


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def lock_in(*, memory: int, cpu_s: int, file_bytes: int) -> list[str]:
    """Give up all that is not needed to look at an open file; return what took hold."""
    done = ["limits"]
    for what, limit in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, cpu_s),
        (resource.RLIMIT_FSIZE, file_bytes),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 16),
    ):
        resource.setrlimit(what, (limit, limit))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(NEW_NETWORK) == 0 or libc.unshare(NEW_USER | NEW_NETWORK) == 0:
        done.append("network")
    if os.geteuid() == 0:
        with contextlib.suppress(OSError):
            os.setgroups([])
            os.setresgid(NOBODY, NOBODY, NOBODY)
            os.setresuid(NOBODY, NOBODY, NOBODY)
            done.append("user")
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    if libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0 and _filter(libc):
        done.append("calls")
    return done


def _filter(libc: Any) -> bool:
    """Let the kernel refuse every call that is not on the list."""
    if platform.machine() not in CALLS:
        return False
    architecture, calls = CALLS[platform.machine()]
    last = len(calls)
    lines = [
        (LOAD, 0, 0, 4),  # the architecture
        (EQUAL, 1, 0, architecture),
        (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, 0),  # the number of the call
        *((EQUAL, last - at, 0, number) for at, number in enumerate(calls)),
        (RETURN, 0, 0, ERRNO_EPERM),
        (RETURN, 0, 0, ALLOW),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *x) for x in lines))
    program = _Program(len(lines), ctypes.cast(code, ctypes.c_void_p).value)
    done: int = libc.prctl(SET_SECCOMP, FILTER, ctypes.byref(program), 0, 0)
    return done == 0
