"""`python -m recourse.config.command` is the command `recourse`."""

from __future__ import annotations

import sys

from recourse.config.command import main

sys.exit(main())
