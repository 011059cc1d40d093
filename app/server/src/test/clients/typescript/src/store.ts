// What both stories share: a client of the generated types that keeps cookies, and answers that must be good ones.
import createClient, { type Client } from "openapi-fetch";
import { randomUUID } from "node:crypto";
import type { paths } from "./api.js";

export type Api = Client<paths>;

export function store(url: string): Api {
  const jar = new Map<string, string>();
  return createClient<paths>({
    baseUrl: url,
    fetch: async (request) => {
      if (jar.size) request.headers.set("Cookie", [...jar].map(([name, value]) => `${name}=${value}`).join("; "));
      const response = await fetch(request);
      for (const cookie of response.headers.getSetCookie()) {
        const [name = "", value = ""] = cookie.split(";", 1)[0]!.split("=", 2);
        jar.set(name, value);
      }
      return response;
    },
  });
}

export function key() {
  return { "Idempotency-Key": randomUUID() };
}

// The data of a good answer; whatever else came fails the story with what the store said.
export function good<T>(answer: { data?: T; error?: unknown; response: Response }): NonNullable<T> {
  if (answer.data === undefined || answer.data === null) {
    throw new Error(`${answer.response.status} ${answer.response.url}: ${JSON.stringify(answer.error)}`);
  }
  return answer.data;
}

export async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + 30_000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`${what} did not come`);
    await new Promise((done) => setTimeout(done, 100));
  }
}
