"""What our own PostgreSQL is started with: private, quiet about people, its finished log set aside."""

from __future__ import annotations

import shlex
from collections.abc import Mapping

from recourse.config.database.places import Place

# A minute of work is the most a machine that burns can take with it.
_ARCHIVED_EVERY = "60s"


def options(place: Place, *, is_throwaway: bool, more: Mapping[str, str]) -> list[str]:
    """Socket only; and a log that repeats no statement, no values and no details: they are personal."""
    values = {
        "listen_addresses": "",
        "unix_socket_directories": str(place.socket),
        "unix_socket_permissions": "0700",
        "hba_file": str(place.root / "hba.conf"),
        "password_encryption": "scram-sha-256",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_statement": "none",
        "log_min_messages": "log",
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
        "log_parameter_max_length": "0",
        "log_parameter_max_length_on_error": "0",
        "log_lock_waits": "off",
        "max_connections": "60",
        "archive_mode": "on",
        "archive_command": _set_aside(place),
        "archive_timeout": _ARCHIVED_EVERY,
        "wal_keep_size": "128MB",
    }
    if is_throwaway:
        quick = ("fsync", "autovacuum", "jit", "full_page_writes", "synchronous_commit")
        values |= dict.fromkeys(quick, "off")
    values |= more
    return [word for name, value in values.items() for word in ("-c", f"{name}={value}")]


def _set_aside(place: Place) -> str:
    """Copy a finished piece of the log to where it is sealed, whole or not at all, once there is one."""
    folder = shlex.quote(str(place.wal)).replace("%", "%%")
    draft, kept = f"{folder}/%f.part", f"{folder}/%f"
    return f"! test -d {folder} || (cp %p {draft} && sync {draft} && mv {draft} {kept})"
