/** How a source has been, seen from here. */
export interface SourceState {
  state: "answering" | "silent" | "not-asked";
  /** Since when it is so. */
  since: string;
}

type Listener = (name: string, state: SourceState) => void;

/** Remembers since when a source answers or is silent, and tells when that turns. */
export class SourceWatch {
  readonly name: string;
  readonly #listener: Listener;
  #state: SourceState = { state: "not-asked", since: new Date().toISOString() };
  #heardAt = 0;

  constructor(name: string, listener: Listener) {
    this.name = name;
    this.#listener = listener;
  }

  get state(): SourceState {
    return this.#state;
  }

  /** How long ago it was last known how it is. */
  get ageMs(): number {
    return Date.now() - this.#heardAt;
  }

  answered(): void {
    this.#turn("answering");
  }

  failed(): void {
    this.#turn("silent");
  }

  #turn(state: "answering" | "silent"): void {
    this.#heardAt = Date.now();
    if (this.#state.state === state) return;
    const turned = this.#state.state !== "not-asked" || state === "silent";
    this.#state = { state, since: new Date().toISOString() };
    if (turned) this.#listener(this.name, this.#state);
  }
}

/** What an answer says about each source it could have asked. */
export interface SourceReport {
  status: "answered" | "silent" | "not-asked";
  /** When it answered. */
  asOf?: string;
  /** Since when it is silent. */
  since?: string;
}

/** Collects, for one request, how the sources fared. */
export class SourceReports {
  readonly #reports = new Map<string, SourceReport>();

  answered(name: string): void {
    if (!this.#reports.has(name)) this.#reports.set(name, { status: "answered", asOf: new Date().toISOString() });
  }

  /** Silent once is silent for the whole answer: a part of it is missing. */
  silent(name: string, since: string): void {
    this.#reports.set(name, { status: "silent", since });
  }

  of(names: readonly string[]): Record<string, SourceReport> {
    return Object.fromEntries(names.map((name) => [name, this.#reports.get(name) ?? { status: "not-asked" }]));
  }
}
