"""The verbs of tasks: making one, taking it over, putting it off, doing it, giving it up, saying why not."""

from recourse.records.matters.actions.forgetting import forget
from recourse.records.matters.actions.making import make, say_why
from recourse.records.matters.actions.moving import finish, give_up, put_off, take

__all__ = ["finish", "forget", "give_up", "make", "put_off", "say_why", "take"]
