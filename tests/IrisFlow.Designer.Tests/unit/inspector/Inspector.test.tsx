import { queries } from "@designer/api/queries";
import { documentStore } from "@designer/document/store";
import { OpenDocument } from "@designer/document/useDocument";
import { Inspector } from "@designer/inspector/Inspector";
import { useTab } from "@designer/inspector/Tabs";
import { QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { MemoryRouter } from "react-router";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import activities from "../forms/activities.json";

const definition = {
  format: 1,
  workflow: "w",
  parameters: { k: { type: "integer", default: 2 } },
  steps: { load: { uses: "data.read-csv", with: { path: "a.csv" }, note: "n" } },
};

beforeEach(() => {
  queries.clear();
  const described = { summary: "", sideEffect: false, inputs: [], outputs: [], parameters: [] };
  const items = activities.items.map((one) => ({
    ...described,
    ...one,
    example: { uses: one.uses, with: { path: "<b>data.csv" } },
  }));
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify({ items, policy: activities.policy })));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

let opened = 0;

/** The inspector of a workflow that was just opened. */
function inspector(from: { inCode?: boolean; file?: string }) {
  opened += 1;
  const store = documentStore(`w${opened}`);
  store.getState().load({ definition, layout: {} }, { etag: null, ...from });
  render(
    <MemoryRouter>
      <QueryClientProvider client={queries}>
        <OpenDocument workflow={`w${opened}`}>
          <Inspector />
        </OpenDocument>
      </QueryClientProvider>
    </MemoryRouter>,
  );
  return store;
}

const editable = () =>
  [...document.querySelectorAll<HTMLInputElement>("input, select, textarea")].filter(
    (control) => !control.disabled && !control.readOnly,
  );

test("What only C# defines can't be edited: the page says so, and says what to do instead", async () => {
  const store = inspector({ inCode: true });
  expect(screen.getByText(/C# defines this workflow/)).toBeTruthy();
  expect(editable()).toEqual([]);

  act(() => store.getState().select({ steps: ["load"] }));
  await screen.findByText(/more, rarely needed/);
  expect(editable()).toEqual([]);
  expect(store.getState().history.document.definition).toBe(definition);
});

test("What has a file can be edited, also when C# says it too", async () => {
  const store = inspector({ inCode: true, file: "w/w.flow.json" });
  expect(screen.queryByText(/C# defines this workflow/)).toBeNull();
  act(() => store.getState().select({ steps: ["load"] }));
  await screen.findByText(/more, rarely needed/);
  expect(editable().length).toBeGreaterThan(5);
});

test("A step that becomes another activity shows that one's fields, and folds none away that are not its own", async () => {
  const store = inspector({ file: "w/w.flow.json" });
  act(() => store.getState().select({ steps: ["load"] }));
  expect(await screen.findByText(/more, rarely needed/)).toBeTruthy();

  act(() => void store.getState().perform({ do: "set-uses", step: "load", uses: "data.read-parquet" }));

  expect(await screen.findByLabelText(/^decimals/)).toBeTruthy();
  expect(screen.queryByText(/more, rarely needed/)).toBeNull();
});

test("The help of an activity shows a step of it as a file has it, as text", async () => {
  useTab.setState({ tab: "form" });
  const store = inspector({ file: "w/w.flow.json" });
  act(() => store.getState().select({ steps: ["load"] }));
  await userEvent.click(await screen.findByText("About", { exact: false, selector: "summary" }));
  const example = screen.getByText(/"<b>data.csv"/, { selector: "pre" });
  expect(JSON.parse(example.textContent ?? "")).toEqual({ uses: "data.read-csv", with: { path: "<b>data.csv" } });
});
