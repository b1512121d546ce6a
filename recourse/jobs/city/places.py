"""The invented city of Wrenfield: its agencies, services, workers and homes. None of it exists."""

from __future__ import annotations

from typing import NamedTuple


class Agency(NamedTuple):
    """An invented organisation and the services it offers."""

    name: str
    kind: str
    is_agency: bool
    services: tuple[ServiceOffer, ...]
    workers: tuple[Persona, ...]
    manager: Persona | None = None


class ServiceOffer(NamedTuple):
    """One service as it stands in the directory."""

    name: str
    kind: str
    what: str
    who_for: str
    takes_referrals: bool
    answer_within_days: int
    capacity_free: int | None = None
    capacity_unit: str = ""


class Persona(NamedTuple):
    """An invented worker one can be. A manager who meets nobody stands apart from those who do."""

    name: str
    role: str


class House(NamedTuple):
    """An invented home: rooms as (sleeps, kind of bed) pairs."""

    name: str
    area: str
    who_for: str
    is_step_free: bool
    landlord: str
    rooms: tuple[tuple[int, str], ...]


AGENCIES = (
    Agency(
        "Wrenfield Night Outreach",
        "outreach",
        True,
        (
            ServiceOffer(
                "Wrenfield Night Outreach",
                "outreach",
                "Walks the city from four in the morning and meets people where they sleep.",
                "Anybody sleeping outside in Wrenfield.",
                True,
                2,
            ),
        ),
        (
            Persona("Noor Example", "outreach"),
            Persona("Ida Invented", "outreach"),
            Persona("Theo Pretend", "outreach"),
        ),
        Persona("Nell Nominal", "manager"),
    ),
    Agency(
        "Law Desk",
        "advice",
        True,
        (
            ServiceOffer(
                "Law Desk",
                "entitlement",
                "Works out what somebody is entitled to and finds an immigration adviser.",
                "Anybody in Wrenfield, whatever their papers.",
                True,
                3,
                6,
                "first appointments this week",
            ),
        ),
        (Persona("Sam Specimen", "entitlement"), Persona("Rosa Mockup", "entitlement")),
        Persona("Hugo Hypothetical", "manager"),
    ),
    Agency(
        "City Link Team",
        "outreach",
        True,
        (
            ServiceOffer(
                "City Link Team",
                "link",
                "Stays with one person from the street to a home: appointments, papers, phone calls.",
                "People sleeping rough who see an adviser or wait for a room.",
                True,
                3,
                9,
                "people a link worker can take on",
            ),
        ),
        (Persona("Lin Placeholder", "link"), Persona("Jo Notional", "link")),
        Persona("Meg Makeshift", "manager"),
    ),
    Agency(
        "Lamp House Hosting",
        "hosting",
        True,
        (
            ServiceOffer(
                "Lamp House Hosting",
                "hosting",
                "Rooms in homes lent by associations, churches and hosts, half a year to a year.",
                "Adults with nowhere to live whose case may change with a stable address.",
                True,
                5,
                3,
                "beds free tonight",
            ),
        ),
        (Persona("Pat Pretend", "manager"), Persona("Alex Fabricated", "manager")),
    ),
    Agency(
        "Riverside Practice",
        "treatment",
        True,
        (
            ServiceOffer(
                "Riverside Practice",
                "treatment",
                "Drug and alcohol treatment in the community. Nobody is asked for papers.",
                "Anybody staying in Wrenfield.",
                True,
                3,
                12,
                "assessments this week",
            ),
        ),
        (Persona("Dee Dummy", "link"),),
        Persona("Otis Ostensible", "manager"),
    ),
    Agency(
        "Wrenfield City",
        "commissioner",
        False,
        (),
        (Persona("Cass Counter", "commissioner"),),
    ),
    Agency(
        "Tannery Housing Association",
        "housing_association",
        False,
        (),
        (Persona("Tess Tenure", "landlord"),),
    ),
)

_FREE, _PAYS, _COUNCIL, _KEPT = "free", "rent_paying", "council", "reserved"


