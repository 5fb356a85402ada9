import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { sql } from 'drizzle-orm';

/** Healthy is: the database answers, and as a role that row-level security binds. */
export async function loader({ context }: LoaderFunctionArgs) {
  try {
    const { role } = await context.database.read((handle) => ({
      role: handle
        .select({ isBound: sql<boolean>`not (rolbypassrls or rolsuper)` })
        .from(sql`pg_roles`)
        .where(sql`rolname = current_user`),
    }));
    return role[0]?.isBound ? answer('ok', 200) : answer('the database role can bypass row-level security', 503);
  } catch {
    return answer('the database does not answer', 503);
  }
}

function answer(status: string, code: number) {
  return Response.json({ status }, { status: code, headers: { 'Cache-Control': 'no-store' } });
}
