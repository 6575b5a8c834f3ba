import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import type { UserConfig } from "vite";
import { factsInScreens } from "./vite-facts.ts";

/** How a side is built and developed; both are the same but for their address. */
export function sideConfig(side: "crm" | "erp", configUrl: string): UserConfig {
  return {
    root: fileURLToPath(new URL(".", configUrl)),
    base: `/${side}/`,
    plugins: [factsInScreens(), react()],
    build: {
      outDir: "dist",
      emptyOutDir: true,
      target: "es2023",
      sourcemap: false,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 900,
    },
  };
}
