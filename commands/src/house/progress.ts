const QUIET_MS = 2_000;
const REMINDER_MS = 5_000;
const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

export interface Progress {
  /** Runs a step under its title and reports how long it took; `note` says how far it is. */
  step<T>(title: string, work: (note: (text: string) => void) => Promise<T>): Promise<T>;
  /** One line that stays. */
  say(line: string): void;
}

/** On a terminal one line that moves; in a log a line per step, and a reminder when a step is long. */
export function progressOn(out: NodeJS.WriteStream): Progress {
  return out.isTTY ? movingProgress(out) : loggedProgress(out);
}

/** For tests and programs: says nothing. */
export const silentProgress: Progress = { step: (_title, work) => work(() => {}), say: () => {} };

function loggedProgress(out: NodeJS.WriteStream): Progress {
  const say = (line: string) => void out.write(`${line}\n`);
  return {
    say,
    async step(title, work) {
      const startedAt = Date.now();
      let latest = "";
      const remind = () => say(`  ${title} … ${latest || seconds(startedAt)}`);
      const first = setTimeout(remind, QUIET_MS);
      const again = setInterval(remind, REMINDER_MS);
      try {
        const result = await work((text) => {
          latest = text;
        });
        say(`✓ ${title} (${seconds(startedAt)})`);
        return result;
      } finally {
        clearTimeout(first);
        clearInterval(again);
      }
    },
  };
}

function movingProgress(out: NodeJS.WriteStream): Progress {
  const active = new Set<() => string>();
  let frame = 0;
  let timer: NodeJS.Timeout | undefined;
  const wipe = () => void out.write("\r\x1b[2K");
  const draw = () => {
    const line = `${FRAMES[frame++ % FRAMES.length]} ${[...active].map((describe) => describe()).join(" · ")}`;
    out.write(`\r\x1b[2K${line.slice(0, (out.columns || 80) - 1)}`);
  };
  const say = (line: string) => {
    if (active.size > 0) wipe();
    out.write(`${line}\n`);
    if (active.size > 0) draw();
  };
  return {
    say,
    async step(title, work) {
      const startedAt = Date.now();
      let latest = "";
      const describe = () => `${title} … ${latest || seconds(startedAt)}`;
      active.add(describe);
      timer ??= setInterval(draw, 120);
      const end = () => {
        active.delete(describe);
        wipe();
        if (active.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
      try {
        const result = await work((text) => {
          latest = text;
        });
        end();
        say(`✓ ${title} (${seconds(startedAt)})`);
        return result;
      } catch (error) {
        end();
        throw error;
      }
    },
  };
}

function seconds(since: number): string {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
