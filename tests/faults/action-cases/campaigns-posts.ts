import { randomUUID } from 'node:crypto';
import { createModuleRow } from '../../factories/module-rows.ts';
import { unlockModules } from '../../factories/purchases.ts';
import { counting, type Fields, type Prepare, startAsOwner, uniqueName, type World } from './world.ts';

/** An organization with the module, its owner at work, and one of everything that has a form. */
async function startWithPosts(world: World) {
  const start = await startAsOwner(world);
  const { organization } = start;
  const { sql } = world.database;
  await unlockModules(sql, organization);
  const create = async (table: string, values: object = {}) =>
    String((await createModuleRow(sql, table, organization, { ...values })).id);
  const campaign = await create('campaigns');
  const account = await create('social_accounts', { kind: 'WEBHOOK', platform: null });
  const post = (values: object = {}) => create('social_media_posts', { campaign_id: campaign, ...values });
  const planned = {
    scheduled_at: '2031-03-05T15:00:00Z',
    scheduled_time_zone: 'America/Chicago',
    scheduled_local: '2031-03-05T09:00',
  };
  return {
    ...start,
    campaign,
    account,
    draft: await post(),
    scheduled: await post({ ...planned, status: 'SCHEDULED' }),
    published: await post({ ...planned, status: 'PUBLISHED', published_at: new Date() }),
    id: randomUUID(),
    name: uniqueName(),
  };
}
type Start = Awaited<ReturnType<typeof startWithPosts>>;

/** A form of a page that is sent once. */
const at =
  (
    address: string | ((start: Start) => string),
    fields: (start: Start) => Fields,
    match: string,
    effects: (start: Start) => [query: string, ...values: unknown[]],
  ): Prepare =>
  async (world) => {
    const start = await startWithPosts(world);
    return {
      visitor: start.visitor,
      address: typeof address === 'string' ? address : address(start),
      fields: fields(start),
      match,
      countEffects: counting(world)(...effects(start)),
    };
  };

const onDraft = ({ draft }: Start) => `/campaigns/posts/${draft}`;
const typed = (name: string): Fields => ({
  version: '1',
  postText: name,
  platform: 'LINKEDIN',
  localTime: '2031-03-05T09:00',
  timeZone: 'America/Chicago',
});

export const campaignPosts: Record<string, Record<string, Prepare>> = {
  'campaigns.accounts.tsx': {
    disconnect: at(
      '/campaigns/accounts',
      ({ account }) => ({ intent: 'disconnect', id: account }),
      'app.disconnect_account',
      ({ account, organization }) => [
        'organizations where id = $1 and not exists (select from social_accounts where id = $2)',
        organization.id,
        account,
      ],
    ),
  },
  'campaigns.posts._index.tsx': {
    create: at(
      '/campaigns/posts',
      ({ id, campaign }) => ({ intent: 'create', id, campaignId: campaign, platform: 'BLUESKY' }),
      'app.create_post',
      ({ campaign }) => [`social_media_posts where campaign_id = $1 and platform = 'BLUESKY'`, campaign],
    ),
    move: at(
      '/campaigns/posts',
      ({ scheduled }) => ({
        intent: 'move',
        id: scheduled,
        local: '2031-03-05T09:00',
        zone: 'America/Chicago',
        day: '2031-03-12',
      }),
      'app.move_post',
      ({ scheduled }) => [
        `social_media_posts where id = $1 and scheduled_local = '2031-03-12T09:00' and scheduled_at = '2031-03-12T14:00Z'`,
        scheduled,
      ],
    ),
  },
  'campaigns.posts.$postId.tsx': {
    save: at(
      onDraft,
      ({ name }) => ({ ...typed(name), intent: 'save' }),
      'app.save_post',
      ({ name }) => [`social_media_posts where post_text = $1 and status = 'DRAFT'`, name],
    ),
    schedule: at(
      onDraft,
      ({ name }) => ({ ...typed(name), intent: 'schedule' }),
      'app.save_post',
      ({ name }) => [`social_media_posts where post_text = $1 and status = 'SCHEDULED'`, name],
    ),
    'publish now': at(
      onDraft,
      ({ name, account }) => ({ ...typed(name), intent: 'publish-now', accountId: account }),
      'app.save_post',
      ({ name }) => [`social_media_posts where post_text = $1 and status <> 'DRAFT'`, name],
    ),
    unschedule: at(
      ({ scheduled }) => `/campaigns/posts/${scheduled}`,
      () => ({ intent: 'unschedule' }),
      'app.unschedule_post',
      ({ scheduled }) => [`social_media_posts where id = $1 and status = 'DRAFT'`, scheduled],
    ),
    copy: at(
      onDraft,
      ({ id }) => ({ intent: 'copy', copyId: id, platforms: ['TIKTOK'] }),
      'app.copy_post',
      ({ campaign }) => [`social_media_posts where campaign_id = $1 and platform = 'TIKTOK'`, campaign],
    ),
    mark: at(
      ({ scheduled }) => `/campaigns/posts/${scheduled}`,
      () => ({ intent: 'mark', externalUrl: 'https://www.linkedin.com/posts/1' }),
      'app.mark_post_published',
      ({ scheduled }) => [`social_media_posts where id = $1 and status = 'PUBLISHED'`, scheduled],
    ),
    figures: at(
      ({ published }) => `/campaigns/posts/${published}`,
      () => ({ intent: 'figures', impressions: '1,200', likes: '30' }),
      'app.save_post_figures',
      ({ published }) => [
        'social_media_posts where id = $1 and impressions = 1200 and engagement_rate = 2.5',
        published,
      ],
    ),
    delete: at(
      onDraft,
      () => ({ intent: 'delete' }),
      'app.delete_post',
      ({ draft, organization }) => [
        'organizations where id = $1 and not exists (select from social_media_posts where id = $2)',
        organization.id,
        draft,
      ],
    ),
  },
};
