"""What a backup of keys brings back lands among the keys, and nowhere else on the machine."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path
from typing import Any

import pytest

from recourse.config.backup import restoring, sealed
from recourse.config.database import places


@pytest.mark.parametrize("prefix", ["keys/", "keys/../", "secrets/"])
def test_a_backup_of_keys_writes_no_file_elsewhere(
    prefix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    named = f"{prefix}{elsewhere}"

    def unseal(note: Any, *, key: Any, to: Any) -> None:
        with tarfile.open(fileobj=to, mode="w") as tar:
            member = tarfile.TarInfo(named)
            member.size = 4
            tar.addfile(member, io.BytesIO(b"evil"))

    monkeypatch.setattr(restoring.sealed, "unseal", unseal)
    place: Any = places.Place(tmp_path / "data")
    place.root.mkdir()
    note: Any = None
    with pytest.raises(sealed.Damaged):
        restoring.bring_keys(note, key=note, place=place)
    assert not elsewhere.exists()
