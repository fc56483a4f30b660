import { type WorkflowDocument, wiresOf } from "./document";

interface Neighbours {
  before: Map<string, string[]>;
  after: Map<string, string[]>;
}

/** The steps and all that lead to them, over any number of wires. */
export const leadingTo = (document: WorkflowDocument, steps: Iterable<string>) =>
  reached(neighboursOf(document).before, steps);

/** The steps and all that follows from them, over any number of wires. */
export const followingFrom = (document: WorkflowDocument, steps: Iterable<string>) =>
  reached(neighboursOf(document).after, steps);

function reached(next: ReadonlyMap<string, readonly string[]>, steps: Iterable<string>): ReadonlySet<string> {
  const found = new Set(steps);
  for (const name of found) {
    for (const other of next.get(name) ?? []) {
      found.add(other);
    }
  }

  return found;
}

const known = new WeakMap<object, Neighbours>();

function neighboursOf(document: WorkflowDocument): Neighbours {
  const wires = wiresOf(document);
  const found = known.get(wires) ?? { before: new Map<string, string[]>(), after: new Map<string, string[]>() };
  if (!known.has(wires)) {
    for (const { from, to } of wires) {
      join(found.before, to.step, from.step);
      join(found.after, from.step, to.step);
    }

    known.set(wires, found);
  }

  return found;
}

function join(next: Map<string, string[]>, one: string, other: string): void {
  const others = next.get(one);
  if (others) {
    others.push(other);
  } else {
    next.set(one, [other]);
  }
}
