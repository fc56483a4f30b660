import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { ReplaceOutput } from "@designer/checkpoints/ReplaceOutput";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";

// A server that answers as ours does: jsdom sends real requests to it.
let server: Server;
let asked: { method: string; url: string; type: string | undefined; body: string }[];
let findings: object[];
let remarks: object[];
let refusal: object | null;
let own: { open: typeof XMLHttpRequest.prototype.open; fetch: typeof globalThis.fetch };

beforeEach(async () => {
  [asked, findings, remarks, refusal] = [[], [], [], null];
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
  server = createServer(async (request, response) => {
    asked.push({
      method: request.method ?? "",
      url: request.url ?? "",
      type: request.headers["content-type"],
      body: await textOf(request),
    });
    response
      .setHeader("Access-Control-Allow-Origin", "*")
      .setHeader("Access-Control-Allow-Headers", "*")
      .setHeader("Content-Type", "application/json");
    if (request.method === "OPTIONS") {
      response.writeHead(204).end();
    } else if (request.url?.endsWith("/check")) {
      response.end(JSON.stringify({ findings }));
    } else if (refusal) {
      response.writeHead(415).end(JSON.stringify(refusal));
    } else {
      response.writeHead(201).end(
        JSON.stringify({
          upload: "u1",
          digest: "d",
          rows: 3,
          columns: [{ name: "a", type: "int32", nullable: false }],
          findings: remarks,
        }),
      );
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  own = { open: XMLHttpRequest.prototype.open, fetch: globalThis.fetch };
  const { open, fetch } = own;
  XMLHttpRequest.prototype.open = function toBase(this: XMLHttpRequest, method: string, url: string | URL) {
    return open.call(this, method, new URL(url, base), true);
  } as typeof open;
  globalThis.fetch = (input, init) => fetch(new URL(String(input), base), { ...init, credentials: undefined });
});

afterEach(() => {
  cleanup();
  XMLHttpRequest.prototype.open = own.open;
  globalThis.fetch = own.fetch;
  server.close();
});

test("A file that fits is sent as bytes, held against the port, and handed on as the source of a run", async () => {
  let handed: Record<string, string> | null = null;
  render(
    <ReplaceOutput workflow="iris" address="load.rows" onReplace={(source) => (handed = source)} onClose={() => {}} />,
  );
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Use this file", hidden: true }).disabled).toBe(true);
  choose("my flowers.csv", "a\n1\n");
  await screen.findByText(/3 rows, 1 column. It fits./);
  fireEvent.click(screen.getByRole("button", { name: "Use this file", hidden: true }));
  expect(handed).toEqual({ "load.rows": "upload:u1" });
  const posts = asked.filter((a) => a.method === "POST");
  expect(posts.map((p) => p.url)).toEqual(["/api/uploads?name=my%20flowers.csv", "/api/uploads/u1/check"]);
  expect([posts[0]?.type, posts[0]?.body]).toEqual(["application/octet-stream", "a\n1\n"]);
  expect(JSON.parse(posts[1]?.body ?? "")).toEqual({ workflow: "iris", port: "load.rows" });
});

test("A file with a wrong column can't be used, and the near miss is told", async () => {
  findings = [
    {
      rule: "IF203",
      severity: "error",
      message: "The column 'petal_width' is missing.",
      expected: "Did you mean 'petal_widht'?",
      tableColumn: "petal_width",
    },
  ];
  render(<ReplaceOutput workflow="iris" address="load.rows" onReplace={() => {}} onClose={() => {}} />);
  choose("f.csv", "x\n");
  await screen.findByText(/Did you mean 'petal_widht'/);
  await screen.findByText(/It does not fit this output/);
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Use this file", hidden: true }).disabled).toBe(true);
});

test("What a table can't hold of a file is told, and the rest may be used", async () => {
  remarks = [{ rule: "IF350", severity: "warning", message: "Column 'tags' is a list.", tableColumn: "tags" }];
  render(<ReplaceOutput workflow="iris" address="load.rows" onReplace={() => {}} onClose={() => {}} />);
  choose("f.csv", "x\n");
  await screen.findByText(/Column 'tags' is a list/);
  await screen.findByText(/It fits, with remarks/);
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Use this file", hidden: true }).disabled).toBe(false);
});

test("A refusal is shown with its rule, and another file may be tried", async () => {
  refusal = { title: "no", findings: [{ rule: "IF584", severity: "error", message: "'x.xlsx' is not a table file." }] };
  render(<ReplaceOutput workflow="iris" address="load.rows" onReplace={() => {}} onClose={() => {}} />);
  choose("x.xlsx", "x");
  await screen.findByText("IF584");
  refusal = null;
  choose("x.csv", "x");
  await waitFor(() => expect(screen.queryByText("IF584")).toBeNull());
});

function choose(name: string, text: string): void {
  fireEvent.change(screen.getByLabelText("Drop a file here, or choose one"), {
    target: { files: [new File([text], name, { type: "text/csv" })] },
  });
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of request) {
    text += part;
  }

  return text;
}
