const domain = "demo.homefield.example";

/** The demo logins and what each is for, as the start prints them. The gateway makes the users themselves. */
export const demoUsers: readonly { email: string; may: string }[] = [
  { email: `sales@${domain}`, may: "sells in the Nordic team, through the Danish company" },
  { email: `sales.south@${domain}`, may: "sells in the South team, through the French company" },
  { email: `sales.manager@${domain}`, may: "sees all teams and approves discounts" },
  { email: `support@${domain}`, may: "answers customers" },
  { email: `marketing@${domain}`, may: "runs campaigns" },
  { email: `accountant@${domain}`, may: "keeps the Danish books" },
  { email: `accountant.fr@${domain}`, may: "keeps the French books" },
  { email: `controller@${domain}`, may: "locks periods, in all companies" },
  { email: `planner@${domain}`, may: "plans supply" },
  { email: `buyer@${domain}`, may: "buys" },
  { email: `warehouse@${domain}`, may: "picks and ships" },
  { email: `integrator@${domain}`, may: "reads both sides with an API key" },
  { email: `admin@${domain}`, may: "manages users and settings" },
];
