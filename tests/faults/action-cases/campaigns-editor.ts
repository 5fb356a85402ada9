import { createAudience, createDraft, createSenders } from '../../campaigns/emails-setup.ts';
import { plainBlocks } from '../../factories/campaign-parts-editor.ts';
import { counting, type Fields, type Prepare, signIn, uniqueName, type World } from './world.ts';

/** An organization with a draft that passes its checks, its creator at work, and the fields of its editor. */
async function startWithDraft(world: World, list = true) {
  const { sql } = world.database;
  const organization = await createSenders(sql);
  const visitor = await signIn(world, organization.member, organization.id);
  const lists = list ? [await createAudience(sql, organization, 1)] : [];
  const id = await createDraft(sql, organization, { recipient_lists: lists });
  const words = Array.from({ length: 25 }, () => 'house').join(' ');
  const blocks = [...plainBlocks, { id: 'words', type: 'text', text: words }].flatMap((block, index) =>
    Object.entries(block).map(([name, value]): [string, string] => [`blocks[${index}].${name}`, String(value)]),
  );
  const fields: Fields = {
    version: '1',
    name: uniqueName(),
    subject: 'Three houses by the lake',
    previewText: 'From $300,000',
    fromName: 'Harbor',
    fromEmail: `news@mail.${organization.name}.test`,
    replyTo: '',
    lists,
    isTracked: 'on',
    ...Object.fromEntries(blocks),
  };
  return { organization, visitor, id, address: `/campaigns/emails/${id}`, fields };
}
type Start = Awaited<ReturnType<typeof startWithDraft>>;

/** A form of the editor that is sent once. */
const at =
  (
    fields: (start: Start) => Fields,
    match: string,
    effects: (start: Start) => [query: string, ...values: unknown[]],
    path = '',
  ): Prepare =>
  async (world) => {
    const start = await startWithDraft(world);
    return {
      visitor: start.visitor,
      address: start.address + path,
      fields: fields(start),
      match,
      countEffects: counting(world)(...effects(start)),
    };
  };

/** A form that is shown again or in a frame, which writes nothing. */
const shows =
  (fields: (start: Start) => Fields, words: string, path = ''): Prepare =>
  async (world) => {
    const start = await startWithDraft(world);
    const address = start.address + path;
    const form = fields(start);
    let shown = 0;
    return {
      visitor: start.visitor,
      address,
      fields: form,
      countEffects: async () => shown,
      async send() {
        const answer = await start.visitor.post(address, form);
        if (answer.status === 200 && answer.text.includes(words)) shown = 1;
        return answer;
      },
    };
  };

const inThreeDays = () => new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);

export const campaignEditor: Record<string, Record<string, Prepare>> = {
  'campaigns.emails.$emailId.tsx': {
    save: at(
      ({ fields }) => ({ ...fields, intent: 'save' }),
      'app.save_email',
      ({ id, fields }) => ['email_campaigns where id = $1 and name = $2 and version = 2', id, fields.name],
    ),
    'add a block': shows(({ fields }) => ({ ...fields, intent: 'add', addType: 'divider' }), 'Block 6 of 6: Divider'),
    check: shows(({ fields }) => ({ ...fields, intent: 'check' }), 'The checks found nothing.'),
    'send test': at(
      ({ fields, organization }) => ({ ...fields, intent: 'test', testPeople: organization.member.id }),
      'app.begin_test_send',
      ({ organization }) => [`limited_uses where purpose = 'TEST_SEND' and subject = $1`, organization.id],
    ),
    schedule: at(
      ({ fields }) => ({ ...fields, intent: 'schedule', sendDate: inThreeDays(), sendTime: '09:00', sendZone: 'UTC' }),
      'app.save_and_schedule_email',
      ({ id }) => [`email_campaigns where id = $1 and status = 'SCHEDULED'`, id],
    ),
    delete: at(
      () => ({ intent: 'delete' }),
      'app.delete_email',
      ({ id, organization }) => [
        `organizations where id = $2 and not exists (select from email_campaigns where email_campaigns.id = $1)`,
        id,
        organization.id,
      ],
    ),
    cancel: async (world) => {
      const start = await startWithDraft(world);
      await world.database.sql.query(
        `update email_campaigns set status = 'SCHEDULED', scheduled_at = now() + interval '3 days', scheduled_time_zone = 'UTC' where id = $1`,
        [start.id],
      );
      return {
        visitor: start.visitor,
        address: start.address,
        fields: { intent: 'cancel' },
        match: 'app.cancel_email',
        countEffects: counting(world)(`email_campaigns where id = $1 and status = 'DRAFT'`, start.id),
      };
    },
  },
  'campaigns.emails.$emailId_.preview.ts': {
    preview: shows(({ fields: { name, ...fields } }) => fields, 'Three houses by the lake', '/preview'),
  },
  'campaigns.emails.$emailId_.send.tsx': {
    'send now': at(
      () => ({ intent: 'send', version: '1' }),
      'app.schedule_email',
      ({ id }) => [`email_campaigns where id = $1 and status <> 'DRAFT'`, id],
      '/send',
    ),
  },
};
