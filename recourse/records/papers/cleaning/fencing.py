"""Takes from this process, for good, every way to a file, a socket or another process (seccomp)."""

from __future__ import annotations

import ctypes
import os
import platform
import struct

_NO_NEW_PRIVILEGES, _SET_SECCOMP, _BY_FILTER = 38, 22, 2
_LOAD, _SAME, _GIVE = 0x20, 0x15, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 1
# What reading from standard input, counting in memory and writing to standard output needs; nothing that
# opens, connects, starts or looks into anything. The numbers of: read write close fstat newfstatat lseek mmap
# mprotect munmap brk mremap madvise rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack restart_syscall
# futex clock_gettime gettimeofday getrandom sysinfo getpid gettid exit exit_group.
_NEEDED = {
    "x86_64": (
        0xC000003E,
        (0, 1, 3, 5, 262, 8, 9, 10, 11, 12, 25, 28, 13, 14, 15, 131, 219)
        + (202, 228, 96, 318, 99, 39, 186, 60, 231),
    ),
    "aarch64": (
        0xC00000B7,
        (63, 64, 57, 80, 79, 62, 222, 226, 215, 214, 216, 233, 134, 135, 139, 132, 128)
        + (98, 113, 169, 278, 179, 172, 178, 93, 94),
    ),
}

# What starting threads of one's own needs besides; still no program, file or socket. The numbers of: clone
# clone3 sched_yield sched_getaffinity set_robust_list rseq prlimit64.
_THREADS = {
    "x86_64": (56, 435, 24, 204, 273, 334, 302),
    "aarch64": (220, 435, 124, 123, 99, 293, 261),
}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def fence(*, with_threads: bool = False) -> bool:
    """Refuse from now on whatever is not needed; false where this kernel or machine cannot. Needs no root."""
    if platform.system() != "Linux" or platform.machine() not in _NEEDED:
        return False
    machine, needed = _NEEDED[platform.machine()]
    steps = _steps(machine, needed + (_THREADS[platform.machine()] if with_threads else ()))
    program = _Program(len(steps) // 8, steps)
    control = ctypes.CDLL(None).prctl
    return not control(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) and not control(
        _SET_SECCOMP, _BY_FILTER, ctypes.byref(program), 0, 0
    )


def is_shut(path: str) -> bool:
    """Whether a file that is there cannot be opened."""
    try:
        os.close(os.open(path, os.O_RDONLY))
    except PermissionError:
        return True
    return False


def _steps(machine: int, needed: tuple[int, ...]) -> bytes:
    """Another machine's numbers mean something else: refuse them; then go through the list."""
    count = len(needed)
    steps = [(_LOAD, 0, 0, 4), (_SAME, 0, count + 1, machine), (_LOAD, 0, 0, 0)]
    steps += [(_SAME, count - at, 0, number) for at, number in enumerate(needed)]
    steps += [(_GIVE, 0, 0, _REFUSE), (_GIVE, 0, 0, _ALLOW)]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
