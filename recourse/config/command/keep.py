"""`recourse keep`: makes backups by the clock, for as long as it runs."""

from __future__ import annotations

import argparse
import signal
from collections.abc import Sequence

from recourse.config import children
from recourse.config.backup import keeping, taking
from recourse.config.command.refusals import said_plainly
from recourse.config.database import address


@said_plainly
def run(words: Sequence[str]) -> int:
    """Seal the log as it comes, the keys as they change, and the whole once a day; idle without a key."""
    parser = argparse.ArgumentParser("recourse keep", description=__doc__)
    parser.add_argument("--keep-days", type=int, default=taking.DAYS_KEPT, help="how long backups are kept")
    asked = parser.parse_args(words)
    children.end_with_parent(by=signal.SIGKILL)
    keeping.keep(address.chosen(), days=asked.keep_days)
    return 0
