import { readFileSync } from "node:fs";

/** The documents our own screens send, by their hash. Written by the code generator of each UI. */
export class TrustedDocuments {
  readonly #texts = new Map<string, string>();
  readonly #known = new Set<string>();

  constructor(manifests: readonly Readonly<Record<string, string>>[]) {
    for (const [id, text] of manifests.flatMap((manifest) => Object.entries(manifest))) {
      this.#texts.set(bare(id), text);
      this.#known.add(text);
    }
  }

  get size(): number {
    return this.#texts.size;
  }

  text(id: string): string | undefined {
    return this.#texts.get(bare(id));
  }

  /** Whether this very text is trusted, sent whole by a page under development. */
  has(text: string): boolean {
    return this.#known.has(text);
  }
}

/** A UI that was not generated yet has no manifest; it then can send nothing, and the log says so. */
export function readTrustedDocuments(files: readonly string[], missing: (file: string) => void): TrustedDocuments {
  return new TrustedDocuments(
    files.flatMap((file) => {
      try {
        return [JSON.parse(readFileSync(file, "utf8")) as Record<string, string>];
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw new Error(`${file} can't be read. Write it again with: npm run schema`, { cause: error });
        missing(file);
        return [];
      }
    }),
  );
}

const bare = (id: string): string => id.replace(/^sha256:/, "");
