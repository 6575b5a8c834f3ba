import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const top = fileURLToPath(new URL("../../", import.meta.url));

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "homefield-prepare-"));
  mkdirSync(join(folder, "commands/src"), { recursive: true });
  for (const file of ["commands/src/prepare.mjs", "pnpm-workspace.yaml"]) cpSync(join(top, file), join(folder, file));
  writeFileSync(join(folder, "pnpm-lock.yaml"), "lockfileVersion: '9.0'\n");
  // Stands in for the real one: notes that it was asked, and leaves a runtime as an installation does.
  mkdirSync(join(folder, "bin"));
  writeFileSync(join(folder, "bin/npx"), `#!/bin/sh\necho "$@" >> "${folder}/asked"\n[ -e "${folder}/fails" ] && exit 1\nmkdir -p "${folder}/node_modules/.bin" && echo node > "${folder}/node_modules/.bin/node"\n`);
  chmodSync(join(folder, "bin/npx"), 0o755);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function prepare(...nodeOptions: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...nodeOptions, join(folder, "commands/src/prepare.mjs")], {
    env: { PATH: `${join(folder, "bin")}:${process.env.PATH}` },
    encoding: "utf8",
  });
  return { status, said: stdout.trim(), complained: stderr.trim() };
}

const asked = () => (existsSync(join(folder, "asked")) ? readFileSync(join(folder, "asked"), "utf8").trim().split("\n") : []);

describe("preparing an npm command", () => {
  it("installs exactly what the lock file says, once, and again when the lock file changes", () => {
    expect(prepare()).toMatchObject({ status: 0, said: expect.stringMatching(/^Installing the dependencies, once;.*\nInstalled in \d+ s\.$/) });
    expect(asked()).toEqual([expect.stringMatching(/^--yes pnpm@\d+\.\d+\.\d+ install --frozen-lockfile /)]);

    expect(prepare()).toEqual({ status: 0, said: "", complained: "" });
    expect(asked()).toHaveLength(1);

    writeFileSync(join(folder, "pnpm-lock.yaml"), "lockfileVersion: '9.0'\nnewer: true\n");
    expect(prepare().said).toMatch(/^The dependencies changed; installing what is missing\./);
    expect(asked()).toHaveLength(2);
  });

  it("doesn't take a failed installation for a finished one", () => {
    writeFileSync(join(folder, "fails"), "");
    expect(prepare()).toMatchObject({ status: 1, complained: expect.stringMatching(/^The dependencies could not be installed; .* then run the command again\.$/) });
    rmSync(join(folder, "fails"));
    prepare();
    expect(asked()).toHaveLength(2);
  });

  it("refuses a Node that is too old, in one sentence", () => {
    const old = "data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'18.20.4'}});Object.defineProperty(process,'version',{value:'v18.20.4'})";
    expect(prepare("--import", old)).toEqual({ status: 1, said: "", complained: "Homefield needs Node 20 or newer and this is v18.20.4: install a newer Node, then run the command again." });
    expect(asked()).toEqual([]);
  });
});
