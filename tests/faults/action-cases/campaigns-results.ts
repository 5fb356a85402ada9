import { unlockModules } from '../../factories/purchases.ts';
import { createSentEmail } from '../../factories/sent-emails.ts';
import { createVisitor } from '../../setup/visitor.ts';
import { counting, type Fields, type Prepare, startAsOwner, type World } from './world.ts';

/** An owner at work on an email that is being sent: one message has gone out, and two people wait. */
async function startWithEmail(world: World, status: 'SENDING' | 'PAUSED') {
  const start = await startAsOwner(world);
  const { sql } = world.database;
  await unlockModules(sql, start.organization);
  const email = await createSentEmail(sql, {
    organizationId: start.organization.id,
    personId: start.organization.owner.id,
    values: {
      status,
      sent_at: null,
      is_ab_test: true,
      ab_test_config: JSON.stringify({ subject: 'Other', previewText: '', share: 50, waitHours: 4, by: 'CLICKS' }),
    },
  });
  await email.addDelivery('SENT', { variant: 'A' });
  await email.addDelivery('QUEUED');
  return { ...start, email };
}

const button =
  (status: 'SENDING' | 'PAUSED', fields: Fields, match: string, effect: string): Prepare =>
  async (world) => {
    const { visitor, email } = await startWithEmail(world, status);
    return {
      visitor,
      address: `/campaigns/emails/${email.id}/results`,
      fields,
      match,
      countEffects: counting(world)(`email_campaigns where id = $1 and ${effect}`, email.id),
    };
  };

/** A message whose recipient is on one list. */
async function startWithMessage(world: World) {
  const { email } = await startWithEmail(world, 'SENDING');
  const delivery = await email.addDelivery('SENT');
  return { visitor: createVisitor(world.url), address: `/u/${delivery.tokens.unsubscribe}`, email, delivery };
}

export const campaignResults: Record<string, Record<string, Prepare>> = {
  'campaigns.emails.$emailId_.results.tsx': {
    pause: button('SENDING', { intent: 'pause' }, 'app.pause_email', `status = 'PAUSED'`),
    resume: button('PAUSED', { intent: 'resume' }, 'app.resume_email', `status = 'SENDING'`),
    cancel: button('SENDING', { intent: 'cancel' }, 'app.cancel_email', 'cancelled_at is not null'),
    'choose winner': button(
      'SENDING',
      { intent: 'choose-winner', winner: 'B' },
      'app.choose_ab_winner',
      `ab_winner = 'B'`,
    ),
  },
  'campaigns.emails.$emailId_.results[.]csv.ts': {
    download: async (world) => {
      const { visitor, email } = await startWithEmail(world, 'SENDING');
      const address = `/campaigns/emails/${email.id}/results.csv`;
      let files = 0;
      return {
        visitor,
        address,
        fields: {},
        match: 'app.record_results_export',
        countEffects: async () => files,
        needsAnswer: true,
        async send() {
          const answer = await visitor.post(address, {});
          if (answer.headers.get('content-type')?.startsWith('text/csv')) files += 1;
          return answer;
        },
      };
    },
  },
  'u.$token.tsx': {
    unsubscribe: async (world) => {
      const { visitor, address, delivery } = await startWithMessage(world);
      return {
        visitor,
        address,
        fields: { 'List-Unsubscribe': 'One-Click' },
        match: 'app.unsubscribe_by_token',
        countEffects: counting(world)(
          `email_deliveries delivery join suppressions suppression using (organization_id, email)
           where delivery.id = $1 and delivery.unsubscribed_at is not null and suppression.reason = 'UNSUBSCRIBED'`,
          delivery.id,
        ),
      };
    },
    'leave a list': async (world) => {
      const { visitor, address, email, delivery } = await startWithMessage(world);
      return {
        visitor,
        address,
        fields: { intent: 'leave-list', list: email.listId },
        match: 'app.leave_list_by_token',
        countEffects: counting(world)(
          'contact_list_members where contact_id = $1 and list_id = $2 and left_by_person',
          delivery.contactId,
          email.listId,
        ),
      };
    },
  },
};
