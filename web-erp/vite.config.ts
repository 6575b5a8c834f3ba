import { defineConfig } from "vite";
import { sideConfig } from "../web-kit/vite.ts";

export default defineConfig(sideConfig("erp", import.meta.url));
