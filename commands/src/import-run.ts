import type { DatabaseUrls } from "./house/launch.ts";
import type { Progress } from "./house/progress.ts";
import type { Secrets } from "./house/secrets.ts";

/** What an importer is given. A folder beside this file with an `import.ts` that exports `importCompany` is a source. */
export interface ImportRun {
  /** Where the company's files lie. */
  folder: string;
  /** What was written after the folder, such as --all-or-nothing. */
  options: readonly string[];
  databases: DatabaseUrls;
  secrets: Secrets;
  progress: Progress;
}

/** Answers the exit code: 0 when everything was taken in. */
export type ImportCompany = (run: ImportRun) => Promise<number>;
