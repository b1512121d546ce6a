"""Finding people as the search box does it, for the pages and the API alike."""

from typing import TYPE_CHECKING

from recourse.pages.look import days
from recourse.records.people import queries
from recourse.records.people.queries.finding import Listed, list_of

if TYPE_CHECKING:
    from recourse.records.directory.models import Worker


def search(asked: str, *, by: "Worker", at_most: int | None = None) -> list[Listed]:
    """Whom the worker may see and who is called so, ours first."""
    return list_of(queries.search(asked, by)[:at_most], by)


def why(one: Listed) -> str:
    """Why one sees somebody in a list: whose they are, or until when they are shared."""
    if one.share:
        return f"Shared with you until {days.day(days.last_day(one.share.after_last_day))}"
    return f"Worker: {one.lead_name}" if one.lead_name else "No worker"
