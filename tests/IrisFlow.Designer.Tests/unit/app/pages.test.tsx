import { router, type Titled } from "@designer/app/router";
import { Trouble } from "@designer/app/Trouble";
import { usePage } from "@designer/app/usePage";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useRef } from "react";
import { createMemoryRouter, Link, Outlet, RouterProvider } from "react-router";
import { expect, test, vi } from "vitest";

const pages = router.routes[0]?.children?.[0]?.children ?? [];

test("Every page has a title, and each that shows one thing names it", () => {
  const parameters = {
    name: "iris",
    run: "r1",
    step: "load",
    port: "rows",
    digest: "0123456789abcdef",
    workflow: "iris",
  };
  const titles = pages.map((page) => [page.path, (page.handle as Titled | undefined)?.title(parameters)] as const);
  expect(titles.length).toBeGreaterThan(8);
  expect(new Set(titles.map(([, title]) => title)).size).toBe(titles.length);
  for (const [path, title] of titles) {
    for (const [, name] of path?.matchAll(/:(\w+)/g) ?? []) {
      if (!(path?.startsWith("/lineage") && name === "run")) {
        expect(title, path).toContain(parameters[name as "run"].slice(0, 12));
      }
    }
  }
});

function Frame() {
  const content = useRef<HTMLDivElement>(null);
  usePage(content);
  return (
    <>
      <nav>
        <Link to="/one">one</Link>
        <Link to="/two">two</Link>
        <Link to="/broken">broken</Link>
      </nav>
      <div ref={content} data-testid="content">
        <Outlet />
      </div>
      <div id="status" />
    </>
  );
}

const titled = (name: string) => ({ title: () => name });

function Broken(): never {
  throw new Error("The page broke.");
}

const open = () => {
  const pages = [
    { path: "/one", handle: titled("One"), element: <p>first</p> },
    { path: "/two", handle: titled("Two"), element: <p>second</p> },
    { path: "/broken", handle: titled("Broken"), element: <Broken /> },
  ];
  const memory = createMemoryRouter(
    [{ element: <Frame />, children: [{ errorElement: <Trouble />, children: pages }] }],
    {
      initialEntries: ["/one"],
    },
  );
  return { memory, ...render(<RouterProvider router={memory} />) };
};

test("The tab is called after the page, a screen reader hears of it, and it begins at its top", async () => {
  const { unmount } = open();
  const content = screen.getByTestId("content");
  content.scrollTop = 120;
  expect(document.title).toBe("One · IrisFlow");
  await userEvent.click(screen.getByText("two"));
  expect(document.title).toBe("Two · IrisFlow");
  expect(document.getElementById("status")?.textContent).toBe("Two");
  expect(content.scrollTop).toBe(0);
  unmount();
});

test("On the way back a page is found where it was left", async () => {
  const { memory, unmount } = open();
  const content = screen.getByTestId("content");
  content.scrollTop = 120;
  content.dispatchEvent(new Event("scroll"));
  await userEvent.click(screen.getByText("two"));
  await memory.navigate(-1);
  await screen.findByText("first");
  expect(content.scrollTop).toBe(120);
  unmount();
});

test("A page that fails says so, and leaves what is around it", async () => {
  // React and its router write down what went wrong.
  const written = vi.spyOn(console, "error").mockImplementation(() => {});
  const { unmount } = open();
  await userEvent.click(screen.getByText("broken"));
  expect((await screen.findByRole("alert")).textContent).toContain("The page broke.");
  await userEvent.click(screen.getByText("two"));
  expect(await screen.findByText("second")).toBeDefined();
  unmount();
  written.mockRestore();
});
