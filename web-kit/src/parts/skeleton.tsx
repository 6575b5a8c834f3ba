import { useEffect, useState } from "react";

/** True once `waiting` has lasted: short waits show nothing at all. */
export function useSlow(waiting: boolean, afterMs = 150): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!waiting) {
      setSlow(false);
      return undefined;
    }
    const timer = setTimeout(() => setSlow(true), afterMs);
    return () => clearTimeout(timer);
  }, [waiting, afterMs]);
  return waiting && slow;
}

/** Bars in the shape of rows. */
export function SkeletonRows({ rows = 3, label = "Loading", height = 26 }: { rows?: number; label?: string; height?: number }) {
  return (
    <div className="skrows" role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, at) => (
        <div key={at} className="row" style={{ height }}>
          <span className="sk" style={{ width: 62 }} />
          <span className="sk" style={{ width: 70 + ((at * 37) % 60) }} />
          <span className="sk r" style={{ width: 52 }} />
        </div>
      ))}
    </div>
  );
}

/** Bars in the shape of a record: a head, two columns of facts. */
export function SkeletonRecord() {
  return (
    <div className="skrecord" role="status" aria-label="Loading">
      <span className="sk" style={{ width: 240, height: 14 }} />
      <span className="sk" style={{ width: 160 }} />
      <div className="cols">
        {[0, 1].map((column) => (
          <div key={column}>
            {Array.from({ length: 7 }, (_, at) => (
              <div key={at} className="row" style={{ height: 28 }}>
                <span className="sk" style={{ width: 72 }} />
                <span className="sk" style={{ width: 90 + ((at * 53 + column * 31) % 90) }} />
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
