"""Locking this process in: before it reads the first byte that a stranger wrote.

What it needs is imported by then, so it may lose everything: files, sockets, children. Whatever
the kernel does not offer is left out of what is returned.
"""

import contextlib
import ctypes
import errno
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
Line = tuple[int, int, int, int]

# The word by which the kernel knows a processor, and the column below.
PROCESSORS = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}
# Reading and writing what is open, memory, locks, clocks, signals to oneself, and the end:
# the number of each call at x86-64 and at ARM64.
CALLS: dict[str, tuple[int | None, int | None]] = {
    "read": (0, 63), "write": (1, 64), "close": (3, 57), "fstat": (5, 80), "lseek": (8, 62),
    "pread64": (17, 67), "pwrite64": (18, 68), "readv": (19, 65), "writev": (20, 66),
    "newfstatat": (262, 79), "statx": (332, 291), "fcntl": (72, 25),
    "mmap": (9, 222), "mprotect": (10, 226), "munmap": (11, 215), "brk": (12, 214),
    "mremap": (25, 216), "madvise": (28, 233),
    "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139),
    "sigaltstack": (131, 132), "futex": (202, 98), "sched_yield": (24, 124),
    "nanosleep": (35, 101), "clock_nanosleep": (230, 115), "clock_gettime": (228, 113),
    "gettimeofday": (96, 169), "time": (201, None), "getrusage": (98, 165),
    "getpid": (39, 172), "gettid": (186, 178), "getrandom": (318, 278), "rseq": (334, 293),
    "exit": (60, 93), "exit_group": (231, 94),
}  # fmt: skip


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def can_lock() -> bool:
    """Return whether this processor and this kernel let a process be locked in."""
    libc = ctypes.CDLL(None, use_errno=True)
    # A kernel that knows filters looks for one, and finds no memory there.
    libc.prctl(SET_SECCOMP, FILTER, None, 0, 0)
    return platform.machine() in PROCESSORS and ctypes.get_errno() == errno.EFAULT


def set_apart() -> list[str]:
    """Give up the network and every right of a user; return what took hold."""
    done = []
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(NEW_NETWORK) == 0 or libc.unshare(NEW_USER | NEW_NETWORK) == 0:
        done.append("network")
    if os.geteuid() == 0:
        with contextlib.suppress(OSError):
            os.setgroups([])
            os.setresgid(NOBODY, NOBODY, NOBODY)
            os.setresuid(NOBODY, NOBODY, NOBODY)
            done.append("user")
    return done


def lock_in(*, memory: int, cpu_s: int, file_bytes: int) -> list[str]:
    """Give up all that is not needed to look at an open file; return what took hold."""
    for what, limit in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, cpu_s),
        (resource.RLIMIT_FSIZE, file_bytes),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 16),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(what, (limit, limit))
    done = ["limits"]
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0 and _filter(libc):
        done.append("calls")
    return done


def rules(machine: str) -> list[Line]:
    """Return the filter for a processor: its own calls on the list, and nothing else."""
    architecture, column = PROCESSORS[machine]
    known = [numbers[column] for numbers in CALLS.values()]
    calls = [number for number in known if number is not None]
    last = len(calls)
    return [
        (LOAD, 0, 0, 4),  # the architecture
        (EQUAL, 1, 0, architecture),
        (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, 0),  # the number of the call
        *((EQUAL, last - at, 0, number) for at, number in enumerate(calls)),
        (RETURN, 0, 0, ERRNO_EPERM),
        (RETURN, 0, 0, ALLOW),
    ]


def _filter(libc: Any) -> bool:
    """Let the kernel refuse every call that is not on the list."""
    if platform.machine() not in PROCESSORS:
        return False
    lines = rules(platform.machine())
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *x) for x in lines))
    program = _Program(len(lines), ctypes.cast(code, ctypes.c_void_p).value)
    done: int = libc.prctl(SET_SECCOMP, FILTER, ctypes.byref(program), 0, 0)
    return done == 0
