import { afterEach } from "vitest";

// What a test put on the page is gone before the next one.
afterEach(() => {
  globalThis.document?.body.replaceChildren();
});
