"""What invented workers write: notes, reasons and answers."""

from __future__ import annotations

MET = (
    "Met on the early round. Took a hot drink, happy to talk again.",
    "First time we have seen them here. Arrived three nights ago.",
    "Sent on by the day centre. Wants to know what help there is.",
    "Cold and tired. Asked for a sleeping bag and somewhere to charge a phone.",
    "Came to the drop-in with a friend who spoke for them. Interpreter next time.",
)
SEEN = (
    "Same place, asleep. Left a card.",
    "In better spirits. Phone works again.",
    "Not well today: cough, no fever. Offered the GP, said later.",
    "Talked for ten minutes about papers. Will look for the letter.",
    "Moved to the other side of the river since the works began.",
    "Ate with us. Asked about English classes.",
)
PURPOSE = {
    "Lamp House Hosting": "To find them a room",
    "Law Desk": "To work out what they are entitled to and find an adviser",
    "City Link Team": "To go with them to appointments and sort out papers",
    "Riverside Practice": "To start treatment",
}
_WHO = ["name", "language", "place"]
FIELDS = {
    "Lamp House Hosting": [*_WHO, "family", "needs"],
    "Law Desk": [*_WHO, "birth_date", "status", "family", "needs", "work", "answers"],
    "City Link Team": [*_WHO, "contact", "needs", "answers", "notes"],
    "Riverside Practice": [*_WHO, "contact", "health"],
}
WHY = {
    "Lamp House Hosting": (
        "Sleeping outside; an adviser will see them if there is an address to write to.",
        "Asylum support has ended and there is nowhere to go.",
        "Staying on a floor that ends this week.",
    ),
    "Law Desk": (
        "Has a letter from the Home Office nobody has explained.",
        "We think more is open than they have been told.",
        "Turned away by the council without a written decision.",
    ),
    "City Link Team": (
        "Misses appointments because nobody can ring them.",
        "Needs somebody to go along to the bank and the adviser.",
    ),
    "Riverside Practice": ("Wants to stop drinking and has been turned away once for having no papers.",),
}
ASKS = {
    "Lamp House Hosting": "A room, as soon as one suits.",
    "Law Desk": "Look at what is open and raise it with an adviser.",
    "City Link Team": "Take them on as a link worker.",
    "Riverside Practice": "An assessment, this week if you can.",
}
ACCEPTED = (
    "Yes. We will ring the worker tomorrow morning.",
    "Happy to. First meeting on Thursday at ten.",
    "Yes, we have space.",
)
ASKED = (
    "Can you find out whether anybody else would come with them?",
    "Which language should we book an interpreter for?",
    "Is there a phone number that works?",
)
REPLIED = (
    "Asked this morning: it would be just them.",
    "Their own language, please; English only for hello.",
    "No phone. Ring us and we will find them.",
)
REFUSED = (
    ("no_space", "Full until the end of the month.", "Refer again on the first, or ask City Link Team."),
    (
        "needs_too_high",
        "Our hosts cannot manage this safely.",
        "Ask adult social care for an assessment first.",
    ),
    (
        "could_not_reach",
        "Went twice and could not find them.",
        "Send a place and an hour when they are there.",
    ),
    ("already_helped", "We already see them about this.", "Carry on with what is being done."),
)
LOOKED = (
    ("Sleeps well. The key sticks.", "Registers with the surgery this week."),
    ("Settled. Cooks with the others.", "Sees the solicitor on the 12th."),
    ("Worried about the letter from the Home Office.", "We read it together; the adviser has a copy."),
    ("Better. Goes to the English class.", "Looks at a room in Heath Road."),
)
DECLINED = ("too_far", "sharing", "wants_other", "found_other")
LEFT_EARLY = "It did not work out with the others in the house."
LEFT = (
    ("planned", "own_tenancy"),
    ("planned", "asylum_support"),
    ("planned", "council"),
    ("early_by_person", "friends"),
    ("abandoned", "not_known"),
    ("early_by_scheme", "another_scheme"),
)
