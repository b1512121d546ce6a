// Answers a batch of people in the page, and says it in the shape in which the reference is written.

import * as days from "./days.js";
import { NotKnown, Rulebook } from "./reader.js";

const UNSAID = "not known";
let book;

export async function open() {
  const [law, words] = await Promise.all(["law", "words"].map((name) => fetch(`./${name}.json`)));
  book = new Rulebook(await law.json(), await words.json());
  return book.law.edition;
}

function value(written) {
  if (written === null || typeof written !== "object" || Array.isArray(written)) return written;
  return "why" in written ? new NotKnown(written.why) : written.people.map(person);
}

function person(rows) {
  return new Map(rows.map(([number, written]) => [number, value(written)]));
}

function leaves(found) {
  return found.map(({ fact, whose }) => [fact, whose]);
}

function whole(one) {
  return {
    says: one.says,
    verdict: one.reasons.verdict,
    reasons: one.reasons.children.map(({ verdict, rule }) => [verdict, rule === undefined ? null : book.law.rules[rule].says]),
    cites: one.cites,
    contested: one.contested,
    assumed: leaves([...one.reasons.found.assumed.values()]),
    warnings: one.warnings,
  };
}

export function answer({ facts, day, isWhole }) {
  const told = book.answer(person(facts), { day });
  const outcomes = [...told.outcomes];
  return {
    values: [...told.values].map(([number, found]) => [number, found === undefined ? UNSAID : found]),
    outcomes: outcomes.map(([number, one]) => [number, one.outcome]),
    missing: outcomes.map(([number, one]) => [number, leaves(one.missing)]).filter(([, missing]) => missing.length),
    whole: isWhole ? outcomes.map(([number, one]) => [number, whole(one)]) : [],
  };
}

export function answers(people) {
  return people.map(answer);
}

/** Answers without a word of it, to be timed. */
export function time(people) {
  const ready = people.map(({ facts, day }) => [person(facts), day]);
  const started = performance.now();
  let count = 0;
  for (const [facts, day] of ready) count += book.answer(facts, { day }).outcomes.size;
  return { milliseconds: performance.now() - started, count };
}

export function wrongDays(vectors) {
  const holidays = book.law.holidays;
  return vectors.filter(([act, first, second, wanted]) => (days[act](first, second, holidays) ?? null) !== wanted);
}

export function refused(node) {
  try {
    book.logic.test(node);
  } catch (error) {
    return error.message;
  }
  return "";
}
