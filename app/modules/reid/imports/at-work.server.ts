import { sql } from 'drizzle-orm';

/** In a query: the files of imports that change figures just now, by id and name, the newest first. Empty for none. */
export const importsAtWork = sql`(select coalesce(jsonb_agg(jsonb_build_object('id', id, 'fileName', file_name)), '[]')
  from (select id, file_name from reid_imports where status in ('APPLYING', 'UNDOING') order by created_at desc limit 3) at_work)`;
