import { createModuleRow } from '../../factories/module-rows.ts';
import { unlockModules } from '../../factories/purchases.ts';
import { signResendEvent } from '../../factories/resend-events.ts';
import { counting, type Prepare, startAsOwner } from './world.ts';

export const campaignSending = {
  'webhooks.mail.resend.ts': {
    'a delivery': async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      await unlockModules(world.database.sql, organization);
      const delivery = await createModuleRow(world.database.sql, 'email_deliveries', organization, {
        status: 'SENT',
        attempts: 1,
        sent_at: new Date(),
      });
      const address = '/webhooks/mail/resend';
      const body = JSON.stringify({ type: 'email.delivered', data: { tags: { delivery: delivery.id } } });
      const headers = { 'content-type': 'application/json', ...signResendEvent(body) };
      return {
        visitor,
        address,
        fields: {},
        match: 'app.note_delivery_event',
        countEffects: counting(world)(`email_deliveries where id = $1 and status = 'DELIVERED'`, delivery.id),
        async send() {
          const response = await fetch(world.url + address, { method: 'POST', headers, body });
          return {
            status: response.status,
            headers: response.headers,
            location: undefined,
            text: await response.text(),
          };
        },
      };
    },
  },
} satisfies Record<string, Record<string, Prepare>>;
