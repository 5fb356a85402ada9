import { accounts } from './accounts/module.ts';
import { audit } from './audit/module.ts';
import { campaigns } from './campaigns/module.ts';
import { expenses } from './expenses/module.ts';
import { listings } from './listings/module.ts';
import { mail } from './mail/module.ts';
import { marketplace } from './marketplace/module.ts';
import type { Module, UnlockedBy } from './module.ts';
import { reid } from './reid/module.ts';

/** Every module, in the order in which lists of them are shown. */
export const modules: readonly Module[] = [accounts, marketplace, audit, mail, listings, reid, expenses, campaigns];

/** A module that a purchase unlocks. */
export type UnlockedModule = Module & { unlockedBy: UnlockedBy };

/** The modules that a purchase unlocks. */
export const unlockedModules: readonly UnlockedModule[] = [reid, expenses, campaigns];

/** Merges one record of all modules into one. */
export function mergeModules<Value>(
  pick: (module: Module) => Readonly<Record<string, Value>> | undefined,
): Record<string, Value> {
  return Object.fromEntries(modules.flatMap((module) => Object.entries(pick(module) ?? {})));
}
