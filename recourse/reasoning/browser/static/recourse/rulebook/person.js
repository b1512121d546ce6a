// One person as the rules see them on one day: what is recorded, what follows, and who lives with them.
// A value is what was said, null (known that there is none) or undefined (not known).

export const NOT_YET = null;

/** A fact that is not known, and why: not_asked, does_not_know, declined, not_yet_decided or contested. */
export class NotKnown {
  constructor(why = "not_asked") {
    this.why = why;
  }
}

const SETTLED_NOT = new Set(["contested", "not_yet_decided"]);

/** Facts of one person on one day, and everything worked out so far; so a Person is used once. */
export class Person {
  constructor(logic, recorded, { day, applicant = null, role = null, name = "" }) {
    const { roles } = logic.law;
    this.logic = logic;
    this.recorded = recorded;
    this.day = day;
    this.applicant = applicant;
    this.isChild = roles.children.has(role);
    this.isPartner = roles.partners.has(role);
    this.name = name;
    this.values = new Map();
    this.sources = new Map();
    this.judged = new Map();
    this.results = new Map();
    this.reasons = new Map();
    this.rules = new Array(logic.law.rules.length).fill(NOT_YET);
    this.resolving = [];
    this.isCut = false;
    this.household = null;
  }

  /** What the fact says. */
  value(number) {
    return this.values.has(number) ? this.values.get(number) : this.resolved(number);
  }

  resolved(number) {
    const recorded = this.recorded.get(number);
    if (recorded !== undefined && !(recorded instanceof NotKnown)) {
      this.values.set(number, recorded);
      return recorded;
    }
    if (this.resolving.includes(number)) {
      this.isCut = true;
      return undefined;
    }
    if (!this.resolving.length) this.isCut = false;
    this.resolving.push(number);
    const [value, source] = this.followed(this.logic.law.facts[number], recorded);
    this.resolving.pop();
    if (!this.isCut || !this.resolving.length) {
      this.values.set(number, value);
      if (source) this.sources.set(number, source);
    }
    return value;
  }

  followed(fact, recorded) {
    if (recorded && SETTLED_NOT.has(recorded.why)) return [undefined, ""];
    if (this.applicant && this.isPartner && fact.isShared && !recorded) {
      return [this.applicant.value(fact.number), "recorded of the household"];
    }
    const implied = this.impliedByStatus(fact);
    if (implied !== undefined) return [implied, "implied"];
    for (const [when, what] of this.logic.implied[fact.number]) {
      const truth = when(this);
      if (truth === undefined) return [undefined, ""];
      if (truth) {
        const value = what(this);
        if (value !== undefined) return [value, "implied"];
      }
    }
    if (fact.ofPartner !== undefined) {
      const partner = this.around().partnerListed;
      if (partner) return [partner.value(fact.ofPartner), "recorded of the partner"];
    }
    return fact.assumed === undefined ? [undefined, ""] : [fact.assumed, "assumed"];
  }

  impliedByStatus(fact) {
    const { law } = this.logic;
    if (fact.number === law.status || !law.impliedByStatus.has(fact.number)) return undefined;
    const code = this.value(law.status);
    return code === undefined || code === null ? undefined : law.implies.get(code)?.get(fact.number);
  }

  /** The people this person lives with. */
  around() {
    this.household ??= this.applicant ? ofApplicant(this) : household(this);
    return this.household;
  }

  /** The applicant: this person, unless they are a member of somebody's household. */
  first() {
    return this.applicant ?? this;
  }
}

function member(person, record, role, name) {
  return new Person(person.logic, record, { day: person.day, applicant: person, role, name });
}

function listed(person, fact, records) {
  const { roles } = person.logic.law;
  return records.map((record, place) => {
    const said = record.get(roles.fact);
    const role = typeof said === "number" ? said : fact.listsChildren ? roles.child : null;
    return member(person, record, role, `${role ?? roles.member} ${place + 1}`);
  });
}

function household(person) {
  const { law } = person.logic;
  let dependants = [];
  let others = [];
  let whole = false;
  let childrenKnown = false;
  for (const fact of law.facts) {
    if (fact.type !== "p") continue;
    const value = person.recorded.get(fact.number);
    const isKnown = value !== undefined && !(value instanceof NotKnown);
    const found = isKnown && value !== null ? listed(person, fact, value) : [];
    if (fact.listsChildren) {
      dependants = dependants.concat(found);
      childrenKnown ||= isKnown;
    } else {
      others = others.concat(found);
      whole ||= isKnown;
    }
  }
  const partnerListed = others.find((one) => one.isPartner) ?? null;
  if (!partnerListed) {
    const made = partnerOf(person);
    if (made) others.push(made);
  }
  return {
    children: dependants.concat(others.filter((one) => one.isChild)),
    childrenKnown: whole || childrenKnown,
    members: dependants.concat(others),
    membersKnown: whole,
    adults: [person, ...others.filter((one) => !one.isChild)],
    adultsKnown: whole,
    partnerListed,
  };
}

function ofApplicant(person) {
  const ours = person.applicant.around();
  return {
    members: [person.applicant, ...ours.members.filter((one) => one !== person)],
    membersKnown: ours.membersKnown,
    children: person.isChild ? [] : ours.children,
    childrenKnown: person.isChild || ours.childrenKnown,
    adults: ours.adults,
    adultsKnown: ours.adultsKnown,
    partnerListed: person.isPartner ? person.applicant : null,
  };
}

/** The partner whom the partner's facts describe, when none is listed. */
function partnerOf(person) {
  const { law } = person.logic;
  const record = new Map();
  for (const fact of law.facts) {
    if (fact.ofPartner === undefined) continue;
    const value = person.recorded.get(fact.number);
    if (value !== undefined && value !== null && !(value instanceof NotKnown)) record.set(fact.ofPartner, value);
  }
  if (!record.size) return null;
  const { partner, fact } = law.roles;
  record.set(fact, partner);
  return member(person, record, partner, String(partner));
}
