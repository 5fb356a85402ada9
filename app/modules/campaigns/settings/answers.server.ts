import type { RequestContext } from '~/load-context.ts';
import type { UsableForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { isTimeZone } from '~/services/zoned-times.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import type { Refuse } from '../refusals.server.ts';
import { addDomain } from '../sending-domains/adding.server.ts';
import { checkDomain } from '../sending-domains/checking.server.ts';
import { noteDomainCheck, removeSendingDomain, startDomainCheck } from '../sending-domains/commands.server.ts';
import { changedMeanwhile } from '../typed-form.ts';
import { saveCampaignSettings } from './commands.server.ts';
import type { SettingsCommand, TypedSettings } from './schema.ts';

// Every button of the settings page, and what its sender is told.

const settingsAddress = '/campaigns/settings';

const secondsToWait = 3600;

/** Saves the settings over those that the form was filled from. */
export async function answerSettings(context: RequestContext, refuse: Refuse, typed: TypedSettings) {
  const noZone = { timeZone: 'Choose a time zone of the list.' };
  if (!isTimeZone(typed.timeZone)) return refuse(noZone, 422);
  const { saved } = await context.database.write((handle) => ({ saved: saveCampaignSettings(handle, typed) }));
  const outcome = saved[0]?.outcome;
  switch (outcome) {
    case 'SAVED':
      return redirectWithToast(context, settingsAddress, 'The settings are saved.');
    case 'CHANGED':
      return refuse(changedMeanwhile, 409);
    case 'NO_ZONE':
      return refuse(noZone, 422);
    case 'NOT_ALLOWED':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

/** Adds a domain; `id` was made with the form. */
export async function answerNewDomain(context: RequestContext, refuse: Refuse, domain: { id: string; domain: string }) {
  const outcome = await addDomain(context, domain);
  switch (outcome) {
    case 'ADDED':
      return redirectWithToast(
        context,
        settingsAddress,
        `${domain.domain} is added. Enter its records, then verify it.`,
      );
    case 'TAKEN':
      return refuse({ domain: 'Your organization has this domain already.' }, 422);
    case 'TOO_MANY':
      return refuse({ domain: 'An organization has at most ten domains. Remove one first.' }, 422);
    case 'NOT_ALLOWED':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

/** Looks at the DNS of a domain now, and says whether it may be sent from. */
export async function answerVerification(
  context: RequestContext,
  { refuseForNow }: Pick<UsableForm<SettingsCommand>, 'refuseForNow'>,
  id: string,
) {
  const { database, outgoing } = context;
  const { started } = await database.write((handle) => ({ started: startDomainCheck(handle, id) }));
  const { outcome: start = 'NOT_FOUND', domain, selector, publicKey, ownershipToken } = started[0] ?? {};
  if (start === 'TOO_OFTEN')
    return refuseForNow('Your organization looked 30 times within an hour. Try again later.', secondsToWait);
  if (start === 'NOT_FOUND' || !domain || !selector || !publicKey || !ownershipToken) throw notFound();
  const findings = await checkDomain(outgoing, { domain, selector, publicKey, ownershipToken });
  const { noted } = await database.write((handle) => ({ noted: noteDomainCheck(handle, id, findings) }));
  const outcome = noted[0]?.outcome;
  switch (outcome) {
    case 'VERIFIED':
      return redirectWithToast(context, settingsAddress, `${domain} is verified. You may send from it.`);
    case 'NOT_VERIFIED':
      return redirectWithToast(context, settingsAddress, {
        kind: 'notice',
        message: `${domain} is not verified yet: its records are not all there, or not seen yet.`,
      });
    case 'UNANSWERED':
      return redirectWithToast(context, settingsAddress, {
        kind: 'notice',
        message: 'DNS did not answer, so nothing was found out. Try again in a minute.',
      });
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

/** Takes a domain away, which was asked about on the page. */
export async function answerRemoval(context: RequestContext, id: string) {
  const { removed } = await context.database.write((handle) => ({ removed: removeSendingDomain(handle, id) }));
  if (removed[0]?.outcome !== 'REMOVED') throw notFound();
  return redirectWithToast(context, settingsAddress, 'The domain is removed.');
}
