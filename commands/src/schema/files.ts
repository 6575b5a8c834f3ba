import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { root } from "../house/places.ts";

export interface DerivedFile {
  /** Relative to the checkout. */
  file: string;
  content: string;
}

/** Writes what differs, unless only looking; answers the files that differed. */
export async function settle(files: readonly DerivedFile[], onlyLook: boolean): Promise<string[]> {
  const changed: string[] = [];
  for (const { file, content } of files) {
    const path = join(root, relative(root, resolve(root, file)));
    if ((await textOf(path)) === content) continue;
    changed.push(relative(root, path));
    if (onlyLook) continue;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  return changed;
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch {
    return undefined;
  }
}
