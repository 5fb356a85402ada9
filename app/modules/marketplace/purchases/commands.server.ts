import { sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { OwnedToolCommand } from './schema.ts';

/** Everything the functions of the forms answer; see their SQL. */
export type OwnedToolOutcome =
  | 'OPENED'
  | 'NO_ADDRESS'
  | 'DISABLED'
  | 'TIER_TOO_LOW'
  | 'READ_ONLY'
  | 'NO_SEAT'
  | 'NOT_OWNED'
  | 'NOT_ALLOWED'
  | 'NOT_FOUND'
  | 'ASSIGNED'
  | 'HAS_SEAT'
  | 'EVERYONE'
  | 'NOT_A_MEMBER'
  | 'VIEWER'
  | 'NO_SEAT_LEFT'
  | 'REVOKED'
  | 'SAVED'
  | 'NO_PERIOD'
  | 'CANCELLED'
  | 'ENDED';

/** Does what a form of the tool's page asks for. With the outcome OPENED comes where to go. */
export function runOwnedToolCommand(handle: QueryHandle, slug: string, command: OwnedToolCommand) {
  const tool = sql`app.find_tool(${slug})`;
  const answer = handle.select({
    outcome: sql<OwnedToolOutcome>`outcome`,
    address: sql<string | null>`address`,
  });
  const alone = (call: ReturnType<typeof sql>) => answer.from(sql`(select ${call} as outcome, null as address) done`);
  switch (command.intent) {
    case 'open':
      return answer.from(sql`app.open_tool(${tool})`);
    case 'assign-seat':
      return alone(sql`app.assign_seat(${tool}, ${command.userId})`);
    case 'revoke-seat':
      return alone(sql`app.revoke_seat(${tool}, ${command.userId})`);
    case 'set-renewal':
      return alone(sql`app.set_renewal(${command.purchaseId}, ${command.renews})`);
    case 'cancel':
      return alone(sql`app.cancel_purchase(${command.kind}, ${command.purchaseId})`);
  }
}
