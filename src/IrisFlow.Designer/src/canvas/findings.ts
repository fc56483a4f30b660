import type { Finding } from "../api/client";

const byStep = new WeakMap<readonly Finding[], Map<string, Finding[]>>();
const byWire = new WeakMap<readonly Finding[], ReadonlySet<string>>();
const none: readonly Finding[] = [];

/** The findings about a step; the same list for the same findings. */
export function findingsOf(findings: readonly Finding[], step: string): readonly Finding[] {
  const known = byStep.get(findings) ?? new Map<string, Finding[]>();
  if (!byStep.has(findings)) {
    for (const finding of findings) {
      if (finding.step !== undefined) {
        known.set(finding.step, [...(known.get(finding.step) ?? []), finding]);
      }
    }

    byStep.set(findings, known);
  }

  return known.get(step) ?? none;
}

/** The inputs that something is wrong with, as "step.port": the wires that end there are drawn so. */
export function wrongWires(findings: readonly Finding[]): ReadonlySet<string> {
  const known =
    byWire.get(findings) ??
    new Set(
      findings.flatMap((finding) =>
        finding.severity === "error" && finding.step && finding.port ? [`${finding.step}.${finding.port}`] : [],
      ),
    );
  byWire.set(findings, known);
  return known;
}