def _rooms(*kinds: tuple[str, int]) -> tuple[tuple[int, str], ...]:
    return tuple((1, kind) for kind, count in kinds for _ in range(count))


def _family(*sleeps: int) -> tuple[tuple[int, str], ...]:
    return tuple((people, _COUNCIL) for people in sleeps)


HOMES = (
    House("Larch House", "Mill Bridge", "women", True, "Tannery Housing Association", _rooms((_FREE, 4))),
    House("Elder House", "Elder Row", "men", False, "St Osyth's Church", _rooms((_FREE, 3))),
    House("The Old Manse", "Northgate", "families", False, "St Osyth's Church", _family(4, 3, 2)),
    House(
        "Quay Cottage",
        "Quayside",
        "anyone",
        False,
        "Tannery Housing Association",
        _rooms((_PAYS, 2), (_FREE, 2)),
    ),
    House(
        "Tannery House",
        "Tannery Yard",
        "men",
        False,
        "Tannery Housing Association",
        _rooms((_PAYS, 2), (_FREE, 1)),
    ),
    House("Rowan House", "Northgate", "women", False, "Wrenfield Homes", _rooms((_FREE, 3), (_PAYS, 1))),
    House("Kiln House", "Kiln Lane", "anyone", True, "Wrenfield Homes", _rooms((_COUNCIL, 4))),
    House("The Lodge", "Mill Bridge", "men", False, "Quakers of Wrenfield", _rooms((_FREE, 6))),
    House("Hazel House", "Hazel Court", "women", False, "Wrenfield Homes", _rooms((_PAYS, 3))),
    House("Filbert House", "Hazel Court", "anyone", False, "Wrenfield Homes", _rooms((_FREE, 2), (_PAYS, 1))),
    House("Bridge End", "Mill Bridge", "families", True, "Tannery Housing Association", _family(4, 3)),
    House("Saddler's House", "Elder Row", "men", False, "a host", _rooms((_FREE, 1))),
    House("Chapel House", "Chapel Walk", "women", False, "a host", _rooms((_FREE, 2))),
    House("Foundry House", "Quayside", "men", True, "Wrenfield Homes", _rooms((_FREE, 3), (_PAYS, 3))),
    House(
        "Ash Villa",
        "Northgate",
        "anyone",
        False,
        "Tannery Housing Association",
        _rooms((_FREE, 2), (_COUNCIL, 2)),
    ),
    House("Poplar House", "Kiln Lane", "men", False, "Wrenfield Homes", _rooms((_PAYS, 6))),
    House("The Almshouse", "Chapel Walk", "women", True, "Wrenfield Almshouse Trust", _rooms((_FREE, 4))),
    House("Weaver's Rest", "Elder Row", "anyone", False, "a host", _rooms((_FREE, 1))),
    House(
        "Harbour House",
        "Quayside",
        "men",
        False,
        "Tannery Housing Association",
        _rooms((_FREE, 2), (_PAYS, 2)),
    ),
    House("Cooper's House", "Cooper's Row", "families", False, "Wrenfield Homes", _family(3, 2, 4)),
    House("The Rectory Flat", "Chapel Walk", "anyone", False, "St Osyth's Church", _rooms((_FREE, 3))),
    House("Maple House", "Hazel Court", "women", False, "Wrenfield Homes", _rooms((_FREE, 2), (_PAYS, 2))),
    House("Signal Cottage", "Northgate", "men", False, "Quakers of Wrenfield", _rooms((_FREE, 6))),
    House(
        "Dyer's Yard",
        "Tannery Yard",
        "anyone",
        True,
        "Tannery Housing Association",
        _rooms((_FREE, 2), (_KEPT, 2)),
    ),
    House("Granary Place", "Kiln Lane", "men", False, "Wrenfield Homes", _rooms((_PAYS, 2), (_FREE, 1))),
)


def bedspaces() -> int:
    """How many bedspaces the city's homes hold together; a family's room is one."""
    return sum(1 if home.who_for == "families" else sleeps for home in HOMES for sleeps, _ in home.rooms)
