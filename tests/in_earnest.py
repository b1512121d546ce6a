"""The settings of production on the tests' own database, over loopback, and fresh for two seconds only."""

from __future__ import annotations

from recourse.config.settings.demo import *  # noqa: F403
from recourse.config.settings.earnest import *  # noqa: F403

DEMONSTRATION = False
FRESH_FOR = 2
