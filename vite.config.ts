import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import remixConfig from "./remix.config.js";

export default defineConfig({
  plugins: [remix(remixConfig)],
  build: { target: "es2022" },
  // The drag-and-drop add-on is CommonJS; outside the bundle its default import is an object and the server dies.
  ssr: { noExternal: ["react-big-calendar"] },
});
