/** Why an act was refused: a code for programs, a sentence for people, a place in the input. */
export interface UserError {
  code: string;
  message: string;
  path: string[] | null;
}

/** Thrown inside an act: the transaction rolls back, nothing is half done, and the payload carries the errors. */
export class Refused extends Error {
  readonly userErrors: UserError[];
  constructor(userErrors: UserError[]) {
    super(userErrors.map((error) => `${error.code}: ${error.message}`).join("\n"));
    this.name = "Refused";
    this.userErrors = userErrors;
  }
}
export function refuse(code: string, message: string, path: string[] | null = null): never {
  throw new Refused([{ code, message, path }]);
}
/** Refuses with all errors at once, if there are any. */
export function refuseAll(errors: UserError[]): void {
  if (errors.length > 0) throw new Refused(errors);
}
/** Runs checks that don't depend on each other and refuses with all that is wrong at once: who fills in a form corrects it in one go. */
export function checkAll(checks: readonly (() => void)[]): void {
  const errors: UserError[] = [];
  for (const check of checks) {
    try {
      check();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      errors.push(...error.userErrors);
    }
  }
  refuseAll(errors);
}
/** Unknown and not yours look alike, so that nobody can probe for what exists. */
export const notFound = (noun: string, key: string, path: string[]): never =>
  refuse("NOT_FOUND", `There is no ${noun} ${key.slice(0, 80)} that you may see. Check the number, or ask its owner for access.`, path);

export function checkVersion(row: { version: number }, expectedVersion: number, noun: string): void {
  if (row.version !== expectedVersion) {
    refuse("STALE_VERSION", `Somebody else changed this ${noun} meanwhile (you saw version ${expectedVersion}, it is now ${row.version}). Load it again and repeat your change.`, ["expectedVersion"]);
  }
}
/** Trims; refuses empty and over-long text. */
export function text(value: string, path: string[], what: string, longest = 200): string {
  const trimmed = value.trim();
  if (trimmed === "") refuse("EMPTY", `${what} can't be empty.`, path);
  if (trimmed.length > longest) refuse("TOO_LONG", `${what} may have at most ${longest} characters; it has ${trimmed.length}.`, path);
  // eslint-disable-next-line no-control-regex -- PostgreSQL refuses U+0000, and control characters break documents
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(trimmed)) refuse("BAD_CHARACTERS", `${what} has control characters in it. Type it again without them.`, path);
  return trimmed;
}
/** The same for text that may be absent: null and "" clear. */
export const optionalText = (value: string | null | undefined, path: string[], what: string, longest = 200): string | null =>
  value === null || value === undefined || value.trim() === "" ? null : text(value, path, what, longest);

const EMAIL = /^[^\s@<>"',;]+@[^\s@<>"',;]+\.[^\s@<>"',;]+$/;
export function optionalEmail(value: string | null | undefined, path: string[], what: string): string | null {
  const mail = optionalText(value, path, what, 254);
  if (mail !== null && !EMAIL.test(mail)) refuse("BAD_EMAIL", `${what} "${mail}" is not an e-mail address. It needs a name, an @ and a domain.`, path);
  return mail;
}

const PHONE = /^\+?[\d\s().\-/]{3,30}( ?(x|ext\.?) ?\d{1,8})?$/i;
export function optionalPhone(value: string | null | undefined, path: string[], what: string): string | null {
  const phone = optionalText(value, path, what, 45);
  if (phone !== null && !(PHONE.test(phone) && /\d/.test(phone))) refuse("BAD_PHONE", `${what} "${phone}" is not a telephone number. Write it in digits, e.g. +45 33 12 34 56.`, path);
  return phone;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
export const isUuid = (id: string): boolean => UUID.test(id);
