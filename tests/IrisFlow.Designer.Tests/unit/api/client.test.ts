import { problemOf } from "@designer/api/client";
import { expect, test } from "vitest";

test("A refusal tells the server's first finding", async () => {
  const answer = new Response(
    JSON.stringify({
      title: "The workflow is wrong",
      findings: [{ rule: "IF101", severity: "error", message: "It has no steps." }],
    }),
    { status: 422 },
  );

  const problem = await problemOf(answer);

  expect(problem.message).toBe("It has no steps.");
  expect(problem.status).toBe(422);
});

test("An answer that is no JSON is still a refusal that one can read", async () => {
  const problem = await problemOf(new Response("<html>", { status: 502, statusText: "Bad Gateway" }));

  expect(problem.message).toBe("Bad Gateway");
});
