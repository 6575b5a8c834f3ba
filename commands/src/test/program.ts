import { spawn } from "node:child_process";
import { root } from "../house/places.ts";

/** Runs a tool in the checkout with its output shown, and answers its exit code. */
export function runProgram(program: string, programArguments: readonly string[], environment: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, programArguments, { cwd: root, env: { ...process.env, ...environment }, stdio: ["ignore", "inherit", "inherit"] });
    const forward = (name: NodeJS.Signals) => child.kill(name);
    // The terminal sends Ctrl-C to the child too; a plain kill reaches only us.
    process.on("SIGTERM", forward);
    child.once("error", reject);
    child.once("close", (code) => {
      process.off("SIGTERM", forward);
      resolve(code ?? 1);
    });
  });
}
