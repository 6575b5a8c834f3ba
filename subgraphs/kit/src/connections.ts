import { CamelCasePlugin, type PostgresPool, type PostgresPoolClient } from "kysely";
import pg from "pg";

/**
 * How Kysely's statements reach PostgreSQL: what is asked again and again is prepared once per connection, and columns get their names in
 * code once per answer instead of once per row.
 */
export class Connections implements PostgresPool {
  readonly options: pg.PoolConfig;
  readonly #pool: pg.Pool;
  readonly #names = new StatementNames();
  readonly #wrapped = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  constructor(pool: pg.Pool) {
    this.#pool = pool;
    this.options = pool.options;
  }

  async connect(): Promise<PostgresPoolClient> {
    const client = await this.#pool.connect();
    let wrapped = this.#wrapped.get(client);
    if (!wrapped) {
      // Kysely's type also has a query by cursor, which its PostgreSQL dialect asks for only when rows are streamed: no act or list does.
      wrapped = {
        query: (text: string, values: readonly unknown[]) => (text === "begin" ? ask(client, BEGIN, values, undefined) : ask(client, text, values, this.#names.nameFor(text, values))),
        release: (isBroken?: boolean) => client.release(isBroken),
      } as unknown as PostgresPoolClient;
      this.#wrapped.set(client, wrapped);
    }
    return wrapped;
  }
  end(): Promise<void> { return this.#pool.end(); }
}

/** snake_case in SQL, camelCase in code. Rows come with their names in camelCase already. */
export class CamelCase extends CamelCasePlugin {
  readonly #known = new Map<string, string>();
  constructor() { super({ maintainNestedObjectKeys: true }); }
  override async transformResult<Args extends Parameters<CamelCasePlugin["transformResult"]>[0]>({ result }: Args): Promise<Args["result"]> { return result; }
  nameOf(column: string): string {
    let name = this.#known.get(column);
    if (name === undefined) {
      name = this.camelCase(column);
      if (this.#known.size < 5_000) this.#known.set(column, name);
    }
    return name;
  }
}
export const camelCase = new CamelCase();

// Acts ask by keys: a plan that fits every key is as good as one made for this key, and planning was half of what an act cost the server.
const BEGIN = "begin; set local plan_cache_mode = force_generic_plan";

interface RowDescription { fields: { name: string }[] }
/** A statement whose rows have their columns' names in camelCase. pg's types hide that a query is a class with a handler for each message of the server. */
class Statement extends (pg.Query as unknown as new (config: pg.QueryConfig, callback: (error: Error | undefined, result: pg.QueryResult) => void) => pg.Submittable & { handleRowDescription(message: RowDescription): void }) {
  override handleRowDescription(message: RowDescription): void {
    for (const field of message.fields) field.name = camelCase.nameOf(field.name);
    super.handleRowDescription(message);
  }
}
function ask(client: pg.PoolClient, text: string, values: readonly unknown[], name: string | undefined): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    client.query(new Statement({ text, values: [...values], ...(name !== undefined && { name }) }, (error, result) => (error ? reject(error) : resolve(result))));
  });
}

const ASKED_OFTEN = 3;
const MOST_NAMES = 200; // each connection keeps a plan for each of them
const MOST_COUNTED = 2_000;

/** Names for the statements worth preparing. */
export class StatementNames {
  readonly #names = new Map<string, string>();
  readonly #asked = new Map<string, number>();

  nameFor(text: string, values: readonly unknown[]): string | undefined {
    const name = this.#names.get(text);
    if (name !== undefined || this.#names.size >= MOST_NAMES) return name;
    // How selective a pattern is decides the plan: such statements are planned for what they are asked.
    if (values.length === 0 || text.includes(" like ")) return undefined;
    const times = (this.#asked.get(text) ?? 0) + 1;
    if (times < ASKED_OFTEN) {
      if (this.#asked.size >= MOST_COUNTED) this.#asked.clear();
      this.#asked.set(text, times);
      return undefined;
    }
    this.#asked.delete(text);
    const made = `homefield_${this.#names.size + 1}`;
    this.#names.set(text, made);
    return made;
  }
}
