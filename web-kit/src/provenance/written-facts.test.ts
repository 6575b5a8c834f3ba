import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseSync } from "vite";
import { describe, expect, it } from "vitest";
import { withFacts } from "../../vite-facts.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

describe("what the build writes", () => {
  const body = (code: string) => withFacts(code, "a.tsx")?.split("\nimport")[0];
  it("names what an element shows, and leaves what only decides, acts or is shown by others", () => {
    expect(body("<b className={a.look} onClick={() => go(a.id)}>{a.phone}</b>")).toBe('<b data-fact={factOf$([a, "phone"])} className={a.look} onClick={() => go(a.id)}>{a.phone}</b>');
    expect(body('<p>{a.open ? a.owner?.name : "Nobody"} {words(a.state!)} {(a as B).note}</p>')).toContain('<p data-fact={factOf$([a, "owner", "name"], [a, "state"], [a, "note"])}>');
    expect(body("<div>{a.open && <Money value={a.owed} />}</div>")).toBe('<div>{a.open && <Money data-fact={factOf$([a, "owed"])} value={a.owed} />}</div>');
    expect(body("<div><Own of={a.more} />{a.rows.map((row) => <Own of={row} />)}<b>{a.phone}</b></div>")).toBe('<div><Own of={a.more} />{a.rows.map((row) => <Own of={row} />)}<b data-fact={factOf$([a, "phone"])}>{a.phone}</b></div>');
    expect(body("<p>{[a.segment, a.city].map((word) => <i>{word}</i>)}</p>")).toContain('<p data-fact={factOf$([a, "segment"], [a, "city"])}>');
    expect(body("<div>{rows.map((row) => <i>{row.name}</i>)}</div>")).toContain('<i data-fact={factOf$([row, "name"])}>');
    expect(body('<Fact label="Phone" edit={{ value: a.phone }}>{a.phone ? <Own of={a.more} /> : null}</Fact>')).toContain('<Fact data-fact={factOf$([a, "phone"], [a, "more"])}');
    expect(withFacts("<div>{rows[0].x}{f(x).y}{!a.b}{a.b === 1}</div>", "a.tsx")).toBeUndefined();
  });
  it("leaves every screen valid, line for line", () => {
    let noted = 0;
    for (const side of ["web-crm", "web-erp"]) {
      const folder = `${root}/${side}/src`;
      for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((one) => one.endsWith(".tsx") && !one.includes(".test."))) {
        const code = readFileSync(`${folder}/${file}`, "utf8");
        const written = withFacts(code, file);
        if (written === undefined) continue;
        noted += written.split("data-fact={factOf$(").length - 1;
        expect([file, parseSync(file, written).errors]).toEqual([file, []]);
        expect(written.split("\n").length).toBe(code.split("\n").length + 2);
      }
    }
    expect(noted).toBeGreaterThan(300);
  });
});
