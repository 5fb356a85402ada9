import { sql } from 'drizzle-orm';
import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { OwnedToolCommand } from './schema.ts';

/** Does what a form of the tool's page asks for. With the outcome OPENED comes where to go. */
export function runOwnedToolCommand(handle: QueryHandle, slug: string, command: OwnedToolCommand) {
  const toolId = sql`app.find_tool(${slug})`;
  switch (command.intent) {
    case 'open':
      return callFunction(handle, 'open_tool', { toolId, key: command.key });
    case 'assign-seat':
      return callFunction(handle, 'assign_seat', { toolId, userId: command.userId });
    case 'revoke-seat':
      return callFunction(handle, 'revoke_seat', { toolId, userId: command.userId });
    case 'set-renewal':
      return callFunction(handle, 'set_renewal', { purchaseId: command.purchaseId, renews: command.renews });
    case 'set-connection':
      return callFunction(handle, 'set_tool_connection', { toolId, isConnected: command.connected === 'yes' });
    case 'set-cap':
      return callFunction(handle, 'set_usage_cap', { purchaseId: command.purchaseId, cents: command.cap ?? null });
    case 'cancel':
      return callFunction(handle, 'cancel_purchase', { kind: command.kind, purchaseId: command.purchaseId });
  }
}
