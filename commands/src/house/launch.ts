import type { ChildProcess } from "node:child_process";
import { Complaint } from "../complaint.ts";
import { prepareCluster, serverReady, spawnServer, type ServerOptions } from "../postgres/cluster.ts";
import { checkOwnDatabase, dropDatabases, ensureDatabases, roleUrl } from "../postgres/databases.ts";
import { serverPlace } from "../postgres/place.ts";
import { claimDataFolder } from "./data-folder.ts";
import { startGuardian } from "./guard.ts";
import { logAt } from "./logs.ts";
import { freePort } from "./ports.ts";
import type { Progress } from "./progress.ts";
import { readOrMakeSecrets, type Secrets } from "./secrets.ts";
import { databaseNames, type DatabaseName, type Settings } from "./settings.ts";
import { type Program, supervise, type Supervised } from "./supervisor.ts";

export type DatabaseUrls = Record<DatabaseName, string>;

/** A data folder taken into use: secrets, databases, and a place to start programs that are kept alive. */
export interface House {
  settings: Settings;
  secrets: Secrets;
  databases: DatabaseUrls;
  /** Makes the embedded databases anew and empty; complains about those that are one's own. */
  emptyDatabases(reason: string): Promise<void>;
  /** Resolves when it is ready. */
  start(program: Program): Promise<Supervised>;
  /** Has a child that is not kept alive, such as a build, ended with the house. */
  guard(child: ChildProcess): void;
  tellOthers(more: { url: string; gatewayInside?: string }): Promise<void>;
  /** Resolves with a sentence when something nothing works without is given up. */
  givenUp: Promise<string>;
  /** Stops everything, the last started first, and gives the data folder back. */
  close(): Promise<void>;
}

export interface Opening {
  settings: Settings;
  command: string;
  progress: Progress;
}

/** Opens the house: after this the databases answer. Whatever fails closes it again. */
export async function openHouse({ settings, command, progress }: Opening): Promise<House> {
  const { places } = settings;
  const embedded = databaseNames.filter((name) => settings.ownDatabases[name] === undefined);
  const claim = await claimDataFolder(places, command);
  const running: Supervised[] = [];
  const tasks = new Set<ChildProcess>();
  let closing: Promise<void> | undefined;
  const givenUp = Promise.withResolvers<string>();
  const place = embedded.length > 0 ? serverPlace(places) : undefined;
  const guardian = startGuardian({
    ...(place && { cluster: place.cluster }),
    onReplaced: (mark) => {
      progress.say("The guardian process ended; another one took its place.");
      void claim.update({ guardian: mark });
    },
  });
  const start = async (program: Program) => {
    if (closing) throw new Complaint(`${program.name} is not started: Homefield is stopping.`);
    const supervised = supervise(program, { guardian, say: progress.say, onGivenUp: givenUp.resolve });
    running.push(supervised);
    await supervised.ready;
    return supervised;
  };
  const close = () => {
    closing ??= (async () => {
      await Promise.all([...tasks].map(endTask));
      for (const supervised of running.toReversed()) await supervised.stop();
      await guardian.dismiss();
      await claim.release();
    })();
    return closing;
  };

  try {
    await claim.update({ guardian: guardian.mark() });
    for (const name of databaseNames) {
      const url = settings.ownDatabases[name];
      if (url) await checkOwnDatabase(name, url);
    }
    const secrets = await readOrMakeSecrets(places.secrets);
    const server: ServerOptions | undefined = place && { place, port: await freePort(), password: secrets.postgresPassword, log: places.log("postgres") };
    if (server) {
      await progress.step("PostgreSQL", async () => {
        await prepareCluster(server.place, server.password);
        await start(serverProgram(server));
        await ensureDatabases(server, embedded, secrets.rolePasswords);
      });
    }
    const databases = urlsOf(settings, server, secrets);
    await claim.update({ databases });
    return {
      settings,
      secrets,
      databases,
      start,
      close,
      givenUp: givenUp.promise,
      guard(child) {
        const { pid } = child;
        if (pid === undefined) return;
        if (closing) child.kill("SIGKILL");
        tasks.add(child);
        guardian.watch(pid);
        child.once("exit", () => {
          tasks.delete(child);
          guardian.forget(pid);
        });
      },
      tellOthers: (more) => claim.update(more),
      async emptyDatabases(reason) {
        if (!server || embedded.length < databaseNames.length) throw new Complaint(`${reason}: empty the databases you named and start again.`);
        await dropDatabases(server, embedded);
        await ensureDatabases(server, embedded, secrets.rolePasswords);
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function endTask(child: ChildProcess): Promise<void> {
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGKILL");
  await ended;
}

function urlsOf(settings: Settings, server: ServerOptions | undefined, secrets: Secrets): DatabaseUrls {
  const urlOf = (name: DatabaseName) => {
    const url = settings.ownDatabases[name] ?? (server && roleUrl(server, name, secrets.rolePasswords));
    if (!url) throw new Error(`no server for ${name}`);
    return url;
  };
  return { crm: urlOf("crm"), erp: urlOf("erp"), identity: urlOf("identity") };
}

function serverProgram(options: ServerOptions): Program {
  const log = logAt(options.log);
  return {
    name: "PostgreSQL",
    essential: true,
    readyWithinMs: 120_000,
    // Fast shutdown: rolls back what is open and writes everything down.
    stopSignal: "SIGINT",
    stopWithinMs: 30_000,
    lastWords: log.lastWords,
    spawn: () => spawnServer(options, log.open()),
    ready: (child) => serverReady(options, child),
  };
}
