import { defineConfig } from "vite";

/** The explorer is bundled: an ERP loads no program from anybody's CDN. */
export default defineConfig({
  base: "/explorer/",
  build: {
    chunkSizeWarningLimit: 8_000,
    rolldownOptions: {
      // The libraries mark files for server components; a page in a browser has no use for that.
      onLog: (level, log, handler) => (log.code === "MODULE_LEVEL_DIRECTIVE" ? undefined : handler(level, log)),
    },
  },
});
