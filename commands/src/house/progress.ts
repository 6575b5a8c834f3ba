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
  let redraw: (() => void) | undefined;
  const wipe = () => void out.write("\r\x1b[2K");
  const say = (line: string) => {
    if (redraw) wipe();
    out.write(`${line}\n`);
    redraw?.();
  };
  return {
    say,
    async step(title, work) {
      const startedAt = Date.now();
      const outer = redraw;
      let latest = "";
      let frame = 0;
      redraw = () => {
        const line = `${FRAMES[frame++ % FRAMES.length]} ${title} … ${latest || seconds(startedAt)}`;
        out.write(`\r\x1b[2K${line.slice(0, (out.columns || 80) - 1)}`);
      };
      const timer = setInterval(redraw, 120);
      try {
        const result = await work((text) => {
          latest = text;
        });
        wipe();
        out.write(`✓ ${title} (${seconds(startedAt)})\n`);
        return result;
      } catch (error) {
        wipe();
        throw error;
      } finally {
        clearInterval(timer);
        redraw = outer;
      }
    },
  };
}

function seconds(since: number): string {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
