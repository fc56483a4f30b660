import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import react from "../../src/IrisFlow.Designer/node_modules/@vitejs/plugin-react/dist/index.js";

const designer = fileURLToPath(new URL("../../src/IrisFlow.Designer", import.meta.url));

// Tests see the designer's sources as `@designer/…`; what they import is the designer's own copy of each library.
// The router's form for Node would ask for a React of its own.
const alias = {
  "@designer": `${designer}/src`,
  "react-router": `${designer}/node_modules/react-router/dist/development/index.mjs`,
};
const libraries = { dedupe: ["react", "react-dom"] };

// What only the designer has installed is looked for there, also when a test asks for it.
const borrowed: Plugin = {
  name: "borrowed-libraries",
  enforce: "pre",
  resolveId(id) {
    return /^(@tanstack\/|@xyflow\/|react-router$|zustand$)/.test(id)
      ? this.resolve(id, `${designer}/src/main.tsx`, { skipSelf: true })
      : null;
  },
};

export default defineConfig({
  plugins: [borrowed, react()],
  resolve: { alias, ...libraries },
  server: { fs: { allow: [designer, "."] } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          environment: "jsdom",
          include: ["unit/**/*.test.{ts,tsx}"],
          setupFiles: ["unit/setup.ts"],
          // Libraries with hooks take the same way to React, so that there is one for all.
          server: { deps: { inline: [/node_modules\/(@tanstack|@xyflow|react-router|zustand)\//] } },
        },
      },
      {
        extends: true,
        test: {
          name: "journeys",
          environment: "node",
          include: ["journeys/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          globalSetup: ["journeys/chromium.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "figures",
          environment: "node",
          include: ["figures/**/*.test.ts"],
          testTimeout: 300_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          globalSetup: ["journeys/chromium.ts"],
        },
      },
    ],
  },
});
