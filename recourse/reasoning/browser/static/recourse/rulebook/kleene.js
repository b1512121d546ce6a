// The pieces of a condition and of a value as closures over a person: true, false, or undefined for not known.

import * as days from "./days.js";

export const SIGNS = {
  "==": (one, other) => one === other,
  "!=": (one, other) => one !== other,
  "<": (one, other) => one < other,
  "<=": (one, other) => one <= other,
  ">": (one, other) => one > other,
  ">=": (one, other) => one >= other,
};
export const SINCE = {
  years_since: (day, today) => days.yearsBetween(day, today),
  months_since: (day, today) => days.monthsBetween(day, today),
  days_since: (day, today) => today - day,
  days_until: (day, today) => day - today,
};

/** At least one part holds: true decides, whatever is not known beside it. */
export function someOf(parts) {
  return (person) => {
    let truth = false;
    for (const part of parts) {
      const found = part(person);
      if (found === true) return true;
      if (found === undefined) truth = undefined;
    }
    return truth;
  };
}

/** Every part holds: false decides, whatever is not known beside it. */
export function everyOf(parts) {
  return (person) => {
    let truth = true;
    for (const part of parts) {
      const found = part(person);
      if (found === false) return false;
      if (found === undefined) truth = undefined;
    }
    return truth;
  };
}

/** The part does not hold; what is not known stays not known. */
export function turned(part) {
  return (person) => {
    const truth = part(person);
    return truth === undefined ? undefined : !truth;
  };
}

/** Not so until it is shown that it is. */
export function shown(part) {
  return (person) => part(person) === true;
}

/** The same, of the applicant. */
export function ofFirst(part) {
  return (person) => part(person.first());
}

/** One code, and whether it is in the list. */
export function isListed(what, codes) {
  return (person) => {
    const value = what(person);
    return value === undefined ? undefined : codes.has(value);
  };
}

/** Several codes, and whether any of them is in the list. */
export function holding(what, codes) {
  return (person) => {
    const value = what(person);
    if (value === undefined) return undefined;
    return value !== null && value.some((code) => codes.has(code));
  };
}

const NONE = 0; // the number of the code “none”

/** Known that there is no number or day. */
export function missing(what) {
  return (person) => {
    const value = what(person);
    return value === undefined ? undefined : value === null;
  };
}

/** Known that there is none: no code, or the one that says so. */
export function nothing(what) {
  return (person) => {
    const value = what(person);
    if (value === undefined) return undefined;
    return value === null || value === NONE || (Array.isArray(value) && value.every((code) => code === NONE));
  };
}

/** Two numbers or two days; a comparison with none is false. */
export function compared(left, sign, right) {
  return (person) => {
    const one = left(person);
    const other = right(person);
    if (one === null || other === null) return false;
    return one === undefined || other === undefined ? undefined : sign(one, other);
  };
}

/** The people a quantifier goes over, and whether the list is known to be whole. */
export function members(person, who) {
  const around = person.around();
  if (who === "child") return [around.children, around.childrenKnown];
  if (who === "adult") return [around.adults, around.adultsKnown];
  if (who === "household member") return [around.members, around.membersKnown];
  throw new Error(`Nobody is called “${who}”.`);
}

/** Over the people around: a list not known to be whole leaves open what nobody on it decides. */
export function among(how, who, part) {
  const wanted = how !== "every";
  return (person) => {
    const [people, isWhole] = members(person, who);
    let truth = isWhole ? false : undefined;
    for (const one of people) {
      const told = part(one);
      if (told === wanted) {
        truth = true;
        break;
      }
      if (told === undefined) truth = undefined;
    }
    return how === "any" || truth === undefined ? truth : !truth;
  };
}

/** The value, unless an earlier case that is not decided would give another. */
export function settled(open, value, person) {
  if (!open.length) return value;
  return value === undefined || open.some((other) => other(person) !== value) ? undefined : value;
}

/** The codes of all cases that hold, in their order; not known while one of them is not. */
export function every(cases, person) {
  const truths = cases.map(([holds]) => holds(person));
  if (truths.includes(undefined)) return undefined;
  return cases.filter((_, place) => truths[place] === true).map(([, value]) => value(person));
}

/** A day moved; a day beyond the calendar, or beyond the known bank holidays, is not known. */
export function shifted(start, count, unit, law) {
  const moves = {
    days: (day) => days.laterByDays(day, count),
    months: (day) => days.laterByMonths(day, count),
    years: (day) => days.laterByYears(day, count),
    "working days": (day) => worked(day, count, law),
  };
  const move = moves[unit];
  if (!move) throw new Error(`No day is moved by “${unit}”.`);
  return (person) => {
    const day = start(person);
    return day === undefined || day === null ? day : move(day);
  };
}

function worked(day, count, { holidays, years }) {
  const end = days.laterByWorkingDays(day, count, holidays);
  if (end === undefined) return undefined;
  const [first] = days.parts(Math.min(day, end));
  const [last] = days.parts(Math.max(day, end));
  return years[0] <= first && last <= years[1] ? end : undefined;
}

/** Two numbers added up, or one less the other. */
export function summed(left, sign, right) {
  return (person) => {
    const one = left(person);
    const other = right(person);
    if (one === null || other === null) return null;
    return one === undefined || other === undefined ? undefined : one + sign * other;
  };
}

/** The years, months or days from a day to today, or to it. */
export function since(count, of) {
  return (person) => {
    const day = of(person);
    return day === undefined || day === null ? day : count(day, person.day);
  };
}

/** The latest or the earliest of some days; those there are none of do not count. */
export function chosen(parts, choose) {
  return (person) => {
    const found = parts.map((part) => part(person));
    if (found.includes(undefined)) return undefined;
    const known = found.filter((day) => day !== null);
    return known.length ? choose(...known) : null;
  };
}
