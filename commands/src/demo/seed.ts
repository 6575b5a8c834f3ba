import type { DatabaseUrls } from "../house/launch.ts";
import type { Secrets } from "../house/secrets.ts";

export interface DemoSeed {
  /** Base addresses of the running services. */
  crmUrl: string;
  erpUrl: string;
  gatewayUrl: string;
  databases: DatabaseUrls;
  secrets: Secrets;
  /** How far it is, in a few words: "invoices 300 of 800". */
  progress: (text: string) => void;
}

/** Makes the demo company through the product's own acts. */
export async function seedDemo(_seed: DemoSeed): Promise<void> {}
