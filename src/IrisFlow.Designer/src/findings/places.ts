import { create } from "zustand";
import type { Finding } from "../api/client";
import { keysOf } from "../document/pointer";

/** The step that a finding is about, if it is about one. */
export function stepOfFinding(finding: Finding): string | undefined {
  const [section, name] = finding.pointer ? keysOf(finding.pointer) : [];
  return finding.step ?? (section === "steps" ? name : undefined);
}

/** The next or the one before, beginning again at the end. */
export function walk(findings: readonly Finding[], from: Finding | undefined, by: 1 | -1): Finding | undefined {
  const at = from ? findings.findIndex((one) => isSame(one, from)) : -1;
  return at < 0 ? findings.at(by === 1 ? 0 : -1) : findings[(at + by + findings.length) % findings.length];
}

/** Findings in the order in which one walks them: errors first, then as the server gave them. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  return [...findings.filter((one) => one.severity === "error"), ...findings.filter((one) => one.severity !== "error")];
}

/** The same finding, also when another check gave it. */
export function isSame(one: Finding, other: Finding): boolean {
  return (
    one.rule === other.rule && one.pointer === other.pointer && one.step === other.step && one.message === other.message
  );
}

interface Focus {
  /** The finding that one stands at. */
  current?: Finding;
  /** The place in the inspector that is to have the focus; counted, so that the same place can be asked for again. */
  wanted?: { pointer: string; count: number };
  panel: boolean;
}

/** Where one stands in the walk through the findings, and whether the list is open. */
export const useFocus = create<Focus>()(() => ({ panel: false }));

/** Asks for the focus at a place of the definition. */
export function focusOn(pointer: string): void {
  useFocus.setState((before) => ({ wanted: { pointer, count: (before.wanted?.count ?? 0) + 1 } }));
}

/** The control of the field at a pointer, or of the nearest place around it that is shown. */
export function controlAt(root: ParentNode, pointer: string): HTMLElement | null {
  for (let place = pointer; place !== ""; place = place.slice(0, place.lastIndexOf("/"))) {
    const field = [...root.querySelectorAll<HTMLElement>("[data-pointer]")].find(
      (one) => one.dataset.pointer === place,
    );
    const control = field?.querySelector<HTMLElement>("input, select, textarea, button") ?? field;
    if (control) {
      return control;
    }
  }
  return null;
}
