import "../styles/index.ts";
import { StrictMode, useEffect, useMemo, type FunctionComponent, type ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { ApolloProvider } from "@apollo/client/react";
import type { ApolloClient } from "@apollo/client";
import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import {
  createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect, RouterProvider, type ErrorComponentProps,
} from "@tanstack/react-router";
import { createClient } from "../client/client.ts";
import { failureOf } from "../client/failure.ts";
import { keepScreensTrue } from "../client/live.ts";
import { askMe, readSession, useMe, useSession } from "../client/session.ts";
import { otherOwner, ownerName, OwnerProvider, useSide, type Owner } from "../owner/owner.ts";
import { EmptyState, ErrorPage } from "../parts/say.tsx";
import { GoButton } from "../parts/link.tsx";
import { SkeletonRecord } from "../parts/skeleton.tsx";
import { Denied } from "../panel/Panel.tsx";
import { createHomefieldTheme, homefieldVariables } from "../theme.ts";
import { visibleNav, type AppDescriptor, type ScreenRoute } from "./navigation.ts";
import { Page } from "./Page.tsx";
import { Shell } from "./Shell.tsx";
import { SignIn } from "./SignIn.tsx";

/** Search strings stay plain: `?view=mine&sort=-NAME`, readable and the same after a round trip. */
export const plainSearch = {
  parseSearch: (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search: Record<string, unknown>): string => {
    const params = new URLSearchParams();
    for (const [key, value] of Object.entries(search)) {
      if (value !== undefined && value !== null && value !== "") params.set(key, String(value));
    }
    const text = params.toString();
    return text === "" ? "" : `?${text}`;
  },
};

function NotThere() {
  return (
    <Page title="Not found">
      <EmptyState title="There is nothing at this address" act={<GoButton to="/">To the start</GoButton>}>
        The link may be old, or a letter may be missing.
      </EmptyState>
    </Page>
  );
}

function Broken({ error, reset }: ErrorComponentProps) {
  const fault = error instanceof Error ? error : new Error(String(error));
  return (
    <Page title="This page broke">
      <ErrorPage title="This page broke" failure={{ code: fault.name, message: fault.message, path: fault.message.slice(0, 160) }} onRetry={reset} back={<GoButton to="/">To the start</GoButton>}>
        The fault is in this page, not in your data: what was saved is safe.
      </ErrorPage>
    </Page>
  );
}

function NotForYou({ need }: { need: string }) {
  const side = useSide();
  return (
    <Page title="Not for your role">
      <div className="centre">
        <div className="say">
          <h2>This page is not for your role</h2>
          <Denied what="this page" permission={need} />
          <div className="row">
            <GoButton to="/">To the start</GoButton>
            <GoButton to="/" of={otherOwner(side)}>
              Open {ownerName(otherOwner(side))}
            </GoButton>
          </div>
        </div>
      </div>
    </Page>
  );
}

function guarded(route: ScreenRoute) {
  const load = async (): Promise<{ default: FunctionComponent }> => ({ default: await route.screen() });
  const Screen = lazyRouteComponent<{ default: FunctionComponent }, "default">(load, "default");
  function Guarded() {
    const { can } = useMe();
    return route.need && !can(route.need) ? <NotForYou need={route.need} /> : <Screen />;
  }
  Guarded.preload = Screen.preload;
  return Guarded;
}

export function createAppRouter(descriptor: AppDescriptor) {
  const root = createRootRoute({
    component: () => (
      <Shell descriptor={descriptor}>
        <Outlet />
      </Shell>
    ),
    notFoundComponent: NotThere,
  });
  const index = createRoute({
    getParentRoute: () => root,
    path: "/",
    beforeLoad: () => {
      const session = readSession();
      const permissions = session.state === "in" ? session.me.permissions : [];
      const first = visibleNav(descriptor, (permission) => permissions.includes(permission))[0]?.items[0];
      throw redirect({ to: first?.to ?? descriptor.home });
    },
  });
  const screens = descriptor.uis.flatMap((ui) => ui.screens).map((route) =>
    createRoute({ getParentRoute: () => root, path: route.path, component: guarded(route) }),
  );
  return createRouter({
    routeTree: root.addChildren([index, ...screens]),
    basepath: `/${descriptor.app}`,
    defaultErrorComponent: Broken,
    defaultNotFoundComponent: NotThere,
    defaultPendingComponent: SkeletonRecord,
    defaultPendingMs: 150,
    defaultPendingMinMs: 0,
    defaultPreload: "intent",
    scrollRestoration: true,
    ...plainSearch,
  });
}

/** Theme, notifications and the side's own accent around anything. */
export function Look({ app, children }: { app: Owner; children: ReactNode }) {
  const theme = useMemo(() => createHomefieldTheme(app), [app]);
  const variables = useMemo(() => homefieldVariables(app), [app]);
  const scheme = useMemo(() => localStorageColorSchemeManager({ key: "homefield.scheme" }), []);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} colorSchemeManager={scheme} defaultColorScheme="auto">
      <OwnerProvider value={app}>
        <Notifications position="bottom-right" zIndex={500} limit={3} />
        {children}
      </OwnerProvider>
    </MantineProvider>
  );
}

function Gate({ app, client, children }: { app: Owner; client: ApolloClient; children: ReactNode }) {
  const session = useSession();
  const state = session.state;
  useEffect(() => {
    void askMe();
  }, []);
  const expired = state === "expired";
  useEffect(() => {
    if (!expired) return undefined;
    // What was asked while signed out came to nothing; ask again once somebody is back.
    return () => void client.refetchQueries({ include: "active" });
  }, [expired, client]);

  const signedIn = state === "in";
  useEffect(() => (signedIn ? keepScreensTrue(client) : undefined), [signedIn, client]);

  if (state === "asking") return null;
  if (state === "out") return <SignIn app={app} />;
  if (state === "unreachable") {
    return (
      <div style={{ height: "100%", display: "flex" }}>
        <ErrorPage title="Homefield is not answering" failure={failureOf(undefined)} onRetry={() => void askMe()}>
          The server cannot be reached. Nothing of yours is lost.
        </ErrorPage>
      </div>
    );
  }
  return (
    <>
      <div style={{ height: "100%" }} inert={expired}>
        {children}
      </div>
      {session.state === "expired" && <SignIn app={app} interrupted={session.me} />}
    </>
  );
}

/** Starts a side: client, router, shell, sign-in. */
export function startHomefield(descriptor: AppDescriptor, element: HTMLElement): void {
  // Chinese names, for machines without a font for them; only the pieces a page needs are fetched.
  void import("@fontsource/noto-sans-sc/400.css");
  const client = createClient({ app: descriptor.app, keys: descriptor.keys, sendText: import.meta.env.DEV });
  const router = createAppRouter(descriptor);
  createRoot(element).render(
    <StrictMode>
      <Look app={descriptor.app}>
        <ApolloProvider client={client}>
          <Gate app={descriptor.app} client={client}>
            <RouterProvider router={router} />
          </Gate>
        </ApolloProvider>
      </Look>
    </StrictMode>,
  );
}
