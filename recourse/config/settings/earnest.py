"""What holds wherever real people sign in: cookies that only this very site gets, and only over https."""

from __future__ import annotations

DEMONSTRATION = False
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
