"""The helper: reads one file, says one line and the file made anew; bounded and fenced before it looks."""

from __future__ import annotations

import resource
import sys

from recourse.records.papers.cleaning.bounded import ROOM, SECONDS
from recourse.records.papers.cleaning.refusing import Refused


def bound() -> None:
    """Take so much memory and so many seconds and no more, write no file, start no process."""
    for what, most in (
        (resource.RLIMIT_AS, ROOM),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(what, (most, most))


def main() -> int:
    """Clean what stands on standard input; given a file, only say whether it is out of reach."""
    bound()
    from recourse.records.papers.cleaning import fencing, seen

    fencing.fence()
    if len(sys.argv) > 1:
        sys.stdout.write("shut" if fencing.is_shut(sys.argv[1]) else "open")
        return 0
    try:
        form, pages, content = seen.made_anew(sys.stdin.buffer.read())
    except Refused as refused:
        sys.stdout.buffer.write(f"refused {refused.why}\n".encode())
        return 0
    except MemoryError:
        sys.stdout.buffer.write(b"refused too_much_inside\n")
        return 0
    sys.stdout.buffer.write(f"clean {form} {pages}\n".encode() + content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
