"""What we stand on is written down, and is what is locked and served."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from typing import Any

from recourse.config.database.places import CHECKOUT

SERVED = CHECKOUT / "recourse" / "pages" / "look" / "static" / "recourse"
BILL: dict[str, Any] = json.loads((CHECKOUT / "docs" / "bill-of-materials.json").read_text())


def test_the_bill_of_materials_is_what_is_locked_today() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/materials", "--check"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stderr} Run .venv/bin/python scripts/materials"


def test_every_locked_package_stands_in_the_bill_with_its_hashes() -> None:
    locked = re.findall(
        r"^([A-Za-z0-9_.-]+)(?:\[.*?\])?==(\S+)", (CHECKOUT / "requirements" / "serve.txt").read_text(), re.M
    )
    billed = {one["name"]: one for one in BILL["components"]}
    assert len(locked) >= 20
    for name, version in locked:
        assert billed[name]["version"] == version
        assert billed[name]["externalReferences"][0]["hashes"]


def test_what_is_vendored_is_served_as_it_was_taken() -> None:
    files = [file for one in BILL["components"] for file in one.get("components", ())]
    assert {file["name"].partition("/")[0] for file in files} == {"vendor", "fonts"}
    for file in files:
        assert (
            hashlib.sha256((SERVED / file["name"]).read_bytes()).hexdigest() == file["hashes"][0]["content"]
        )
    on_disk = {
        f"{path.parent.name}/{path.name}"
        for folder in ("vendor", "fonts")
        for path in (SERVED / folder).iterdir()
    }
    assert on_disk == {file["name"] for file in files}
