// @vitest-environment happy-dom
import { MantineProvider } from "@mantine/core";
import { act, cleanup, render, screen } from "@testing-library/react";
import { createMemoryHistory, createRootRoute, createRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { afterEach, describe, expect, it } from "vitest";
import { useParam } from "./params.ts";
import { Page } from "./Page.tsx";
import { recall } from "./preferences.ts";
import type { Visit } from "./visits.ts";

afterEach(() => {
  cleanup();
  localStorage.clear();
});

const NAMES: Record<string, string> = { a: "Ada", b: "Bo" };

function Person() {
  const id = useParam("id");
  return <Page title={NAMES[id] ?? ""} recent>{id}</Page>;
}

/** The next page is fetched until `open` is called, as a page's code or data may be. */
function house() {
  let open = () => undefined as void;
  const root = createRootRoute();
  const person = createRoute({
    getParentRoute: () => root, path: "/people/$id", component: Person,
    loader: ({ params }) => (params.id === "b" ? new Promise<void>((resolve) => (open = () => resolve())) : undefined),
  });
  const router = createRouter({ routeTree: root.addChildren([person]), basepath: "/crm", history: createMemoryHistory({ initialEntries: ["/crm/people/a"] }), defaultPendingMs: 10_000 });
  return { router, open: () => open() };
}

describe("a page that is remembered", () => {
  it("keeps its own address with its own title while the next one is fetched", async () => {
    const { router, open } = house();
    await act(async () => void render(<MantineProvider env="test"><RouterProvider router={router as never} /></MantineProvider>));
    await act(async () => void (await router.load()));
    expect(recall<Visit[]>("recent.crm")).toEqual([{ to: "/people/a", label: "Ada" }]);
    await act(async () => {
      void router.navigate({ to: "/people/b" } as never);
      await new Promise((resolve) => setTimeout(resolve, 20));
    });
    expect(screen.getByRole("heading").textContent).toBe("Ada");
    expect(recall<Visit[]>("recent.crm")).toEqual([{ to: "/people/a", label: "Ada" }]);
    await act(async () => {
      open();
      await new Promise((resolve) => setTimeout(resolve, 20));
    });
    expect(recall<Visit[]>("recent.crm")).toEqual([{ to: "/people/b", label: "Bo" }, { to: "/people/a", label: "Ada" }]);
  });
});
