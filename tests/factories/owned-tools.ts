import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { asViewer } from './as-viewer.ts';
import type { TestPerson } from './organizations.ts';
import { only } from './rows.ts';

type OwnedToolCall =
  | 'assign_seat'
  | 'revoke_seat'
  | 'set_renewal'
  | 'cancel_purchase'
  | 'tool_access'
  | 'set_usage_cap'
  | 'record_use';

/** Calls a function as the person, in a transaction of its own, and returns its outcome. */
export async function callAs(
  asApp: Client,
  person: TestPerson,
  name: OwnedToolCall,
  ...values: unknown[]
): Promise<string> {
  const parameters = values.map((_, index) => `$${index + 1}`).join(', ');
  const { outcome } = only(
    await asViewer(asApp, person.tokenHash, (client) =>
      client.query<{ outcome: string }>(`select app.${name}(${parameters}) as outcome`, values),
    ),
  );
  return outcome;
}

/** Opens a tool as the person, with a key of its own unless one is given: the outcome, and where it leads. */
export async function openTool(asApp: Client, person: TestPerson, toolId: string, key: string = randomUUID()) {
  return only(
    await asViewer(asApp, person.tokenHash, (client) =>
      client.query<{ outcome: string; address: string | null }>('select * from app.open_tool($1, $2)', [toolId, key]),
    ),
  );
}
