import type { Decision, Plan, PlannedStep } from "../api/runs";

const orders: Decision[] = ["blocked", "run", "injected", "reuse", "not-selected"];

const words: Record<Decision, string> = {
  blocked: "can't run",
  run: "will run",
  injected: "takes your data",
  reuse: "will be reused",
  "not-selected": "left out",
};

export const decisionWords = (decision: Decision) => words[decision];

/** The steps of a plan by what becomes of them: what stops it first, then what costs something. */
export function grouped(plan: Plan): [Decision, PlannedStep[]][] {
  return orders
    .map((decision): [Decision, PlannedStep[]] => [decision, plan.steps.filter((step) => step.decision === decision)])
    .filter(([, steps]) => steps.length > 0);
}

/** The plan in a sentence: `Will run 4 steps, will reuse 7.` */
export function summaryOf(plan: Plan): string {
  const count = (decision: Decision) => plan.steps.filter((step) => step.decision === decision).length;
  const [run, reuse, injected, blocked] = [count("run"), count("reuse"), count("injected"), count("blocked")];
  if (blocked > 0) {
    return `${blocked === 1 ? "A step" : `${blocked} steps`} can't run.`;
  }

  return run === 0 && injected === 0
    ? `Nothing to run: all ${reuse} ${reuse === 1 ? "result is" : "results are"} there already.`
    : [
        `Will run ${run} ${run === 1 ? "step" : "steps"}`,
        reuse > 0 && `will reuse ${reuse}`,
        injected > 0 && `${injected} with your data`,
      ]
        .filter(Boolean)
        .join(", ") + ".";
}

/** What stops a plan from being carried out. */
export const isBlocked = (plan: Plan) =>
  plan.steps.some((step) => step.decision === "blocked") || plan.findings.some((one) => one.severity === "error");
