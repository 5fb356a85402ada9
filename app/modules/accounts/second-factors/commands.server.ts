import { callFunction } from '#db/call-function.server.ts';
import type { RequestContext } from '~/load-context.ts';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { redirectToProof } from '~/modules/accounts/sign-in/proof.server.ts';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import { notFound } from '~/services/http.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { createRecoveryCodes, hashRecoveryCodes } from './recovery-codes.ts';
import { checkRegistration } from './registration.server.ts';
import type { FactorCommand } from './schema.ts';
import { openAuthenticator, sealNewAuthenticator } from './sealing.server.ts';
import { matchCode } from './totp.ts';

/** The answer to a command: where to go on, recovery codes to show once, or why nothing was done. */
export type FactorOutcome =
  | { redirectTo: string; message?: string }
  | { codes: string[]; message: string }
  | { problem: string; field?: 'name' | 'code' };

const page = '/account/security';
const unconfirmed = { problem: 'Confirm your email address first: the page of your account says how.' };
const required = {
  problem: 'This is your last second factor, and you must have one. Add another first, then remove this one.',
};
const keptCodes = 'If you have no recovery codes at hand, make new ones.';
const signedOutElsewhere = 'You are signed out everywhere else.';

/**
 * Does what a form of the page of one's second factors asks for.
 * @throws the way to the page that asks once more who is there, where that is due
 * @throws DatabaseError
 */
export async function changeFactors(
  request: Request,
  context: RequestContext,
  command: FactorCommand,
): Promise<FactorOutcome> {
  const { database } = context;
  switch (command.intent) {
    case 'start-authenticator': {
      const sealed = await sealNewAuthenticator(context.tenantSecrets);
      const { viewer, started } = await database.write((handle) => ({
        started: callFunction(handle, 'start_authenticator', sealed),
      }));
      requireViewer(viewer, request);
      return settle(request, started[0]?.outcome, () => ({ redirectTo: `${page}/authenticator` }));
    }
    case 'remove-authenticator': {
      const { viewer, removed } = await database.write((handle) => ({
        removed: callFunction(handle, 'remove_authenticator', {}),
      }));
      requireViewer(viewer, request);
      deliverMailSoon(context);
      return settle(request, removed[0]?.outcome, () => ({
        redirectTo: page,
        message: 'The authenticator app is removed: its codes no longer work.',
      }));
    }
    case 'add-passkey':
      return addPasskey(request, context, command);
    case 'remove-passkey': {
      const { viewer, removed } = await database.write((handle) => ({
        removed: callFunction(handle, 'remove_passkey', { id: command.passkeyId }),
      }));
      requireViewer(viewer, request);
      deliverMailSoon(context);
      return settle(request, removed[0]?.outcome, () => ({
        redirectTo: page,
        message: 'The passkey is removed. Your device may still offer it: remove it there, too.',
      }));
    }
    case 'replace-codes': {
      const codes = createRecoveryCodes();
      const { viewer, replaced } = await database.write((handle) => ({
        replaced: callFunction(handle, 'replace_recovery_codes', { codeHashes: hashRecoveryCodes(codes) }),
      }));
      requireViewer(viewer, request);
      deliverMailSoon(context);
      return settle(request, replaced[0]?.outcome, () => ({ codes, message: 'The earlier codes no longer work.' }));
    }
    default:
      return unreachable(command);
  }
}

