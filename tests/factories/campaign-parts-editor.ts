import { randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import type { PartsOwner } from './campaign-parts.ts';
import { only } from './rows.ts';

/** Blocks of every kind that needs nothing else. */
export const plainBlocks = [
  { id: 'heading1', type: 'heading', level: 2, text: 'Hello {{first_name|there}}' },
  { id: 'text1', type: 'text', text: 'Three **houses** by the lake. [See them](https://harbor.test/lake)' },
  { id: 'button1', type: 'button', label: 'Look', url: 'https://harbor.test/new' },
  { id: 'divider1', type: 'divider' },
];

/** What has an address in this part of the module: a draft, and the key of a picture whose file is not there. */
export async function createEditorParts(sql: Client, { organizationId, requesterId }: PartsOwner) {
  const slug = `campaign-${randomBytes(6).toString('hex')}`;
  const { id } = only(
    await sql.query<{ id: string }>(
      `with campaign as (insert into campaigns (organization_id, name, slug, type, created_by)
         values ($1, 'Spring', $3, 'EMAIL_MARKETING', $2) returning id)
       insert into email_campaigns (organization_id, campaign_id, name, subject, from_name, from_email, body_blocks, created_by)
       select $1, id, 'Houses by the lake', 'Houses', 'Harbor', 'news@harbor.test', $4, $2 from campaign returning id`,
      [organizationId, requesterId, slug, JSON.stringify(plainBlocks)],
    ),
  );
  return { emailDraft: id, emailPicture: randomBytes(16).toString('hex') };
}
