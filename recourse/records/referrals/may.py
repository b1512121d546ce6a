"""Who may do what with a referral."""

from recourse.records.directory.may import work_with_people
from recourse.records.directory.models import Worker
from recourse.records.referrals.models import Referral

NOT_PEOPLE = "Referring people is for the workers who meet them."
NOT_RECEIVER = "Only the service it was sent to can do this."
NOT_SENDER = "Only the agency that sent it can do this."
NOT_EITHER = "This referral is not yours to change."


def send(by: Worker) -> bool:
    """Workers who meet people refer them; commissioners do not."""
    return work_with_people(by)


def answer(by: Worker, referral: Referral) -> bool:
    """Only the service it was sent to accepts, asks or refuses."""
    return work_with_people(by) and referral.to_service_id in by.service_ids


def answer_back(by: Worker, referral: Referral) -> bool:
    """Only the sending agency, or the agency that holds the person, replies or takes back."""
    return work_with_people(by) and by.organisation_id in (referral.agency_id, referral.person.agency_id)


def close(by: Worker, referral: Referral) -> bool:
    """Either side says how an accepted referral ended; a refused one only the sender."""
    return answer_back(by, referral) or (referral.state == "accepted" and answer(by, referral))
