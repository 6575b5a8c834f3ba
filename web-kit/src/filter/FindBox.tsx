import { useEffect, useRef, useState } from "react";
import { Search } from "lucide-react";
import { useKeys } from "../keys/keys.tsx";
import { Kbd } from "../parts/marks.tsx";

/** A search box in front of the chips; it asks when typing rests. */
export function FindBox({ placeholder, value, onChange }: { placeholder: string; value: string; onChange: (value: string) => void }) {
  const [text, setText] = useState(value);
  const box = useRef<HTMLInputElement>(null);
  const sent = useRef(value);
  useKeys({ "/": { label: "Search in this list", run: () => box.current?.focus() } }, { group: "List" });
  useEffect(() => {
    if (value !== sent.current) {
      sent.current = value;
      setText(value);
    }
  }, [value]);
  useEffect(() => {
    if (text === sent.current) return undefined;
    const timer = setTimeout(() => {
      sent.current = text;
      onChange(text.trim());
    }, 220);
    return () => clearTimeout(timer);
  }, [text, onChange]);
  return (
    <span className="find">
      <Search size={13} strokeWidth={1.6} aria-hidden />
      <input
        ref={box}
        type="search"
        aria-label={placeholder}
        placeholder={placeholder}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          if (text === "") event.currentTarget.blur();
          else setText("");
        }}
      />
      <Kbd keys="/" />
    </span>
  );
}
