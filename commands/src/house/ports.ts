import { createServer, type Server } from "node:net";
import { Complaint } from "../complaint.ts";

/** A port nobody listens on now. */
export async function freePort(): Promise<number> {
  const [port] = await freePorts(1);
  return port as number;
}

/** Several at once, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => listen(0, "127.0.0.1")));
  const ports = servers.map(portOf);
  await Promise.all(servers.map(close));
  return ports;
}

/** Complains when the address people were told is somebody else's. */
export async function refuseTakenPort(port: number, host: string): Promise<void> {
  try {
    await close(await listen(port, host));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE") {
      throw new Complaint(`Port ${port} is taken by another program: stop that one, or start Homefield elsewhere with PORT=${port + 1} npm start.`);
    }
    if (code === "EACCES") throw new Complaint(`Port ${port} may not be used by this user: choose one above 1023 with PORT=4000 npm start.`);
    throw new Complaint(`Homefield can't listen on ${host}:${port} (${code ?? String(error)}): correct HOST or PORT.`);
  }
}

function listen(port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ port, host, exclusive: true }, () => resolve(server));
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a TCP server has an address");
  return address.port;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
