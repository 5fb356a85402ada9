import { randomUUID } from 'node:crypto';
import { createModuleRow } from '../../factories/module-rows.ts';
import { unlockModules } from '../../factories/purchases.ts';
import { createVisitor } from '../../setup/visitor.ts';
import { counting, type Fields, type Prepare, startAsOwner, uniqueName, type World } from './world.ts';

/** An organization with the module, its owner at work, and one of everything that has a form. */
async function startWithAlerts(world: World) {
  const start = await startAsOwner(world);
  const { organization } = start;
  const { sql } = world.database;
  await unlockModules(sql, organization);
  const create = async (table: string, values: object = {}) =>
    String((await createModuleRow(sql, table, organization, { ...values })).id);
  const mail = { delivery_channels: '{EMAIL}', email_addresses: ['somebody@people.test'] };
  const webhook = {
    delivery_channels: '{WEBHOOK}',
    webhook_url: 'https://hooks.example.com/',
    webhook_secret: 'sealed',
    secret_version: 1,
  };
  const alert = await create('reid_alerts', mail);
  const off = await create('reid_alerts', { is_active: false });
  const paused = await create('reid_alerts', { is_active: false, paused_reason: 'TIER' });
  const hooked = await create('reid_alerts', webhook);
  const event = await create('reid_alert_events', { alert_id: alert, state: 'AWAITING' });
  const { rows } = await sql.query<{ id: string }>(
    `insert into outgoing_mail (key, organization_id, recipient, kind, content, send_after)
     values (gen_random_uuid(), $1, 'somebody@people.test', 'reid-alert', jsonb_build_object('alertId', $2::text, 'name', 'Prices'), 'infinity')
     returning id`,
    [organization.id, alert],
  );
  return {
    ...start,
    alert,
    off,
    paused,
    hooked,
    event,
    mailId: rows[0]?.id ?? '',
    id: randomUUID(),
    name: uniqueName(),
  };
}
type Start = Awaited<ReturnType<typeof startWithAlerts>>;

/** A form of a page that is sent once. */
const at =
  (
    address: string | ((start: Start) => string),
    fields: (start: Start) => Fields,
    match: string,
    effects: (start: Start) => [query: string, ...values: unknown[]],
  ): Prepare =>
  async (world) => {
    const start = await startWithAlerts(world);
    return {
      visitor: start.visitor,
      address: typeof address === 'string' ? address : address(start),
      fields: fields(start),
      match,
      countEffects: counting(world)(...effects(start)),
    };
  };

const watching: Fields = {
  watch: 'price',
  compare: 'falls',
  value: '5',
  unit: 'percent',
  over: 'year',
  source: 'redfin',
  areas: 'Austin, TX',
};
const typed: Fields = { ...watching, intent: 'save', frequency: 'DAILY', channels: 'IN_APP', timeZone: 'UTC' };

/** A form that is tried against history, which writes nothing. */
const tryAt =
  (address: (start: Start) => string): Prepare =>
  async (world) => {
    const start = await startWithAlerts(world);
    const fields = { ...watching, intent: 'test' };
    let shown = 0;
    return {
      visitor: start.visitor,
      address: address(start),
      fields,
      countEffects: async () => shown,
      async send() {
        const answer = await start.visitor.post(address(start), fields);
        if (answer.text.includes('In the last 24 months')) shown = 1;
        return answer;
      },
    };
  };

/** The mail of an alert, stopped by whoever has it. */
async function startWithMail(world: World) {
  const { alert, mailId } = await startWithAlerts(world);
  return {
    visitor: createVisitor(world.url),
    fields: {},
    match: 'app.stop_alert_mail',
    countEffects: counting(world)(`reid_alerts where id = $1 and email_addresses = '{}'`, alert),
    mailId,
  };
}

