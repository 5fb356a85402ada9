import { createHash, randomBytes } from 'node:crypto';
import type { Client } from 'pg';

/** The fields of a form. Files make it multipart; a list sends a field repeatedly. */
type Fields = Record<string, string | File | (string | File)[]>;

/** An answer with its page already read. */
export interface Answer {
  status: number;
  /** Path and query of a redirect. */
  location: string | undefined;
  text: string;
  headers: Headers;
}

/** Somebody with a browser, as far as HTTP goes: keeps cookies, says where a form came from, stops at redirects. */
export interface Visitor {
  cookies: Map<string, string>;
  get(path: string): Promise<Answer>;
  /** Sends a form from the page at the same address, unless `headers` say otherwise. */
  post(path: string, fields: Fields, headers?: Record<string, string>): Promise<Answer>;
}

/** Somebody new, without cookies unless given some. */
export function createVisitor(origin: string, cookies = new Map<string, string>()): Visitor {
  async function send(path: string, init: RequestInit & { headers?: Record<string, string> }): Promise<Answer> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(path, origin), {
      ...init,
      redirect: 'manual',
      // workerd closes a connection after five idle seconds: the next request could meet that on its way.
      headers: { connection: 'close', ...init.headers, ...(cookie && { cookie }) },
    });
    for (const line of response.headers.getSetCookie()) keep(line);
    const { status, headers } = response;
    return { status, headers, location: headers.get('location') ?? undefined, text: readable(await response.text()) };
  }

  function keep(line: string) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (/max-age=0/i.test(line)) cookies.delete(name);
    else cookies.set(name, value);
  }

  return {
    cookies,
    get: (path) => send(path, {}),
    post: (path, fields, headers = {}) =>
      send(path, { method: 'POST', body: toBody(fields), headers: { origin, referer: origin + path, ...headers } }),
  };
}

/** Somebody who is signed in: with a session of the person in the organization, written as the database's owner. */
export async function createSignedInVisitor(
  origin: string,
  { sql, personId, organizationId }: { sql: Client; personId: string; organizationId: string | null },
): Promise<Visitor> {
  const token = randomBytes(32).toString('base64url');
  await sql.query(
    `insert into sessions (token_hash, user_id, organization_id, expires_at) values ($1, $2, $3, now() + interval '1 day')`,
    [createHash('sha256').update(token).digest('hex'), personId, organizationId],
  );
  return createVisitor(origin, new Map([sessionCookie(token)]));
}

/** Name and value of the cookie that carries a session token. */
export function sessionCookie(token: string): [string, string] {
  // As Remix writes a cookie: base64 of JSON.
  return ['__Host-session', encodeURIComponent(Buffer.from(JSON.stringify(token)).toString('base64'))];
}

/** React marks where two texts meet with a comment, and names stand in elements of their own: nobody sees either. */
const readable = (page: string) => page.replaceAll(/<!-- -->|<\/?bdi(?: class="[^"]*")?>/g, '');

function toBody(fields: Fields): URLSearchParams | FormData {
  const entries = Object.entries(fields).flatMap(([name, value]) =>
    [value].flat().map((one) => ({ name, value: one })),
  );
  const multipart = entries.some(({ value }) => value instanceof File);
  const body = multipart ? new FormData() : new URLSearchParams();
  for (const { name, value } of entries) {
    if (body instanceof FormData && value instanceof File) body.append(name, value);
    else body.append(name, String(value));
  }
  return body;
}
