import { Modal } from "@mantine/core";
import { Kbd } from "../parts/marks.tsx";
import { useKeyLayers, useKeys } from "./keys.tsx";

/** Every key that works here and now. Opened by `?`. */
export function KeyMapDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const layers = useKeyLayers();
  useKeys({ escape: { label: "Close", run: onClose, hidden: true } }, { barrier: true, enabled: opened });
  const groups = new Map<string, Map<string, string>>();
  for (const layer of layers) {
    const name = layer.group ?? "Here";
    const group = groups.get(name) ?? new Map<string, string>();
    for (const [keys, act] of Object.entries(layer.map)) {
      if (act && !act.hidden) group.set(act.label, group.has(act.label) ? `${group.get(act.label)}|${keys}` : keys);
    }
    if (group.size > 0) groups.set(name, group);
  }
  return (
    <Modal opened={opened} onClose={onClose} title="Keys" size={680} closeButtonProps={{ "aria-label": "Close" }}>
      <div className="keymap">
        {[...groups].map(([name, acts]) => (
          <section key={name}>
            <h3>{name}</h3>
            <dl>
              {[...acts].map(([label, keys]) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>
                    {keys.split("|").map((one, at) => (
                      <span key={one}>
                        {at > 0 && <span className="t3 xs"> or </span>}
                        <Kbd keys={one} />
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="t3 s">Letters act only outside fields.</p>
    </Modal>
  );
}
