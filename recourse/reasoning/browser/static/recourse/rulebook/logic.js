// Turns the law's lists into closures over a person: true, false, or undefined for not known; and nothing else.
// A rule that is not law on its day is OUT: neither true, nor false, nor not known.

import * as kleene from "./kleene.js";
import { NOT_YET } from "./person.js";

export const OUT = "out of force";

/** The closures of one book; `judge` says whether a definition is met. A sign not known here is refused. */
export class Logic {
  constructor(law) {
    this.law = law;
    this.made = new Map();
    this.implied = law.facts.map((fact) =>
      fact.implied.map(([when, value]) => [this.test(when), this.value(value)]),
    );
    this.rules = law.rules.map((rule) => this.rule(rule));
    this.gates = law.definitions.map((one) => (one.kind === "value" ? null : this.gate(one)));
    this.choices = law.definitions.map((one) => (one.kind === "value" ? this.choice(one) : null));
  }

  /** Whether a rule is law on the day it is read at. */
  inForce(rule, person) {
    const other = rule.readsAt === undefined ? undefined : person.value(rule.readsAt);
    const day = typeof other === "number" ? other : person.day;
    return rule.firstDay <= day && day <= rule.lastDay;
  }

  rule(rule) {
    const when = this.test(rule.when);
    return (person) => {
      const known = person.rules;
      if (known[rule.number] !== NOT_YET) return known[rule.number];
      return (known[rule.number] = this.inForce(rule, person) ? this.held(rule, when(person), person) : OUT);
    };
  }

  held(rule, truth, person) {
    for (const exception of rule.unless) {
      if (truth === false) break;
      const excepted = this.rules[exception.number](person);
      if (excepted === true) truth = false;
      else if (excepted === undefined) truth = undefined;
    }
    return rule.contested !== undefined && truth === true ? undefined : truth;
  }

  /** Of this person: whether a definition is met or open, whether it is not applicable, its own conditions. */
  judged(person, number) {
    let found = person.judged.get(number);
    if (!found) person.judged.set(number, (found = this.judge(person, number)));
    return found;
  }

  judge(person, number) {
    const recorded = person.recorded.get(number);
    if (recorded === true || recorded === false) return [recorded, false, recorded];
    const { outside, opens } = this.gates[number - this.law.first];
    const truth = opens(person);
    if (!outside) return [truth, false, truth];
    const out = outside(person);
    if (out || truth === false) return [false, out, truth];
    return [out === undefined ? undefined : truth, out, truth];
  }

  tests(rules) {
    return rules.map((rule) => (person) => this.rules[rule.number](person));
  }

  gate(definition) {
    const requires = this.tests(definition.requires);
    const needs = kleene.everyOf(requires);
    const opened = definition.opens && kleene.someOf(this.tests(definition.opens));
    const barred = kleene.someOf(this.tests(definition.bars));
    const opens = (person) => {
      let truth = needs(person);
      if (truth === false) return false;
      if (opened) {
        const found = opened(person);
        if (found === false) return false;
        truth = truth && found;
      } else if (requires.every((rule) => rule(person) === OUT)) {
        return false;
      }
      const bar = barred(person);
      if (bar) return false;
      return bar === undefined ? undefined : truth;
    };
    return { outside: definition.outside.length ? kleene.someOf(this.tests(definition.outside)) : null, opens };
  }

  /** What a value definition gives this person. */
  result(person, number) {
    if (!person.results.has(number)) {
      person.results.set(number, this.choices[number - this.law.first](person));
    }
    return person.results.get(number);
  }

  choice(definition) {
    const cases = definition.cases.map((rule) => [this.tests([rule])[0], this.value(rule.value ?? ["value", null])]);
    const otherwise = this.value(definition.otherwise);
    if (definition.lists) return (person) => kleene.every(cases, person);
    return (person) => {
      const open = [];
      for (const [holds, value] of cases) {
        const truth = holds(person);
        if (truth === undefined) open.push(value);
        else if (truth === true) return kleene.settled(open, value(person), person);
      }
      return kleene.settled(open, otherwise(person), person);
    };
  }

  /** The closure of a condition, made once. */
  test(node) {
    if (!this.made.has(node)) this.made.set(node, this.tested(node));
    return this.made.get(node);
  }

  tested(node) {
    if (node === true || node === false) return () => node;
    if (typeof node === "number") return node < 0 ? kleene.turned(this.named(-1 - node)) : this.named(node);
    const [sign, ...rest] = node;
    if (sign in kleene.SIGNS) return kleene.compared(this.value(rest[0]), kleene.SIGNS[sign], this.value(rest[1]));
    if (!Object.hasOwn(CONDITIONS, sign)) throw new Error(`No condition is written “${sign}”.`);
    return CONDITIONS[sign](this, rest);
  }

  named(number) {
    if (number >= this.law.first) return (person) => this.judged(person, number)[0];
    return (person) => {
      const value = person.value(number);
      return value === undefined ? undefined : value === true;
    };
  }

  /** The closure of a value. */
  value(node) {
    if (typeof node === "number") return this.plainly(node);
    const [sign, ...rest] = node;
    if (sign in kleene.SINCE) return kleene.since(kleene.SINCE[sign], this.value(rest[0]));
    if (!Object.hasOwn(VALUES, sign)) throw new Error(`No value is written “${sign}”.`);
    return VALUES[sign](this, rest);
  }

  plainly(number) {
    const { first, definitions, amounts } = this.law;
    if (number < first) return (person) => person.value(number);
    if (number < first + definitions.length) return (person) => this.result(person, number);
    const dated = amounts[number - first - definitions.length];
    return ({ day }) => dated.find(([from, to]) => from <= day && day <= (to ?? Infinity))?.[2] ?? null;
  }
}

const CONDITIONS = {
  "&": (logic, parts) => kleene.everyOf(parts.map((part) => logic.test(part))),
  "|": (logic, parts) => kleene.someOf(parts.map((part) => logic.test(part))),
  "!": (logic, [part]) => kleene.turned(logic.test(part)),
  "?": (logic, [part]) => kleene.shown(logic.test(part)),
  "=": (logic, [what, ...codes]) => kleene.isListed(logic.value(what), new Set(codes)),
  has: (logic, [what, ...codes]) => kleene.holding(logic.value(what), new Set(codes)),
  nil: (logic, [what]) => kleene.missing(logic.value(what)),
  none: (logic, [what]) => kleene.nothing(logic.value(what)),
  of: (logic, [name]) => kleene.ofFirst(logic.named(name)),
  any: (logic, [who, part]) => kleene.among("any", who, logic.test(part)),
  no: (logic, [who, part]) => kleene.among("no", who, logic.test(part)),
  every: (logic, [who, part]) => kleene.among("every", who, logic.test(part)),
};

const VALUES = {
  value: (logic, [value]) => () => value,
  today: () => (person) => person.day,
  of: (logic, [name]) => kleene.ofFirst(logic.value(name)),
  "+": (logic, [start, count, unit]) => kleene.shifted(logic.value(start), count, unit, logic.law),
  sum: (logic, [left, sign, right]) => kleene.summed(logic.value(left), sign, logic.value(right)),
  later_of: (logic, parts) => kleene.chosen(parts.map((part) => logic.value(part)), Math.max),
  earlier_of: (logic, parts) => kleene.chosen(parts.map((part) => logic.value(part)), Math.min),
};
