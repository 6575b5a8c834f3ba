/** Something the person at the terminal can put right: shown as its one sentence, without a stack. */
export class Complaint extends Error {
  override name = "Complaint";
}

/** Runs a command to its end: a complaint prints its sentence, anything else its stack; both exit with 1. */
export async function runCommand(command: () => Promise<number | void>): Promise<never> {
  let code: number;
  try {
    code = (await command()) ?? 0;
  } catch (error) {
    console.error(error instanceof Complaint ? error.message : error);
    code = 1;
  }
  // Work that was given up, such as a seed after Ctrl-C, must not keep the process.
  process.exit(code);
}

/** The shortest honest reason in an error, for the middle of a sentence. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  if (error instanceof Error) return error.message || error.name;
  return String(error);
}
