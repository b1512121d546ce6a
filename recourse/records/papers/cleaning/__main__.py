"""The helper: reads one file, says one line and the file made anew; bounded and fenced before it looks."""

from __future__ import annotations

import sys

from recourse.records.papers.cleaning.bounded import ROOM, SECONDS
from recourse.records.papers.cleaning.bounding import bound
from recourse.records.papers.cleaning.refusing import Refused

BOUNDS = {"room": ROOM, "seconds": SECONDS, "handles": 64}


def main() -> int:
    """Clean what stands on standard input; given a file, only say whether it is out of reach."""
    bound(**BOUNDS)
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
