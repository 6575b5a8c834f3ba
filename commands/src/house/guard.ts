import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { markOf, type ProcessMark } from "./processes.ts";

export interface GuardedHouse {
  /** The cluster whose server must not outlive us. */
  cluster?: string;
  /** Folders that go with us, for throw-away clusters. */
  removeAfterwards?: string[];
  /** Told when the guardian itself was killed and replaced. */
  onReplaced?: (guardian: ProcessMark) => void;
}

export interface Guardian {
  mark(): ProcessMark;
  watch(pid: number): void;
  forget(pid: number): void;
  /** Everything was stopped in order: nothing left to guard. */
  dismiss(): Promise<void>;
}

/** What the guardian is told over its channel. */
export type GuardianOrder =
  | { order: "guard"; cluster: string | undefined; removeAfterwards: string[] }
  | { order: "watch" | "forget"; mark: ProcessMark }
  | { order: "dismiss" };

/**
 * Starts a process whose one task is to outlive us: kill -9 can't be caught, but the channel to the guardian closes, and
 * then it stops the services and after them the database. If the guardian is killed instead, another takes its place.
 */
export function startGuardian(house: GuardedHouse): Guardian {
  const watched = new Map<number, ProcessMark>();
  let dismissed = false;
  let child = appoint();

  function appoint(): ChildProcess {
    const made = fork(fileURLToPath(new URL("./guardian.ts", import.meta.url)), [], { detached: true, stdio: ["ignore", "ignore", "ignore", "ipc"], execArgv: [], cwd: "/" });
    made.unref();
    made.channel?.unref();
    send(made, { order: "guard", cluster: house.cluster, removeAfterwards: house.removeAfterwards ?? [] });
    for (const mark of watched.values()) send(made, { order: "watch", mark });
    made.on("error", () => {});
    made.once("exit", () => {
      if (dismissed) return;
      child = appoint();
      house.onReplaced?.(markOf(child.pid as number));
    });
    return made;
  }

  return {
    mark: () => markOf(child.pid as number),
    watch(pid) {
      const mark = markOf(pid);
      watched.set(pid, mark);
      send(child, { order: "watch", mark });
    },
    forget(pid) {
      const mark = watched.get(pid);
      watched.delete(pid);
      if (mark) send(child, { order: "forget", mark });
    },
    dismiss() {
      dismissed = true;
      const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
      child.ref();
      if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
      send(child, { order: "dismiss" });
      return ended;
    },
  };
}

function send(child: ChildProcess, message: GuardianOrder): void {
  if (child.connected) child.send(message, () => {});
}
