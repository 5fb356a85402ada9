import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createModuleRow } from '../../factories/module-rows.ts';
import { unlockModules } from '../../factories/purchases.ts';
import { only } from '../../factories/rows.ts';
import { createVisitor } from '../../setup/visitor.ts';
import { counting, type Fields, type Prepare, startAsOwner, uniqueName, type World } from './world.ts';

/** An organization with the module, its owner at work, and one of everything that has a form. */
async function start(world: World) {
  const started = await startAsOwner(world);
  const { organization } = started;
  const { sql } = world.database;
  await unlockModules(sql, organization);
  const create = async (table: string, values: object = {}) => createModuleRow(sql, table, organization, { ...values });
  const list = String((await create('contact_lists')).id);
  const signupForm = await create('signup_forms', { list_id: list });
  const piece = { created_by: organization.owner.id, body: 'Come in.' };
  const draft = String((await create('content', piece)).id);
  const published = await create('content', { ...piece, status: 'PUBLISHED', published_at: new Date() });
  const domain = String((await create('sending_domains')).id);
  const { slug } = only(
    await sql.query<{ slug: string }>('select slug from organizations where id = $1', [organization.id]),
  );
  return {
    ...started,
    slug,
    list,
    signupForm: { id: String(signupForm.id), slug: String(signupForm.slug) },
    draft,
    published: String(published.id),
    domain,
    id: randomUUID(),
    name: uniqueName(),
  };
}
type Start = Awaited<ReturnType<typeof start>>;

/** A form of a page of the module that is sent once. */
const at =
  (
    address: string | ((start: Start) => string),
    fields: (start: Start) => Fields,
    match: string,
    effects: (start: Start) => [query: string, ...values: unknown[]],
  ): Prepare =>
  async (world) => {
    const made = await start(world);
    return {
      visitor: made.visitor,
      address: typeof address === 'string' ? address : address(made),
      fields: fields(made),
      match,
      countEffects: counting(world)(...effects(made)),
    };
  };

const signupFields = ({ list, name }: Start): Fields => ({
  intent: 'save',
  version: '0',
  name,
  slug: `form-${randomBytes(4).toString('hex')}`,
  listId: list,
  heading: 'News',
  introduction: 'Once a month.',
  consentWording: 'I want the news.',
  asksName: 'on',
  isActive: 'on',
});
const contentFields = ({ name }: Start): Fields => ({
  version: '0',
  title: name,
  slug: `piece-${randomBytes(4).toString('hex')}`,
  kind: 'ARTICLE',
  author: 'Ada',
  body: 'Come **in**.',
});
const contentPage = ({ draft }: Start) => `/campaigns/content/${draft}`;
const publishedPage = ({ published }: Start) => `/campaigns/content/${published}`;

/** A token that confirms a sign-up for an address. */
async function ask(world: World) {
  const { organization, signupForm } = await start(world);
  const token = randomBytes(32).toString('base64url');
  const { email } = await createModuleRow(world.database.sql, 'subscription_requests', organization, {
    form_id: signupForm.id,
    token_hash: createHash('sha256').update(token).digest('hex'),
  });
  return { token, email };
}

