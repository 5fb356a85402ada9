import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { z } from 'zod';
import { findRule, listDuplicatesOf } from '~/modules/expenses/entry/queries.server.ts';
import type { Hints } from '~/modules/expenses/entry/use-hints.tsx';
import { expenses } from '~/modules/expenses/module.ts';
import { requireModule } from '~/modules/gate.server.ts';
import { readDay, readSearchText } from '~/utils/addresses.ts';

/** What is known about an expense that is being typed: `amount` (cents) and `date`, `merchant`, and `except` for one that is changed. */
export async function loader(args: LoaderFunctionArgs): Promise<Hints> {
  const search = new URL(args.request.url).searchParams;
  const date = readDay(search.get('date')) ?? null;
  const text = search.get('amount') ?? '';
  const amount = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  const exceptId = z.guid().safeParse(search.get('except')).data;
  const merchant = readSearchText(search.get('merchant'), 200);
  const [, { duplicates, rules }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({
      duplicates: listDuplicatesOf(handle, { amount, date, exceptId }),
      rules: findRule(handle, merchant),
    })),
  ]);
  return { duplicates, rule: rules[0] ?? null };
}
