import fc from "fast-check";

/**
 * Properties run with a new seed each time and print it; `FAST_CHECK_SEED=… npx vitest run FILE` repeats a run.
 */
const seed = Number(process.env["FAST_CHECK_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
process.stdout.write(`properties run with FAST_CHECK_SEED=${seed}\n`);
fc.configureGlobal({ seed, numRuns: 200 });
export { fc };
