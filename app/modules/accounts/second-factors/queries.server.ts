import { z } from 'zod';
import { callFunction, type Row } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import { organizations } from '#db/schema/index.ts';
import type { RequestContext } from '~/load-context.ts';
import type { ChallengePurpose } from './challenges.server.ts';
import type { OwnFactors } from './own-factors.tsx';
import { requestPasskey } from './passkey-check.server.ts';
import type { SecondSteps } from './second-step-forms.tsx';

/** What the viewer has: one row with the app and the number of recovery codes; none for nobody. */
export function findOwnFactors(handle: QueryHandle) {
  return callFunction(handle, 'own_second_factors', {});
}

/** The viewer's passkeys, the oldest first. */
export function listOwnPasskeys(handle: QueryHandle) {
  return callFunction(handle, 'own_passkeys', {});
}

/** Whether the viewer has proved who they are in the last ten minutes, which changes of factors ask for. */
export function findProof(handle: QueryHandle) {
  return callFunction(handle, 'is_proved', {});
}

/** The secret that the viewer's app has still to confirm by its first code; no row where none waits. */
export function findWaitingAuthenticator(handle: QueryHandle) {
  return callFunction(handle, 'waiting_authenticator', {});
}

/**
 * What a second step can be done with; no row where no sign-in is under way.
 * @param pendingHash  of the sign-in; without it, of the viewer
 */
export function findSecondSteps(handle: QueryHandle, pendingHash?: string) {
  return callFunction(handle, 'second_steps', { pendingHash: pendingHash ?? null });
}

const passkeysSchema = z.array(z.object({ id: z.string(), transports: z.array(z.string()) }));

/**
 * What somebody can show, as the forms take it; undefined where no sign-in is under way. A signature is asked for the purpose and the
 * subject that it is checked with: see `requestPasskey`.
 */
export function describeSecondSteps(
  context: Pick<RequestContext, 'environment'>,
  found: Row<'second_steps'> | undefined,
  purpose: ChallengePurpose,
  subject: string,
): SecondSteps | undefined {
  if (!found) return undefined;
  const { hasAuthenticator, hasCodes } = found;
  const passkeys = passkeysSchema.parse(found.passkeys);
  const passkey = passkeys.length > 0 ? requestPasskey(context, purpose, subject, passkeys) : null;
  return { hasAuthenticator, hasCodes, passkey };
}

/** The people of the viewer's organization, those without a second factor first. For its OWNER and ADMINs; nobody for others. */
export function listSecondFactors(handle: QueryHandle) {
  return callFunction(handle, 'list_second_factors', {});
}

/** What a person has, as the page shows it. */
export function describeOwnFactors(
  factors: Row<'own_second_factors'> | undefined,
  passkeys: Row<'own_passkeys'>[],
): OwnFactors {
  return {
    authenticatorAddedAt: factors?.authenticatorAddedAt ? toIso(factors.authenticatorAddedAt) : null,
    codesLeft: factors?.codesLeft ?? 0,
    isRequired: factors?.isRequired ?? false,
    isConfirmed: factors?.isConfirmed ?? false,
    passkeys: passkeys.map(({ id, name, isBackedUp, createdAt, lastUsedAt }) => ({
      id,
      name,
      isBackedUp,
      createdAt: toIso(createdAt),
      lastUsedAt: lastUsedAt === null ? null : toIso(lastUsedAt),
    })),
  };
}

const toIso = (time: string) => new Date(time).toISOString();

/** The day (UTC) from which the viewer's organization requires a second factor; null for never, no row without an organization. */
export function findRequiredDay(handle: QueryHandle) {
  return handle.select({ from: organizations.secondFactorFrom }).from(organizations);
}
