// pino: structured logs at little cost. Never log arguments, rows or payloads: they hold personal data and facts of the other side.
import { pino, type Logger } from "pino";
export type { Logger };
export const createLog = (name: string): Logger => pino({ name, level: process.env["LOG_LEVEL"] ?? "info", base: { name } });
export const silentLog = (): Logger => pino({ level: "silent" });
