import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { sql } from 'drizzle-orm';
import { DatabaseError } from '#db/errors.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';

/** Healthy means that the database answers, as a role that row-level security binds. */
export async function loader({ context }: LoaderFunctionArgs) {
  try {
    const { faults } = await context.database.read((handle) => ({ faults: listRoleFaults(handle) }));
    return faults.length === 0
      ? answer({ status: 'ok' }, 200)
      : answer(
          { status: 'the database role has rights it must not have', faults: faults.map(({ fault }) => fault) },
          503,
        );
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    return answer({ status: 'the database does not answer' }, 503);
  }
}

/** Rights of this connection's role that would break row-level security. */
function listRoleFaults(handle: QueryHandle) {
  return handle.select({ fault: sql<string>`fault` }).from(sql`(
    select 'it can bypass row-level security, or become a role that can' as fault
    where exists (
      select from pg_roles where (rolsuper or rolbypassrls) and pg_has_role(current_user, oid, 'member'))
    union all
    select 'it owns tables, or can become a role that does'
    where exists (
      select from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and pg_has_role(current_user, relowner, 'member'))
  ) as faults`);
}

function answer(body: { status: string; faults?: string[] }, status: number) {
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } });
}
