// The law as it is served, unfolded: facts, definitions and rules under their numbers. No answer is worked out here.

const KINDS = { e: "entitlement", t: "test", v: "value" };

/** Days from their steps: each is told by how much later it is than the one before. */
function days(steps) {
  let last = 0;
  return steps.map((step) => (last += step));
}

/** A map by number, as the file holds it under texts. */
function byNumber(told) {
  return new Map(Object.entries(told).map(([number, value]) => [Number(number), value]));
}

/** Every rule, each with its own exceptions in `unless`; the first of each list comes first. */
function rules(file) {
  const table = days(file.days);
  const says = file.says.split("\n");
  const above = [];
  return file.when.map((when, number) => {
    const rule = {
      number,
      when,
      says: says[number],
      unless: [],
      firstDay: table[file.from[number]],
      lastDay: number in file.to ? table[file.to[number]] : Infinity,
      readsAt: file.at[number],
      contested: file.contested[number],
      gives: file.gives[number],
      value: file.values[number],
      isException: file.depths[number] !== "0",
    };
    const depth = Number(file.depths[number]);
    if (depth) above[depth - 1].unless.push(rule);
    above[depth] = rule;
    return rule;
  });
}

const LISTS = ["outside", "requires", "opens", "bars", "cases"];

/** Every definition with its rules in five lists; a list that is not there at all is null. */
function definitions(file, every) {
  const titles = file.titles.split("\n");
  const waiting = every.filter((rule) => !rule.isException);
  const powers = new Set(file.powers);
  const listing = new Set(file.listing);
  let next = 0;
  return file.shapes.map((shape, number) => {
    const definition = {
      number: number + file.definitions,
      kind: KINDS[file.kinds[number]],
      title: titles[number],
      gives: powers.has(number) ? 1 : 0,
      lists: listing.has(number),
      otherwise: file.otherwise[number] ?? ["value", null],
      matter: file.matters[number],
      warned: file.warned[number] ?? [],
    };
    shape.forEach((count, place) => {
      definition[LISTS[place]] = count < 0 ? null : waiting.slice(next, (next += count));
    });
    return definition;
  });
}

/** The law from what was served. */
export function unfold(file) {
  const every = rules(file);
  const questions = file.questions.split("\n");
  const shared = new Set(file.shared);
  const lists = new Set(file.lists);
  const implied = byNumber(file.implied);
  return {
    edition: file.edition,
    rules: every,
    definitions: definitions(file, every),
    facts: questions.map((question, number) => ({
      number,
      question,
      type: file.types[number],
      isShared: shared.has(number),
      listsChildren: lists.has(number),
      ofPartner: file.partner[number],
      assumed: number in file.assumed ? file.assumed[number] : undefined,
      implied: implied.get(number) ?? [],
    })),
    first: file.definitions,
    amounts: file.amounts,
    status: file.status,
    implies: new Map(file.statuses.map((code, place) => [code, new Map(file.implies[place])])),
    impliedByStatus: new Set(file.implies.flat().map(([name]) => name)),
    holidays: new Set(days(file.holidays)),
    years: file.years,
    roles: {
      ...file.roles,
      children: new Set(file.roles.children),
      partners: new Set(file.roles.partners),
    },
    matter: file.matter,
    personal: file.personal,
  };
}
