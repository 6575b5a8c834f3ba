import { createContext, useContext, type ReactNode } from "react";
import type { AppDescriptor } from "./navigation.ts";

/** What the frame offers to the pages inside it. */
export interface Frame {
  descriptor: AppDescriptor;
  openPalette: () => void;
  openKeys: () => void;
}

const FrameContext = createContext<Frame | undefined>(undefined);

export function FrameProvider({ frame, children }: { frame: Frame; children: ReactNode }) {
  return <FrameContext.Provider value={frame}>{children}</FrameContext.Provider>;
}

export function useFrame(): Frame | undefined {
  return useContext(FrameContext);
}
