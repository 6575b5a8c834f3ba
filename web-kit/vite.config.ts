import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// The gallery: every part in every state, with an invented graph behind it. For looking at, never shipped.
export default defineConfig({ root: fileURLToPath(new URL("gallery", import.meta.url)), appType: "spa", plugins: [react()] });