export const campaignForms: Record<string, Record<string, Prepare>> = {
  'campaigns.contacts.forms.new.tsx': {
    create: at(
      '/campaigns/contacts/forms/new',
      (made) => ({ ...signupFields(made), id: made.id }),
      'app.save_signup_form',
      ({ id, name }) => ['signup_forms where id = $1 and name = $2', id, name],
    ),
  },
  'campaigns.contacts.forms.$formId.tsx': {
    save: at(
      ({ signupForm }) => `/campaigns/contacts/forms/${signupForm.id}`,
      (made) => ({ ...signupFields(made), id: made.signupForm.id, version: '1' }),
      'app.save_signup_form',
      ({ signupForm, name }) => ['signup_forms where id = $1 and name = $2', signupForm.id, name],
    ),
  },
  'campaigns.settings.tsx': {
    save: at(
      '/campaigns/settings',
      ({ name }) => ({
        intent: 'save',
        version: '0',
        postalAddress: '1 Lake Street, Chicago',
        fromName: name,
        replyTo: 'office@harbor.test',
        timeZone: 'America/Chicago',
        weekStart: '1',
        tracksEmails: 'on',
      }),
      'app.save_campaign_settings',
      ({ organization, name }) => [
        'campaign_settings where organization_id = $1 and from_name = $2',
        organization.id,
        name,
      ],
    ),
    'add domain': at(
      '/campaigns/settings',
      ({ id }) => ({ intent: 'add-domain', domainId: id, domain: 'harbor.example' }),
      'app.add_sending_domain',
      ({ id }) => [`sending_domains where id = $1 and domain = 'harbor.example'`, id],
    ),
    // DNS is not asked before the look is counted. What it says is tested with one that answers.
    'verify domain': at(
      '/campaigns/settings',
      ({ domain }) => ({ intent: 'verify-domain', domainId: domain }),
      'app.start_domain_check',
      ({ organization }) => [`limited_uses where purpose = 'DOMAIN_CHECK' and subject = $1`, organization.id],
    ),
    'remove domain': at(
      '/campaigns/settings',
      ({ domain }) => ({ intent: 'remove-domain', domainId: domain }),
      'app.remove_sending_domain',
      ({ organization, domain }) => [
        'organizations where id = $1 and not exists (select from sending_domains where id = $2)',
        organization.id,
        domain,
      ],
    ),
  },
  'campaigns.content.new.tsx': {
    save: at(
      '/campaigns/content/new',
      (made) => ({ ...contentFields(made), intent: 'save', id: made.id }),
      'app.save_content',
      ({ id, name }) => [`content where id = $1 and title = $2 and status = 'DRAFT'`, id, name],
    ),
    publish: at(
      '/campaigns/content/new',
      (made) => ({ ...contentFields(made), intent: 'publish', id: made.id }),
      'app.publish_content',
      ({ id, name }) => [`content where id = $1 and title = $2 and status = 'PUBLISHED'`, id, name],
    ),
  },
  'campaigns.content.$contentId.tsx': {
    save: at(
      contentPage,
      (made) => ({ ...contentFields(made), intent: 'save', id: made.draft, version: '1' }),
      'app.save_content',
      ({ draft, name }) => ['content where id = $1 and title = $2', draft, name],
    ),
    publish: at(
      contentPage,
      (made) => ({ ...contentFields(made), intent: 'publish', id: made.draft, version: '1' }),
      'app.publish_content',
      ({ draft }) => [`content where id = $1 and status = 'PUBLISHED'`, draft],
    ),
    unpublish: at(
      publishedPage,
      () => ({ intent: 'unpublish' }),
      'app.unpublish_content',
      ({ published }) => [`content where id = $1 and status = 'DRAFT'`, published],
    ),
    archive: at(
      publishedPage,
      () => ({ intent: 'archive' }),
      'app.archive_content',
      ({ published }) => [`content where id = $1 and status = 'ARCHIVED'`, published],
    ),
    delete: at(
      contentPage,
      () => ({ intent: 'delete' }),
      'app.delete_content',
      ({ organization, draft }) => [
        'organizations where id = $1 and not exists (select from content where id = $2)',
        organization.id,
        draft,
      ],
    ),
  },
  'f.$organizationSlug.$formSlug.tsx': {
    // Asking again sends another mail and signs nobody up twice.
    'sign up': async (world) => {
      const { slug, signupForm } = await start(world);
      const email = `${randomUUID()}@people.test`;
      return {
        visitor: createVisitor(world.url),
        address: `/f/${slug}/${signupForm.slug}`,
        fields: { name: uniqueName(), email },
        match: 'app.request_subscription',
        countEffects: counting(world)(
          '(select distinct email from subscription_requests where email = $1) asked',
          email,
        ),
      };
    },
  },
  'f.confirm.$token.tsx': {
    confirm: async (world) => {
      const { token, email } = await ask(world);
      return {
        visitor: createVisitor(world.url),
        address: `/f/confirm/${token}`,
        fields: {},
        match: 'app.confirm_subscription',
        countEffects: counting(world)('contact_consents where email = $1 and is_granted', email),
      };
    },
  },
};
