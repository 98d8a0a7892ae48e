"""Shuts a process in before it looks at a hostile file: little memory, little time, no file, no network, no child.

Limits of the system hold everywhere. On Linux the process further gives up, for good, every call of the system but
those that compute, read what is open, write to what is open and end: were a library taken over by a file, it could
neither open a file nor speak to anybody.
"""

from __future__ import annotations

import ctypes
import os
import resource
import sys

from corridor.core.attachments import limits

_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 1
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2

# The numbers of the calls that are left, by the machine's own list of calls.
_LEFT = {
    "x86_64": (
        0xC000003E,
        # read write close fstat lseek mmap mprotect munmap brk rt_sigaction rt_sigprocmask rt_sigreturn mremap madvise
        # getpid exit uname gettimeofday getrusage futex sched_yield clock_gettime exit_group getrandom rseq
        (0, 1, 3, 5, 8, 9, 10, 11, 12, 13, 14, 15, 25, 28, 39, 60, 63, 96, 98, 202, 24, 228, 231, 318, 334),
    ),
    "aarch64": (
        0xC00000B7,
        # The same calls under their numbers there.
        (63, 64, 57, 80, 62, 222, 226, 215, 214, 134, 135, 139, 216, 233, 172, 93, 160, 169, 165, 98, 124, 113, 94, 278,
         293),
    ),
}  # fmt: skip


class _Step(ctypes.Structure):
    _fields_ = [  # as ctypes wants it
        ("code", ctypes.c_ushort),
        ("if_true", ctypes.c_ubyte),
        ("if_false", ctypes.c_ubyte),
        ("value", ctypes.c_uint32),
    ]


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.POINTER(_Step))]  # as ctypes wants it


def limit() -> None:
    """Set what this process may use; what was not there before cannot be had back."""
    for kind, most in (
        (resource.RLIMIT_AS, limits.MEMORY),
        (resource.RLIMIT_CPU, limits.SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (least, least))


def shut_in() -> bool:
    """Give up every call of the system that opens, connects or starts something; return whether that was possible."""
    machine = os.uname().machine
    if sys.platform != "linux" or machine not in _LEFT:
        return False
    own, left = _LEFT[machine]
    steps = [
        (_LOAD, 0, 0, 4),
        (_EQUAL, 1, 0, own),
        (_RETURN, 0, 0, _REFUSE),
        (_LOAD, 0, 0, 0),
        *((_EQUAL, len(left) - number, 0, call) for number, call in enumerate(left)),
        (_RETURN, 0, 0, _REFUSE),
        (_RETURN, 0, 0, _ALLOW),
    ]
    written = (_Step * len(steps))(*(_Step(*step) for step in steps))
    program = _Program(len(steps), written)
    system = ctypes.CDLL(None, use_errno=True)
    if system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return False
    return bool(system.prctl(_SECCOMP, _FILTER, ctypes.byref(program), 0, 0) == 0)
