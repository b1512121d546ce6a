// What is gathered from a tree of reasons: provisions, missing and assumed facts, contested points of law.

/** The word for a truth. */
export const VERDICT = (truth) => (truth === undefined ? "not_known" : truth ? "true" : "false");

/** What one tree of reasons holds, each thing once, in the order in which it is met. */
export class Gathered {
  constructor() {
    this.cites = new Set(); // numbers of rules
    this.missing = new Map();
    this.contested = new Set();
    this.assumed = new Map();
  }

  /** What is refused is cited by its own rules: not by every provision that was tried in vain beneath them. */
  take(under) {
    const { found } = under;
    if (under.verdict !== "false") for (const one of found.cites) this.cites.add(one);
    for (const [key, leaf] of found.missing) this.missing.set(key, leaf);
    for (const one of found.contested) this.contested.add(one);
    for (const [key, leaf] of found.assumed) this.assumed.set(key, leaf);
  }

  takeLeaf(leaf) {
    const key = `${leaf.fact} of ${leaf.whose}`;
    if (leaf.verdict === "not_known") this.missing.set(key, leaf);
    else if (leaf.source === "assumed") this.assumed.set(key, leaf);
  }
}

/** The word for a truth; contested when all that is undecided is so for a contested point of law alone. */
export function verdictOf(truth, children) {
  if (truth !== undefined) return VERDICT(truth);
  if (children.some((one) => one.verdict === "not_known")) return "not_known";
  return children.some((one) => one.verdict === "contested") ? "contested" : "not_known";
}

/** The facts at the ends of some reasons. */
export function leaves(reasons) {
  return reasons.flatMap((one) => (one.fact === undefined ? leaves(one.children) : [one]));
}
