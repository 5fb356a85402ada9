import { createHash, randomBytes } from 'node:crypto';
import type { Client } from 'pg';

/** Somebody who asks the Worker for pages. */
export interface Visitor {
  /** Asks for an address; redirects are not followed. */
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** Sends a form as a page of the shop does. */
  post(
    path: string,
    fields: Record<string, string> | [string, string][],
    headers?: Record<string, string>,
  ): Promise<Response>;
}

/**
 * A visitor of the Worker, with a session when `person` is given.
 * @param url  of the Worker
 */
export async function createVisitor(
  url: string,
  signedIn?: { sql: Client; personId: string; organizationId: string | null },
): Promise<Visitor> {
  const cookies = new Map<string, string>();
  if (signedIn) {
    const token = randomBytes(32).toString('base64url');
    await signedIn.sql.query(
      `insert into sessions (token_hash, user_id, organization_id, expires_at) values ($1, $2, $3, now() + interval '1 day')`,
      [createHash('sha256').update(token).digest('hex'), signedIn.personId, signedIn.organizationId],
    );
    // As Remix writes a cookie: base64 of JSON.
    cookies.set('__Host-session', encodeURIComponent(Buffer.from(JSON.stringify(token)).toString('base64')));
  }

  async function send(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(new URL(path, url), { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = cookie.match(/^([^=]+)=([^;]*)/) ?? [];
      if (/max-age=0/i.test(cookie)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  }

  return {
    get: (path, headers = {}) => send(path, { headers }),
    post: (path, fields, headers = {}) =>
      send(path, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { origin: new URL(url).origin, ...headers },
      }),
  };
}
