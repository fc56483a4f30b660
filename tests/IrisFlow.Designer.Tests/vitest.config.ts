import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import react from "../../src/IrisFlow.Designer/node_modules/@vitejs/plugin-react/dist/index.js";

const designer = fileURLToPath(new URL("../../src/IrisFlow.Designer", import.meta.url));

// Tests see the designer's sources as `@designer/…`; what they import is the designer's own copy of each library.
const alias = [
  { find: "@designer", replacement: `${designer}/src` },
  { find: /^(@tanstack\/[^/]+|@xyflow\/react|react-router|zustand)$/, replacement: `${designer}/node_modules/$1` },
];
const libraries = { dedupe: ["react", "react-dom"] };

export default defineConfig({
  plugins: [react()],
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
    ],
  },
});
