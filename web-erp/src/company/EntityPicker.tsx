import { Menu } from "@homefield/web-kit";
import { Building2, ChevronDown } from "lucide-react";
import type { useEntity } from "./use-entity.ts";

/** Which company's books; a plain name when there is only one. */
export function EntityPicker({ books }: { books: ReturnType<typeof useEntity> }) {
  const { entities, entity, choose } = books;
  if (!entity) return null;
  if (entities.length === 1) return <span className="t2 s">{entity.name} · {entity.baseCurrency}</span>;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button type="button" className="seg">
          <Building2 size={14} strokeWidth={1.6} aria-hidden /> {entity.name} · {entity.baseCurrency} <ChevronDown size={13} strokeWidth={1.6} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {entities.map((one) => (
          <Menu.Item key={one.code} onClick={() => choose(one.code)} aria-current={one.code === entity.code || undefined}>
            {one.name} <span className="t3">{one.code} · {one.baseCurrency}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
