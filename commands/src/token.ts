import { Complaint, reasonOf, runCommand } from "./complaint.ts";
import { whoIsRunning } from "./house/data-folder.ts";
import { readSecrets } from "./house/secrets.ts";
import { readSettings } from "./house/settings.ts";

/** Prints a bearer token for a demo user and nothing else, for `curl -H "authorization: Bearer $(npm run -s token -- EMAIL)"`. */
await runCommand(async () => {
  const email = process.argv[2];
  if (!email?.includes("@")) throw new Complaint("Name a demo user: npm run token -- sales@demo.homefield.example");
  const { places } = readSettings(process.env);
  const running = await whoIsRunning(places.dataFolder);
  const secrets = await readSecrets(places.secrets);
  if (!running?.gatewayInside || !secrets) throw new Complaint("Homefield is not running: start it with npm start, then ask for the token again.");
  console.log(await demoToken(running.gatewayInside, email, secrets.demoPassword));
});

async function demoToken(gateway: string, email: string, password: string): Promise<string> {
  const url = `${gateway}/auth/demo-token`;
  let response: Response;
  try {
    response = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ email, password }) });
  } catch (error) {
    throw new Complaint(`The gateway at ${gateway} does not answer (${reasonOf(error)}): look at its log, or start Homefield again.`);
  }
  const answer = (await response.json().catch(() => ({}))) as { token?: string; message?: string; error?: { message?: string } };
  if (response.ok && answer.token) return answer.token;
  if (response.status === 404) throw new Complaint("There are no demo users while HOMEFIELD_DEMO=0: make an API key instead.");
  throw new Complaint(`No token for ${email}: ${answer.message ?? answer.error?.message ?? `the gateway answered ${response.status}`}`);
}