export const reidAlerts: Record<string, Record<string, Prepare>> = {
  'alert-mail.$mailId.tsx': {
    stop: async (world) => {
      const { mailId, ...start } = await startWithMail(world);
      return { ...start, address: `/alert-mail/${mailId}` };
    },
  },
  'reid.alerts._index.tsx': {
    'turn off': at(
      '/reid/alerts',
      ({ alert }) => ({ intent: 'turn-off', id: alert }),
      'app.switch_reid_alert',
      ({ alert }) => ['reid_alerts where id = $1 and not is_active', alert],
    ),
    'turn on': at(
      '/reid/alerts',
      ({ off }) => ({ intent: 'turn-on', id: off }),
      'app.switch_reid_alert',
      ({ off }) => ['reid_alerts where id = $1 and is_active', off],
    ),
    resume: at(
      '/reid/alerts',
      () => ({ intent: 'resume' }),
      'app.resume_reid_alerts',
      ({ paused }) => ['reid_alerts where id = $1 and is_active', paused],
    ),
  },
  'reid.alerts.new.tsx': {
    create: at(
      '/reid/alerts/new',
      ({ id, name }) => ({ ...typed, id, name }),
      'app.save_reid_alert',
      ({ id, name }) => ['reid_alerts where id = $1 and name = $2', id, name],
    ),
    test: tryAt(() => '/reid/alerts/new'),
  },
  'reid.alerts.$alertId.tsx': {
    // What was there is other than what is typed, so the version of the page is not asked for again: the row has it.
    save: async (world) => {
      const start = await startWithAlerts(world);
      const { alert, name, visitor, organization } = start;
      const { rows } = await world.database.sql.query<{ version: string }>(
        'select app.alert_version(alert) as version from reid_alerts alert where id = $1 and organization_id = $2',
        [alert, organization.id],
      );
      return {
        visitor,
        address: `/reid/alerts/${alert}`,
        fields: { ...typed, id: alert, version: rows[0]?.version ?? '', name },
        match: 'app.save_reid_alert',
        countEffects: counting(world)('reid_alerts where id = $1 and name = $2', alert, name),
      };
    },
    test: tryAt(({ alert }) => `/reid/alerts/${alert}`),
    'turn off': at(
      ({ alert }) => `/reid/alerts/${alert}`,
      () => ({ intent: 'turn-off' }),
      'app.switch_reid_alert',
      ({ alert }) => ['reid_alerts where id = $1 and not is_active', alert],
    ),
    'send test': at(
      ({ hooked }) => `/reid/alerts/${hooked}`,
      ({ id }) => ({ intent: 'send-test', testId: id }),
      'app.send_webhook_test',
      ({ hooked }) => ['reid_webhook_deliveries where alert_id = $1 and is_test', hooked],
    ),
    'new secret': at(
      ({ hooked }) => `/reid/alerts/${hooked}`,
      () => ({ intent: 'new-secret', secretVersion: '1' }),
      'app.replace_webhook_secret',
      ({ hooked }) => ['reid_alerts where id = $1 and secret_version = 2', hooked],
    ),
  },
  'reid.alerts.events.tsx': {
    'mark as read': at(
      '/reid/alerts/events',
      ({ event }) => ({ intent: 'read', ids: [event] }),
      'app.mark_alert_events_read',
      ({ event }) => ['reid_alert_reads where event_id = $1', event],
    ),
    approve: at(
      '/reid/alerts/events',
      ({ event }) => ({ intent: 'approve', id: event }),
      'app.decide_alert_event',
      ({ event }) => [`reid_alert_events where id = $1 and state = 'APPROVED' and delivered_at is not null`, event],
    ),
    dismiss: at(
      '/reid/alerts/events',
      ({ event }) => ({ intent: 'dismiss', id: event }),
      'app.decide_alert_event',
      ({ event }) => [`reid_alert_events where id = $1 and state = 'DISMISSED'`, event],
    ),
  },
  'webhooks.alert-mail.$mailId.ts': {
    // As mail programs do: without cookies, and from no page.
    stop: async (world) => {
      const { mailId, ...start } = await startWithMail(world);
      const address = `/webhooks/alert-mail/${mailId}`;
      return {
        ...start,
        address,
        async send() {
          const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
          const response = await fetch(world.url + address, { method: 'POST', body });
          const { status, headers } = response;
          return { status, headers, location: undefined, text: await response.text() };
        },
      };
    },
  },
};
