"""Starts processes that cannot outlive this one."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


def tied(*, by: signal.Signals) -> Callable[[], None]:
    """What a new process does first: ask the kernel to end it with us, and leave when we are gone already."""
    parent = os.getpid()

    def tie() -> None:
        _libc.prctl(_PR_SET_PDEATHSIG, int(by), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return tie


def end_with_parent(*, by: signal.Signals = signal.SIGTERM) -> None:
    """Ask the kernel to end this very process when whoever started it dies."""
    _libc.prctl(_PR_SET_PDEATHSIG, int(by), 0, 0, 0)


def start(
    words: Sequence[str | Path],
    *,
    ended_by: signal.Signals,
    env: dict[str, str] | None = None,
    output: IO[bytes] | int | None = None,
    **more: Any,
) -> subprocess.Popen[bytes]:
    """Start a process in a session of its own (so that Ctrl-C reaches only us) that ends when we end."""
    return subprocess.Popen(
        [str(word) for word in words],
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output is not None else None,
        start_new_session=True,
        preexec_fn=tied(by=ended_by),
        **more,
    )


def stop(process: subprocess.Popen[bytes], *, by: signal.Signals, patience: float) -> None:
    """End a process kindly, then, when patience is over, by force; wait until it is truly gone."""
    if process.poll() is None:
        process.send_signal(by)
    try:
        process.wait(timeout=patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
