import type { ReactNode } from "react";
import { Popover } from "@mantine/core";

/** A field whose refusal hangs below it, over whatever is there: cells and facts have no room of their own for it. */
export function Refusal({ text, id, children }: { text: string | undefined; id?: string; children: ReactNode }) {
  return (
    <Popover opened={text !== undefined} position="bottom-start" withinPortal trapFocus={false} returnFocus={false} closeOnClickOutside={false} closeOnEscape={false} withRoles={false}>
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown p={0}>
        <div className="refused" id={id} role="alert">
          {text}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
