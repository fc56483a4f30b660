import { SignInPage } from "@designer/session/SignInPage";
import { useSession } from "@designer/session/session";
import { cleanup, render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

beforeEach(() => {
  useSession.setState({ isSignedOut: true });
  vi.stubGlobal("fetch", async (_path: string, init: RequestInit) =>
    JSON.parse(String(init.body)).token === "right"
      ? new Response(null, { status: 204 })
      : new Response(
          JSON.stringify({
            title: "No",
            findings: [{ rule: "IF861", severity: "error", message: "The token is wrong." }],
          }),
          {
            status: 401,
          },
        ),
  );
});

afterEach(cleanup);

test("A pasted token signs in, and the page that was asked for comes back", async () => {
  render(<SignInPage />);

  await userEvent.type(screen.getByLabelText("Token"), " right {Enter}");

  await vi.waitFor(() => expect(useSession.getState().isSignedOut).toBe(false));
});

test("A wrong token is told, and one can try again", async () => {
  render(<SignInPage />);

  await userEvent.type(screen.getByLabelText("Token"), "wrong{Enter}");

  expect(await screen.findByText("The token is wrong.")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Sign in" })).toHaveProperty("disabled", false);
  expect(useSession.getState().isSignedOut).toBe(true);
});

test("What is typed does not show", () => {
  render(<SignInPage />);

  expect(screen.getByLabelText("Token").getAttribute("type")).toBe("password");
});
