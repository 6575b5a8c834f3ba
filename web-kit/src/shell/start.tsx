import type { AppDescriptor } from "./navigation.ts";

/** Starts a side: client, router, shell, sign-in. */
export function startHomefield(_descriptor: AppDescriptor, _element: HTMLElement): void {}
