// The least a service of the house does: listens, says it is ready, ends on SIGTERM and when its parent is gone.
import { createServer } from "node:http";

if (process.env.TINY_FAILS) throw new Error(process.env.TINY_FAILS);

const server = createServer((_request, response) => response.end(`${process.pid}`));
server.listen(Number(process.env.PORT), "127.0.0.1", () => process.send?.({ type: "ready" }));
const end = () => process.exit(0);
process.on("SIGTERM", () => (process.env.TINY_SLOW_END ? setTimeout(end, 1_000) : end()));
process.on("disconnect", end);
