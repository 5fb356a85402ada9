import { randomUUID } from 'node:crypto';
import { createAudience, createDraft, createSenders } from '../../campaigns/emails-setup.ts';
import { createModuleRow } from '../../factories/module-rows.ts';
import { unlockModules } from '../../factories/purchases.ts';
import { counting, type Fields, type Prepare, signIn, startAsOwner, uniqueName, type World } from './world.ts';

/** An organization with the module, its owner at work, and a campaign with one of everything. */
async function startWithCampaign(world: World) {
  const start = await startAsOwner(world);
  const { organization } = start;
  const { sql } = world.database;
  await unlockModules(sql, organization);
  const create = async (table: string, values: object = {}) =>
    String((await createModuleRow(sql, table, organization, { ...values })).id);
  const slug = `campaign-${randomUUID()}`;
  const campaign = await create('campaigns', { slug, status: 'PLANNING' });
  const archived = `archived-${randomUUID()}`;
  await create('campaigns', { slug: archived, is_archived: true });
  const content = await create('content');
  const linked = await create('content');
  await create('campaign_content', { campaign_id: campaign, content_id: linked });
  const entry = await create('campaign_entries', { campaign_id: campaign });
  return { ...start, campaign, slug, archived, content, linked, entry, id: randomUUID(), name: uniqueName() };
}
type Start = Awaited<ReturnType<typeof startWithCampaign>>;

/** A form of a campaign's page that is sent once. */
const at =
  (
    fields: (start: Start) => Fields,
    match: string,
    effects: (start: Start) => [query: string, ...values: unknown[]],
    address = ({ slug }: Start) => `/campaigns/${slug}`,
  ): Prepare =>
  async (world) => {
    const start = await startWithCampaign(world);
    return {
      visitor: start.visitor,
      address: address(start),
      fields: fields(start),
      match,
      countEffects: counting(world)(...effects(start)),
    };
  };

const typed = ({ id, name }: Start): Fields => ({
  intent: 'save',
  id,
  version: '0',
  name,
  type: 'SOCIAL_MEDIA',
  budget: '1,500',
  tags: 'spring, sellers',
  goalLeads: '20',
});

/** A draft that passes its checks, on the page where it is made to repeat. */
async function startWithDraft(world: World) {
  const { sql } = world.database;
  const organization = await createSenders(sql);
  const visitor = await signIn(world, organization.member, organization.id);
  const lists = [await createAudience(sql, organization, 1)];
  const source = await createDraft(sql, organization, { recipient_lists: lists });
  return { organization, visitor, source, address: `/campaigns/repeats/email/${source}` };
}

export const campaignPlans: Record<string, Record<string, Prepare>> = {
  'campaigns.new.tsx': {
    save: at(
      typed,
      'app.save_campaign',
      ({ id, name }) => ['campaigns where id = $1 and name = $2 and budget = 150000', id, name],
      () => '/campaigns/new',
    ),
  },
  'campaigns.$slug.tsx': {
    save: at(
      (start) => ({ ...typed(start), id: start.campaign, version: '1' }),
      'app.save_campaign',
      ({ campaign, name }) => ['campaigns where id = $1 and name = $2 and version = 2', campaign, name],
    ),
    move: at(
      () => ({ intent: 'move', to: 'ACTIVE', version: '1' }),
      'app.move_campaign',
      ({ campaign }) => [`campaigns where id = $1 and status = 'ACTIVE'`, campaign],
    ),
    archive: at(
      () => ({ intent: 'archive' }),
      'app.archive_campaign',
      ({ campaign }) => ['campaigns where id = $1 and is_archived', campaign],
    ),
    restore: at(
      () => ({ intent: 'restore' }),
      'app.archive_campaign',
      ({ archived }) => ['campaigns where slug = $1 and not is_archived', archived],
      ({ archived }) => `/campaigns/${archived}`,
    ),
    delete: at(
      () => ({ intent: 'delete' }),
      'app.delete_campaign',
      ({ campaign }) => ['(select 1 where not exists (select from campaigns where id = $1)) gone', campaign],
    ),
    'new email': at(
      ({ id, name }) => ({ intent: 'new-email', id, emailName: name }),
      'app.create_email',
      ({ id, name }) => ['email_campaigns where id = $1 and name = $2', id, name],
    ),
    'new post': at(
      ({ id }) => ({ intent: 'new-post', id, platform: 'LINKEDIN' }),
      'app.create_post',
      ({ id }) => [`social_media_posts where id = $1 and platform = 'LINKEDIN'`, id],
    ),
    'link content': at(
      ({ content }) => ({ intent: 'link-content', contentId: content, notes: 'First', isPrimary: 'on' }),
      'app.link_campaign_content',
      ({ campaign, content }) => ['campaign_content where campaign_id = $1 and content_id = $2', campaign, content],
    ),
    'unlink content': at(
      ({ linked }) => ({ intent: 'unlink-content', contentId: linked }),
      'app.unlink_campaign_content',
      ({ linked }) => ['(select 1 where not exists (select from campaign_content where content_id = $1)) gone', linked],
    ),
    'add cost': at(
      ({ id }) => ({ intent: 'add-cost', id, costLabel: 'Signs', costDate: '2026-01-05', costAmount: '250.50' }),
      'app.add_campaign_entry',
      // A cost of 10.00 was there.
      ({ campaign }) => ['campaigns where id = $1 and budget_spent = 26050', campaign],
    ),
    'add result': at(
      ({ id }) => ({
        intent: 'add-result',
        id,
        resultLabel: 'First sale',
        resultDate: '2026-01-05',
        resultAmount: '3,500',
        resultLeads: '4',
      }),
      'app.add_campaign_entry',
      ({ id }) => [`campaign_entries where id = $1 and kind = 'RESULT' and amount = 350000 and leads = 4`, id],
    ),
    'remove entry': at(
      ({ entry }) => ({ intent: 'remove-entry', entryId: entry }),
      'app.remove_campaign_entry',
      ({ campaign }) => ['campaigns where id = $1 and budget_spent = 0', campaign],
    ),
  },
  'campaigns.repeats.$kind.$id.tsx': {
    repeat: async (world) => {
      const { visitor, source, address } = await startWithDraft(world);
      return {
        visitor,
        address,
        fields: {
          intent: 'repeat',
          id: randomUUID(),
          version: '1',
          every: '1',
          frequency: 'WEEKLY',
          startsOn: '2026-01-05',
          localTime: '09:00',
          timeZone: 'America/Chicago',
        },
        match: 'app.save_campaign_repeat',
        countEffects: counting(world)('campaign_repeats where source_id = $1 and is_active', source),
      };
    },
    stop: async (world) => {
      const { organization, visitor, source, address } = await startWithDraft(world);
      await createModuleRow(world.database.sql, 'campaign_repeats', organization, { source_id: source });
      return {
        visitor,
        address,
        fields: { intent: 'stop' },
        match: 'app.stop_campaign_repeat',
        countEffects: counting(world)('campaign_repeats where source_id = $1 and not is_active', source),
      };
    },
  },
};