async function addPasskey(
  request: Request,
  context: RequestContext,
  { name, credential }: Extract<FactorCommand, { intent: 'add-passkey' }>,
): Promise<FactorOutcome> {
  // Whose challenge it signed can only be told by who is signed in.
  const { viewer } = await context.database.read(() => ({}));
  const { user } = requireViewer(viewer, request);
  const checked = await checkRegistration(context, credential, user.id);
  if (!checked) return { problem: 'This passkey could not be added. Try it again.' };
  const { passkey, challengeHash } = checked;
  const codes = createRecoveryCodes();
  const { added } = await context.database.write((handle) => ({
    added: callFunction(handle, 'add_passkey', {
      passkey: { ...passkey, name },
      challengeHash,
      codeHashes: hashRecoveryCodes(codes),
    }),
  }));
  deliverMailSoon(context);
  return settle(request, added[0]?.outcome, (withCodes) =>
    withCodes
      ? { codes, message: `The passkey “${name}” is added. ${signedOutElsewhere}` }
      : { redirectTo: page, message: `The passkey “${name}” is added.` },
  );
}

/**
 * Takes the viewer's waiting app into use by its first code.
 * @throws the way to the page that asks once more who is there, where that is due
 * @throws DatabaseError
 */
export async function confirmAuthenticator(
  request: Request,
  context: RequestContext,
  { authenticatorId, code }: { authenticatorId: string; code: string },
): Promise<FactorOutcome> {
  const { database, tenantSecrets } = context;
  const { viewer, waiting } = await database.read((handle) => ({
    waiting: callFunction(handle, 'waiting_authenticator', {}),
  }));
  requireViewer(viewer, request);
  const [kept] = waiting;
  const opened =
    kept?.authenticatorId === authenticatorId
      ? await openAuthenticator(tenantSecrets, authenticatorId, kept.sealedSecret)
      : undefined;
  const step = opened && matchCode(opened.secret, code.replaceAll(/\s/g, ''), Date.now());
  if (opened && step === undefined) {
    return { problem: 'This is not the code that your app shows. Is the clock of your phone right?', field: 'code' };
  }
  const codes = createRecoveryCodes();
  const { confirmed } = await database.write((handle) => ({
    confirmed: callFunction(handle, 'confirm_authenticator', {
      id: authenticatorId,
      proof: opened?.proof ?? '',
      step: step ?? 0,
      codeHashes: hashRecoveryCodes(codes),
    }),
  }));
  deliverMailSoon(context);
  return settle(request, confirmed[0]?.outcome, (withCodes) =>
    withCodes
      ? { codes, message: `Your authenticator app is set up. ${signedOutElsewhere}` }
      : { redirectTo: page, message: `Your authenticator app is set up. ${keptCodes}` },
  );
}

/** Outcomes that are the same for every command, and those of success. */
type Settled =
  | 'STARTED'
  | 'REMOVED'
  | 'REPLACED'
  | 'ADDED'
  | 'ADDED_WITH_CODES'
  | 'CLOSED'
  | 'KNOWN'
  | 'TOO_MANY'
  | 'NOT_FOUND'
  | 'REQUIRED'
  | 'NOTHING_TO_RECOVER'
  | 'NOT_ALLOWED'
  | 'NOT_CONFIRMED'
  | 'PROVE';

/** @param succeed  whether new recovery codes count */
function settle(
  request: Request,
  outcome: Settled | undefined,
  succeed: (withCodes: boolean) => FactorOutcome,
): FactorOutcome {
  switch (outcome) {
    case 'STARTED':
    case 'REMOVED':
    case 'REPLACED':
    case 'ADDED':
      return succeed(false);
    case 'ADDED_WITH_CODES':
      return succeed(true);
    case 'PROVE':
      throw redirectToProof(request);
    case 'NOT_CONFIRMED':
      return unconfirmed;
    case 'REQUIRED':
      return required;
    case 'CLOSED':
      return { problem: 'This took too long, or was started again. Begin once more.' };
    case 'KNOWN':
      return { problem: 'This passkey belongs to another account already.' };
    case 'TOO_MANY':
      return { problem: 'You have twenty passkeys. Remove one you no longer use, then add this one.' };
    case 'NOTHING_TO_RECOVER':
      return { problem: 'Recovery codes stand in for a second factor. Add one first.' };
    case 'NOT_FOUND':
    case 'NOT_ALLOWED':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}
