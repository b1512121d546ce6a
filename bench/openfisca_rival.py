"""OpenFisca-core's part, run by its own interpreter: the formulas and a raw file a column in, answers out.

Its variables are declared before the clock starts, as our law is read before. The clock covers building the
simulation of so many people, setting every input from an array in memory, and calculating every answer.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

_MONTH = "2026-11"
_RUNS = 6
_STORED = {"bool": "bool", "int": "int32", "float": "float32", "date": "datetime64[D]"}
_TYPES = {"bool": bool, "int": int, "float": float, "date": date}


def main(folder: Path) -> None:
    """Print the seconds of the quickest runs and the version; leave `KEY.told`, a byte a person."""
    numpy = import_module("numpy")
    law = json.loads((folder / "law.json").read_text())
    given = {name: _column(numpy, folder / f"{name}.raw", kind) for name, kind in law["facts"].items()}
    system = _declared(numpy, law)
    seconds, told = _quickest(lambda: _calculated(system, law, given))
    words = {name: _words(numpy, given[name], listed) for name, listed in law["words"].items()}
    from_words, again = _quickest(lambda: _calculated(system, law, given | _encoded(words)))
    if any((told[name] != again[name]).any() for name in told):
        sys.exit("OpenFisca answers differently when it reads the words itself.")
    for name, answers in told.items():
        (folder / f"{name}.told").write_bytes(answers.astype("uint8").tobytes())
    print(json.dumps({"seconds": seconds, "from_words": from_words, "version": _version()}))


def _quickest(work: Callable[[], Any]) -> tuple[float, Any]:
    taken = []
    for _ in range(_RUNS):
        started = time.perf_counter()
        told = work()
        taken.append(time.perf_counter() - started)
    return min(taken), told


def _words(numpy: Any, numbers: Any, listed: list[str]) -> tuple[Any, Any]:
    """The words of a column, and OpenFisca's own list of them."""
    made = import_module("openfisca_core.indexed_enums").Enum("Words", {word: word for word in listed})
    return made, numpy.array(listed)[numbers]


def _encoded(words: dict[str, tuple[Any, Any]]) -> dict[str, Any]:
    """The numbers of the words, as OpenFisca itself finds them."""
    return {name: listed.encode(column).astype("int32") for name, (listed, column) in words.items()}


def _column(numpy: Any, file: Path, kind: str) -> Any:
    """A column as OpenFisca itself stores that type."""
    raw = numpy.fromfile(file, dtype="uint8" if kind == "bool" else "int32")
    return raw.astype(_STORED[kind])


def _declared(numpy: Any, law: dict[str, Any]) -> Any:
    entities = import_module("openfisca_core.entities")
    person = entities.build_entity(key="person", plural="people", label="a person", is_person=True)
    system = import_module("openfisca_core.taxbenefitsystems").TaxBenefitSystem([person])
    for name, kind in law["facts"].items():
        system.add_variable(_variable(name, kind, person))
    for name, formula in law["formulas"].items():
        kind = "int" if name in law["told"] else "bool"
        system.add_variable(_variable(name, kind, person, _formula(numpy, formula, law["takes"][name])))
    return system


def _variable(name: str, kind: str, person: Any, formula: Any = None) -> Any:
    base = import_module("openfisca_core.variables").Variable
    month = import_module("openfisca_core.periods").DateUnit.MONTH
    held = {"value_type": _TYPES[kind], "entity": person, "definition_period": month, "label": name}
    return type(name, (base,), held | ({"formula": formula} if formula else {}))


def _formula(numpy: Any, text: str, takes: list[str]) -> Any:
    """A formula as one writes it by hand: each column asked for once, then whole arrays."""
    asked = "".join(f"    {name} = person('{name}', period)\n" for name in takes)
    made: dict[str, Any] = {"numpy": numpy, "months": partial(_months, numpy)}
    exec(f"def formula(person, period):\n    count = person.count\n{asked}    return {text}\n", made)
    return made["formula"]


def _months(numpy: Any, days: Any, count: int) -> Any:
    """The same day of the month so many months on, or the month's last day."""
    month = days.astype("datetime64[M]")
    last = (month + count + 1).astype("datetime64[D]") - 1
    return numpy.minimum(
        (month + count).astype("datetime64[D]") + (days - month.astype("datetime64[D]")), last
    )


def _calculated(system: Any, law: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    builder = import_module("openfisca_core.simulations").SimulationBuilder
    simulation = builder().build_default_simulation(system, count=law["count"])
    for name, column in given.items():
        simulation.set_input(name, _MONTH, column)
    return {name: simulation.calculate(name, _MONTH) for name in law["told"]}


def _version() -> str:
    return str(import_module("importlib.metadata").version("openfisca-core"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
