"""How a check-in with a guest and a host is told on the guest's timeline: that there was one, no more."""

from recourse.records.people.telling import Sentence, tell

tell({"hosting.check_in": Sentence("person", "Checked in with them and their host")})
