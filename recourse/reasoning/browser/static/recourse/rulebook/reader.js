// Answers what one person may have on one day, on the device: nothing is sent anywhere.
// What Python's `answering` answers is answered here; facts, codes and definitions go by their numbers.

import { unfold } from "./law.js";
import { Logic } from "./logic.js";
import { NotKnown, Person } from "./person.js";
import { Explainer } from "./reasons.js";

export { NotKnown };

const GENERAL = 5;
const HEADLINES = {
  eligible: 0,
  true: 0,
  not_eligible: 1,
  false: 1,
  depends: 2,
  not_applicable: 3,
};
const PLAIN = {
  eligible: "Open now.",
  discretionary: "Possible: the decision-maker may help but does not have to.",
  true: "Yes.",
  not_eligible: "Closed as things stand.",
  false: "No.",
  depends: "It depends on what is not known yet.",
  not_applicable: "This does not apply here.",
};
const WHO_CAN_TELL = "Only a regulated adviser can tell you if you should.";

/** The answer to one question; why it is so is worked out when it is read. */
class Outcome {
  constructor(book, definition, person) {
    this.book = book;
    this.definition = definition;
    this.person = person;
    this.title = definition.title;
    this.outcome = book.verdict(definition, person);
  }

  /** Whether only a regulated adviser may speak of this matter, and the one who is told is not known to be one. */
  get isGeneral() {
    if (this.definition.matter === undefined) return false;
    const { logic, law } = this.book;
    const [matter, form] = law.matter;
    const recorded = new Map([...this.person.first().recorded, ...this.person.recorded, [matter, [this.definition.matter]]]);
    return logic.result(new Person(logic, recorded, { day: this.person.day }), form) !== law.personal;
  }

  /** The headline sentence, a plain one without the words; the general form where that is all that may be told. */
  get says() {
    const { number } = this.definition;
    const headlines = this.book.words?.headlines[number - this.book.law.first] ?? [];
    if (this.isGeneral && this.outcome !== "not_applicable") {
      const general = headlines[GENERAL] || WHO_CAN_TELL;
      return general.includes(WHO_CAN_TELL) ? general : `${general} ${WHO_CAN_TELL}`;
    }
    const may = this.outcome === "discretionary" ? headlines[4] || headlines[0] : headlines[HEADLINES[this.outcome]];
    return may || PLAIN[this.outcome];
  }

  /** The tree of what decides the outcome, or keeps it undecided. */
  get reasons() {
    return this.book.explainer.definition(this.person, this.definition.number);
  }

  /** The facts an undecided outcome waits for. */
  get missing() {
    return this.outcome === "depends" ? [...this.reasons.found.missing.values()] : [];
  }

  /** The contested points of law an undecided outcome waits for. */
  get contested() {
    return this.outcome === "depends" ? [...this.reasons.found.contested] : [];
  }

  /** The numbers of the rules that the reasons rest on. */
  get cites() {
    return [...this.reasons.found.cites];
  }

  /** The numbers of the warnings that must travel with the answer. */
  get warnings() {
    if (this.outcome === "not_applicable") return [];
    const { warned } = this.definition;
    return warned.filter(([, when]) => this.book.logic.test(when)(this.person) !== false).map(([warning]) => warning);
  }
}

/** The law, ready to answer; `words` has the headlines of its answers, and may come later. */
export class Rulebook {
  constructor(file, words = null) {
    if (words && words.edition !== file.edition) throw new Error("The words are of another edition of the law.");
    this.law = unfold(file);
    this.words = words;
    this.logic = new Logic(this.law);
    this.explainer = new Explainer(this.logic);
  }

  /**
   * What a person may have on a day: outcomes and values by the number of their definition.
   *
   * `recorded` is a Map by number: true or false, a number, a day, a code or a list of codes, null (known that
   * there is none), a NotKnown, or a list of such Maps. What had no law yet on that day is left out.
   */
  answer(recorded, { day }) {
    const person = new Person(this.logic, recorded, { day });
    const outcomes = new Map();
    const values = new Map();
    for (const definition of this.law.definitions) {
      if (!this.hasLaw(definition, person)) continue;
      if (definition.kind === "value") values.set(definition.number, this.logic.result(person, definition.number));
      else outcomes.set(definition.number, new Outcome(this, definition, person));
    }
    return { person, outcomes, values };
  }

  /** Whether any of the definition's rules is law on the day. */
  hasLaw(definition, person) {
    const { outside, requires, opens, bars, cases } = definition;
    return [outside, requires, opens ?? [], bars, cases].flat().some((rule) => this.logic.inForce(rule, person));
  }

  /** The bare word of an outcome or of a test. */
  verdict(definition, person) {
    const [, outside, truth] = this.logic.judged(person, definition.number);
    const isTest = definition.kind === "test";
    if (outside) return isTest ? "false" : "not_applicable";
    if (truth === false) return isTest ? "false" : "not_eligible";
    if (truth === undefined || outside === undefined) return "depends";
    if (isTest) return "true";
    const opened = (definition.opens ?? []).filter((rule) => this.logic.rules[rule.number](person) === true);
    const given = opened.length ? opened.map((rule) => rule.gives ?? definition.gives) : [definition.gives];
    return given.includes(0) ? "eligible" : "discretionary";
  }
}
