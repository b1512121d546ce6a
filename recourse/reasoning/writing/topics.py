"""What each topic is called and what is in it, and under which heading it stands on the page of topics."""

from __future__ import annotations

HEADINGS = (
    ("A home", (
        "homelessness", "housing_duties", "housing_classes", "class_membership", "priority_need",
        "social_housing", "council_powers", "right_to_rent",
    )),
    ("Asylum support and moving on", ("asylum_support", "section_4", "bail_accommodation", "move_on")),
    ("Money", ("benefits", "contribution_benefits", "public_funds", "change_of_conditions")),
    ("Care and children", ("social_care", "children", "schedule_3")),
    ("Health and treatment", ("treatment", "nhs_charges", "nhs_exemptions", "nhs_use")),
    ("Safety", ("domestic_abuse", "trafficking", "trafficking_support", "trafficking_permission")),
    ("Work and learning", ("working", "employer_checks", "path_to_work", "skills")),
    ("Status and residence", ("immigration_control", "residence", "settlement")),
    ("Advice, agreement and records", ("advice", "legal_aid", "deadlines", "personal_data", "order")),
)  # fmt: skip
OTHER = "Other law"
TITLES = {
    "homelessness": "Homelessness",
    "housing_duties": "What the council owes a homeless person",
    "housing_classes": "Who is helped as homeless despite their status",
    "class_membership": "Who is in a class, and who falls in a gap",
    "priority_need": "Priority need",
    "social_housing": "The council’s housing register",
    "council_powers": "Emergency powers, severe weather, charity beds",
    "right_to_rent": "Right to rent",
    "asylum_support": "Asylum support",
    "section_4": "Section 4 support",
    "bail_accommodation": "Accommodation on immigration bail",
    "move_on": "Moving on after a grant",
    "benefits": "Benefits",
    "contribution_benefits": "Benefits from contributions",
    "public_funds": "What counts as public funds",
    "change_of_conditions": "Having “no recourse to public funds” lifted",
    "social_care": "Care and support for adults",
    "children": "Help for children and care leavers",
    "schedule_3": "Who is barred from care and support",
    "treatment": "Drug and alcohol treatment",
    "nhs_charges": "What the NHS charges for",
    "nhs_exemptions": "Who does not pay the NHS",
    "nhs_use": "Using the NHS",
    "domestic_abuse": "Domestic abuse",
    "trafficking": "Trafficking and slavery",
    "trafficking_support": "Support for victims of trafficking",
    "trafficking_permission": "Permission to stay as a victim of trafficking",
    "working": "Right to work",
    "employer_checks": "An employer’s checks",
    "path_to_work": "Steps to work",
    "skills": "Courses and English",
    "immigration_control": "Permission to be here",
    "residence": "Right to live here and habitual residence",
    "settlement": "EU Settlement Scheme",
    "advice": "Who may advise on immigration",
    "legal_aid": "Legal aid",
    "deadlines": "Deadlines",
    "personal_data": "Agreement, data and the Home Office",
    "order": "What comes before all else",
}


def title(slug: str) -> str:
    """What a topic is called; the words of its folder when nobody has named it yet."""
    return TITLES.get(slug) or slug.replace("_", " ").capitalize()


def grouped(slugs: set[str]) -> list[tuple[str, list[str]]]:
    """The topics there are, under their headings, each once."""
    named = {slug for _, members in HEADINGS for slug in members}
    found = [(heading, [slug for slug in members if slug in slugs]) for heading, members in HEADINGS]
    found.append((OTHER, sorted(slugs - named)))
    return [(heading, members) for heading, members in found if members]
