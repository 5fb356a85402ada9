import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import type { z } from 'zod';
import type { Outcome } from '#db/call-function.server.ts';
import { requireModule } from '~/modules/gate.server.ts';
import { today } from '~/utils/dates.ts';
import { reid } from '../module.ts';
import { refreshProfile, shareProfile, verifyProfile } from './commands.server.ts';
import { foundInputsSchema } from './inputs.ts';
import { makeProfile } from './making.ts';
import { readInputsAgain } from './queries.server.ts';
import type { profileCommandSchema } from './schema.ts';

type Command = z.infer<typeof profileCommandSchema>;
type Changed =
  | Outcome<'refresh_profile'>
  | Outcome<'share_profile'>
  | Outcome<'verify_profile'>
  /** Nothing is known of the area any more. */
  | 'NO_DATA';

/** Does what a form of a profile's page asks for. */
export async function changeProfile(args: ActionFunctionArgs, id: string, command: Command): Promise<Changed> {
  if (command.intent === 'refresh') return refresh(args, id, command.seen);
  const [, { done }] = await Promise.all([
    requireModule(args, reid),
    args.context.database.write((handle) => ({
      done:
        command.intent === 'verify'
          ? verifyProfile(handle, id, command.seen)
          : shareProfile(handle, id, command.intent === 'share'),
    })),
  ]);
  return done[0]?.outcome ?? 'NOT_FOUND';
}

async function refresh(args: ActionFunctionArgs, id: string, seen: string): Promise<Changed> {
  const { database } = args.context;
  const [, { found }] = await Promise.all([
    requireModule(args, reid),
    database.read((handle) => ({ found: readInputsAgain(handle, id) })),
  ]);
  const [known] = found;
  if (!known) return 'NOT_FOUND';
  const inputs = foundInputsSchema.nullable().parse(known.inputs);
  if (!inputs) return 'NO_DATA';
  const { address, source, propertyType } = known;
  const profile = makeProfile(
    inputs,
    { address: address ?? undefined, source: source ?? undefined, propertyType: propertyType ?? undefined },
    today(),
  );
  const { refreshed } = await database.write((handle) => ({ refreshed: refreshProfile(handle, id, seen, profile) }));
  return refreshed[0]?.outcome ?? 'NOT_FOUND';
}
