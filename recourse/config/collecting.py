"""The garbage collector as the server runs it: what stays for ever is not looked through again."""

from __future__ import annotations

import gc

SELDOM = (50_000, 20, 20)


def settle() -> None:
    """Keep all there is by now out of the collector's way, and let it look seldom; once the law is read."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)
