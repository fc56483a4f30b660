import type { JsonSchema } from "../forms/schema";

/** The form of a step's policy (`src/docs/policies.md`). What is wrong with a value, the server's check says. */
export const policySchema: JsonSchema = {
  type: "object",
  properties: {
    retries: {
      type: "integer",
      default: 0,
      minimum: 0,
      maximum: 100,
      description: "How often a step that fails for a reason that may pass is tried again.",
    },
    backoff: {
      type: "string",
      default: "1s",
      description: "The longest wait before the second attempt: 500ms, 2s, 1m. It doubles each time.",
    },
    timeout: {
      type: "string",
      description: "How long one attempt may take: 30s, 10m, 2h. Without one, as long as it needs.",
    },
    onFailure: {
      enum: ["stop", "continue"],
      default: "stop",
      description: "When the step fails for good: the run begins nothing more, or steps that need nothing of it go on.",
    },
    checkpoint: {
      enum: ["always", "never", "auto"],
      default: "always",
      description: "Whether the outputs are kept as files; auto leaves out what is quicker to make than to write.",
    },
    cpu: { type: "number", default: 1, exclusiveMinimum: 0, description: "How many cores the step keeps busy." },
    memory: { type: "string", description: "How much memory the step needs: 512MiB, 2GiB." },
    isolate: {
      enum: ["none", "process"],
      default: "none",
      description: "In a process of its own, a crash or a hang costs this step alone.",
    },
  },
};
