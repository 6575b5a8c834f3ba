import type { EventStream } from "../events/event-stream.ts";
import { homeOf } from "../identity/roles.ts";
import { Complaint } from "../protection/complaint.ts";
import type { Provenance } from "../supergraph/provenance.ts";
import { callerOfSession } from "./authenticate.ts";
import { authRoute } from "./auth-routes.ts";
import { eventsRoute } from "./events-route.ts";
import { graphqlRoute, type GraphqlRouteOptions } from "./graphql-route.ts";
import { healthRoute, statusRoute } from "./health-route.ts";
import { type Exchange, type Handler, redirect } from "./http.ts";
import { refuseForeignOrigin } from "../protection/same-origin.ts";
import { pdfRoute } from "./pdf-route.ts";
import { provenanceRoute } from "./provenance-route.ts";
import { staticRoute } from "./static-route.ts";
import { viewsRoute } from "./views-route.ts";

export interface RoutesOptions extends GraphqlRouteOptions {
  provenance: Provenance;
  events: EventStream;
  urls: Readonly<Record<string, string>>;
  webs: { crm: string | undefined; erp: string | undefined; explorer: string | undefined };
}

/** What lies at which address. */
export function routes(options: RoutesOptions): Handler {
  const { identity, graph, events, urls, webs, publicOrigin } = options;
  const graphql = graphqlRoute(options);
  const provenance = provenanceRoute(identity, options.provenance);

  return async (exchange) => {
    try {
      await route(exchange);
    } catch (error) {
      if (error instanceof Complaint || (await identity.healthy())) throw error;
      // Our one database, which says who people are: without it nothing else can have gone right.
      throw new Complaint(503, "IDENTITY_UNAVAILABLE", "Homefield can't find out who you are at the moment, so it shows nothing. Your sign-in is kept; try again in a moment.", { "retry-after": "2" });
    }
  };

  async function route(exchange: Exchange): Promise<void> {
    const { request, url } = exchange;
    // Whatever a cookie could do for another site's page, on any address.
    if (request.method !== "GET" && request.method !== "HEAD" && request.headers.cookie !== undefined) refuseForeignOrigin(request, publicOrigin);
    switch (url.pathname.split("/")[1]) {
      case "graphql":
        return await graphql(exchange);
      case "auth":
      case "me":
        return await authRoute(identity, exchange);
      case "crm":
        return await staticRoute(exchange, "/crm", webs.crm, "npm start");
      case "erp":
        return await staticRoute(exchange, "/erp", webs.erp, "npm start");
      case "explorer":
        return await explorer(exchange);
      case "pdf":
        return await pdfRoute(options, exchange);
      case "events":
        return await eventsRoute(identity, events, publicOrigin, exchange);
      case "provenance.json":
        return await provenance(exchange);
      case "views":
        return await viewsRoute(identity, exchange);
      case "health":
        return await healthRoute({ identity, graph, urls }, exchange);
      case "status":
        return await statusRoute({ identity, graph, urls }, exchange);
      case "":
        return redirect(exchange, homeOf((await callerOfSession(identity, request))?.roles ?? []));
      default:
        throw new Complaint(404, "NOT_FOUND", "There is nothing at this address.");
    }
  }

  async function explorer(exchange: Exchange): Promise<void> {
    const caller = await callerOfSession(identity, exchange.request);
    if (caller === null) return redirect(exchange, "/");
    if (!caller.permissions.has("graph:explore")) throw new Complaint(403, "FORBIDDEN", 'Your role does not include "graph:explore", which the explorer needs. Ask an administrator for it.');
    return await staticRoute(exchange, "/explorer", webs.explorer, "npm start");
  }
}
