import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// In development, `irisflow serve --port 5005` answers the calls; the built files are served by it as well.
export default defineConfig({
  plugins: [react()],
  server: { proxy: { "/api": "http://127.0.0.1:5005" } },
  build: {
    outDir: process.env.IRISFLOW_DESIGNER_OUT ?? "../../.build/designer",
    emptyOutDir: true,
    sourcemap: false,
    // A data: URL would need a looser policy of what the page may load.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
