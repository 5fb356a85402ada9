import type { Client } from 'pg';
import { plainBlocks } from '../factories/campaign-parts-editor.ts';
import { createModuleRow, insertRow } from '../factories/module-rows.ts';
import { createOrganization, type SubscriptionTier, type TestOrganization } from '../factories/organizations.ts';
import { unlockModules } from '../factories/purchases.ts';
import { only } from '../factories/rows.ts';

type Values = Record<string, unknown>;

/** An organization whose OWNER, ADMIN and MEMBER have a seat in Campaigns, with all that an email needs to go out. */
export async function createSenders(sql: Client, tier: SubscriptionTier = 'ENTERPRISE'): Promise<TestOrganization> {
  const organization = await createOrganization(sql, { tier });
  await unlockModules(sql, organization);
  await createModuleRow(sql, 'campaign_settings', organization, { time_zone: 'America/Chicago' });
  await createModuleRow(sql, 'sending_domains', organization, {
    domain: `mail.${organization.name}.test`,
    verified_at: new Date(),
  });
  return organization;
}

/** A list with people who agreed to get mail. Returns its id. */
export async function createAudience(sql: Client, organization: TestOrganization, people: number): Promise<string> {
  const { id } = await createModuleRow(sql, 'contact_lists', organization);
  for (let index = 0; index < people; index++) {
    const contact = await createModuleRow(sql, 'contacts', organization, { name: `Person ${index}` });
    await createModuleRow(sql, 'contact_consents', organization, { contact_id: contact.id, email: contact.email });
    await insertRow(sql, 'contact_list_members', {
      organization_id: organization.id,
      list_id: id,
      contact_id: contact.id,
    });
  }
  return String(id);
}

/** A draft of the organization's MEMBER that passes its checks but for its audience. Returns its id. */
export async function createDraft(sql: Client, organization: TestOrganization, values: Values = {}): Promise<string> {
  const words = Array.from({ length: 25 }, () => 'house').join(' ');
  const row = await createModuleRow(sql, 'email_campaigns', organization, {
    subject: 'Three houses by the lake',
    preview_text: 'From $300,000',
    from_name: 'Harbor',
    from_email: `news@mail.${organization.name}.test`,
    body_blocks: JSON.stringify([...plainBlocks, { id: 'words', type: 'text', text: words }]),
    ...values,
  });
  return String(row.id);
}

/** The columns that people write, and the state, of an email. */
export async function readEmail(sql: Client, id: string) {
  return only(
    await sql.query<Values>(
      `select name, subject, preview_text, from_name, from_email, reply_to, recipient_lists, body_blocks, is_tracked, is_ab_test, ab_test_config,
         version, status::text, scheduled_at, to_char(scheduled_local, 'YYYY-MM-DD HH24:MI') as scheduled_local, scheduled_time_zone
       from email_campaigns where id = $1`,
      [id],
    ),
  );
}

/** The names and values of a page's editor form, as a browser would send them. */
export function readEditor(html: string): Record<string, string> {
  const form = html.split('<form').find((part) => part.includes('name="opened"')) ?? '';
  const fields: Record<string, string> = {};
  const text = (value: string) =>
    value
      .replaceAll('&quot;', '"')
      .replaceAll('&#x27;', "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
  for (const [tag = ''] of form.matchAll(/<input[^>]*>/g)) {
    const attribute = (name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
    const name = attribute('name');
    const type = attribute('type');
    if (!name || type === 'file' || (type === 'checkbox' && !/\schecked=/.test(tag))) continue;
    fields[name] = text(attribute('value') ?? (type === 'checkbox' ? 'on' : ''));
  }
  for (const [, name = '', value = ''] of form.matchAll(/<textarea[^>]*name="([^"]*)"[^>]*>\n?([^<]*)</g))
    fields[name] = text(value);
  for (const [, name = '', options = ''] of form.matchAll(/<select[^>]*name="([^"]*)"[^>]*>(.*?)<\/select>/gs))
    fields[name] =
      /<option[^>]*value="([^"]*)"[^>]*selected/.exec(options)?.[1] ?? /value="([^"]*)"/.exec(options)?.[1] ?? '';
  return fields;
}
