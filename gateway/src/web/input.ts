import { Complaint } from "../protection/complaint.ts";

type Fields = Readonly<Record<string, unknown>>;

const bad = (message: string) => new Complaint(400, "BAD_USER_INPUT", message);

export function record(value: unknown): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw bad("Send a JSON object.");
  return value as Fields;
}

export function stringField(object: Fields, key: string, longest: number): string {
  const value = object[key];
  if (typeof value !== "string" || value === "") throw bad(`"${key}" is missing: give it as text.`);
  if (value.length > longest) throw bad(`"${key}" may have at most ${longest} characters.`);
  return value;
}

export function stringsField(object: Fields, key: string): string[] {
  const value = object[key];
  if (!Array.isArray(value) || value.length > 200 || !value.every((item) => typeof item === "string" && item.length <= 100)) throw bad(`"${key}" is missing: give it as a list of texts.`);
  return value as string[];
}

export function numberField(object: Fields, key: string): number {
  const value = object[key];
  if (typeof value !== "number" || !Number.isFinite(value)) throw bad(`"${key}" must be a number.`);
  return value;
}

export function booleanField(object: Fields, key: string): boolean {
  const value = object[key];
  if (typeof value !== "boolean") throw bad(`"${key}" must be true or false.`);
  return value;
}

export function optional<Value>(object: Fields, key: string, read: (object: Fields, key: string) => Value): Value | undefined {
  return object[key] === undefined || object[key] === null ? undefined : read(object, key);
}
