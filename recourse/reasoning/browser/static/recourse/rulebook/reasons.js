// Why an answer is what it is: the rules, facts and definitions that decide it, or keep it open, as a tree.
// A reason is {verdict, children} and one of rule, fact (with value, source, whose) or definition.

import { Gathered, VERDICT, leaves, verdictOf } from "./gathered.js";
import * as kleene from "./kleene.js";

/** Explains what the logic answered. */
export class Explainer {
  constructor(logic) {
    this.logic = logic;
    this.law = logic.law;
  }

  /** Why a test or an outcome is met, not met or undecided for this person. */
  definition(person, number) {
    if (!person.reasons.has(number)) person.reasons.set(number, this.ofDefinition(person, number));
    return person.reasons.get(number);
  }

  ofDefinition(person, number) {
    const found = new Gathered();
    const children = [];
    const definition = this.law.definitions[number - this.law.first];
    const told = { definition: number, whose: person.name, children, found };
    const recorded = person.recorded.get(number);
    if (recorded === true || recorded === false) return { ...told, verdict: VERDICT(recorded) };
    const judged = this.logic.judged(person, number);
    const outside = judged[1];
    let truth = judged[2];
    if (outside) {
      this.pick(definition.outside, true, person, found, children);
      truth = false;
    } else {
      const isOpen = outside === undefined && truth !== false;
      if (isOpen) this.pick(definition.outside, undefined, person, found, children);
      this.gate(definition, truth, person, found, children);
      if (isOpen) truth = undefined;
    }
    return { ...told, verdict: verdictOf(truth, children) };
  }

  gate(definition, truth, person, found, into) {
    this.pick(definition.requires, truth, person, found, into);
    if (definition.opens?.length) {
      const opened = kleene.someOf(definition.opens.map((rule) => this.logic.rules[rule.number]))(person);
      if (opened === truth) this.pick(definition.opens, opened, person, found, into);
    }
    this.pick(definition.bars, truth === undefined ? undefined : !truth, person, found, into);
  }

  /** Add the reasons of the rules among these that came out as wanted. */
  pick(rules, wanted, person, found, into) {
    for (const rule of rules) {
      if (this.logic.rules[rule.number](person) === wanted) into.push(this.told(rule, person, wanted, found));
    }
  }

  told(rule, person, truth, found) {
    const children = [];
    found.cites.add(rule.number);
    const when = this.logic.test(rule.when);
    if (!rule.unless.length && rule.contested === undefined) {
      this.why(rule.when, person, truth, found, children);
    } else if (truth === true) {
      this.why(rule.when, person, true, found, children);
      this.pick(rule.unless, false, person, found, children);
    } else if (truth === false) {
      if (when(person) === false) this.why(rule.when, person, false, found, children);
      else this.pick(rule.unless, true, person, found, children);
    } else {
      if (when(person) === undefined) this.why(rule.when, person, undefined, found, children);
      this.pick(rule.unless, undefined, person, found, children);
      if (rule.contested !== undefined && !children.length) {
        found.contested.add(rule.contested);
        this.why(rule.when, person, true, found, children);
        return { verdict: "contested", rule: rule.number, contested: rule.contested, children };
      }
    }
    return { verdict: verdictOf(truth, children), rule: rule.number, children };
  }

  /** Why a value is what it is. */
  value(person, number) {
    if (!person.reasons.has(number)) person.reasons.set(number, this.ofValue(person, number));
    return person.reasons.get(number);
  }

  ofValue(person, number) {
    const found = new Gathered();
    const children = [];
    const definition = this.law.definitions[number - this.law.first];
    for (const rule of definition.cases) {
      const truth = this.logic.rules[rule.number](person);
      if (truth !== true && truth !== undefined) continue;
      const part = this.told(rule, person, truth, found);
      this.whyValue(rule.value, person, true, found, part.children);
      children.push(part);
      if (truth === true && !definition.lists) break;
    }
    const value = this.logic.result(person, number);
    const verdict = value === undefined ? "not_known" : "true";
    return { verdict, definition: number, whose: person.name, value, children, found };
  }

  /** What decided a condition that came out so. */
  why(node, person, truth, found, into) {
    const turned = truth === undefined ? undefined : !truth;
    if (typeof node === "number") {
      if (node < 0) this.why(-1 - node, person, turned, found, into);
      else this.named(node, person, truth, found, into);
      return;
    }
    if (typeof node === "boolean") return;
    const [sign, ...rest] = node;
    if (sign in kleene.SIGNS) this.compared(rest, person, truth, found, into);
    else if (sign === "&" || sign === "|") this.those(rest, sign === "&", person, truth, found, into);
    else if (sign === "!") this.why(rest[0], person, turned, found, into);
    else if (sign === "?") this.unlessAsked(rest[0], person, found, into);
    else if (sign === "of") this.named(rest[0], person.first(), truth, found, into);
    else if (["any", "no", "every"].includes(sign)) this.among(node, person, truth, found, into);
    else this.whyValue(rest[0], person, truth, found, into);
  }

  named(number, person, truth, found, into) {
    if (number < this.law.first) this.fact(number, person, truth, found, into);
    else this.restingOn(this.definition(person, number), found, into);
  }

  restingOn(under, found, into) {
    into.push(under);
    found.take(under);
  }

  fact(number, person, truth, found, into) {
    const value = person.value(number);
    const isKnown = value !== undefined;
    const verdict = VERDICT(isKnown && typeof value !== "boolean" ? truth : value);
    const source = isKnown ? (person.sources.get(number) ?? "recorded") : "";
    const leaf = { verdict, fact: number, value, source, whose: person.name, children: [] };
    into.push(leaf);
    found.takeLeaf(leaf);
  }

  /** The facts and values that a value is worked out from. */
  whyValue(node, person, truth, found, into) {
    if (typeof node === "number") {
      const { first, definitions } = this.law;
      if (node < first) this.fact(node, person, true, found, into);
      else if (node < first + definitions.length) this.restingOn(this.value(person, node), found, into);
      return;
    }
    if (!node) return;
    const [sign, ...rest] = node;
    if (sign === "of") this.whyValue(rest[0], person.first(), truth, found, into);
    else if (sign === "+") this.whyValue(rest[0], person, truth, found, into);
    else if (sign === "sum") [rest[0], rest[2]].forEach((one) => this.whyValue(one, person, truth, found, into));
    else if (sign !== "value" && sign !== "today") {
      for (const one of rest) this.whyValue(one, person, truth, found, into);
    }
  }

  /** The parts of a list of conditions that came out as the whole did: all, when it came out whole. */
  those(parts, whole, person, truth, found, into) {
    for (const part of parts) {
      if (truth === whole || this.logic.test(part)(person) === truth) this.why(part, person, truth, found, into);
    }
  }

  /** What was compared; where it could not be, only what is not known of it. */
  compared([left, right], person, truth, found, into) {
    const every = [];
    const gathered = truth === undefined ? new Gathered() : found;
    for (const side of [left, right]) this.whyValue(side, person, truth, gathered, truth === undefined ? every : into);
    for (const one of every) {
      if (one.verdict !== "not_known") continue;
      into.push(one);
      if (one.fact === undefined) found.take(one);
      else found.takeLeaf(one);
    }
  }

  among([how, who, part], person, truth, found, into) {
    const [people, isWhole] = kleene.members(person, who);
    const wanted = how !== "no" || truth === undefined ? truth : !truth;
    if (!people.length || (truth === undefined && !isWhole)) {
      const leaf = this.listOf(who, person);
      into.push(leaf);
      found.takeLeaf(leaf);
    }
    for (const one of people) {
      if (this.logic.test(part)(one) === wanted) this.why(part, one, wanted, found, into);
    }
  }

  /** The leaf about a list of people: that it is empty, or not known. */
  listOf(who, person) {
    const lists = this.law.facts.filter((fact) => fact.type === "p");
    const best = lists.find((fact) => fact.listsChildren === (who === "child")) ?? lists[0];
    const around = person.around();
    const isKnown = who === "child" ? around.childrenKnown : around.membersKnown;
    const whose = person.first().name;
    return { verdict: isKnown ? "false" : "not_known", fact: best.number, source: "", whose, children: [] };
  }

  /** The reasons of what was asked; of what was not, its facts as assumed (so, where "not" is asked). */
  unlessAsked(part, person, found, into) {
    const inner = this.logic.test(part)(person);
    if (inner !== undefined) {
      this.why(part, person, inner, found, into);
      return;
    }
    const asked = [];
    this.why(part, person, undefined, new Gathered(), asked);
    const isNot = typeof part === "number" ? part < 0 : part[0] === "!";
    for (const leaf of leaves(asked)) {
      const made = { ...leaf, verdict: VERDICT(isNot), source: "assumed" };
      into.push(made);
      found.takeLeaf(made);
    }
  }
}
