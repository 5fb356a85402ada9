import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { TypedSettings } from './schema.ts';

/** Saves the settings of a year as they were filled in over their version, 0 for a year without any. */
export function saveSettings(handle: QueryHandle, year: number, { intent, version, ...typed }: TypedSettings) {
  const settings = Object.fromEntries(Object.entries(typed).map(([name, value]) => [columnOf(name), value]));
  return callFunction(handle, 'save_tax_settings', { year, version, settings });
}

/** The column of a field: "w2Wages" is "w2_wages". */
const columnOf = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Lets the named ones of the people on the form see the taxes, and no other of them. Only an OWNER does. */
export function saveReaders(handle: QueryHandle, { shown, named }: { shown: string[]; named: string[] }) {
  return callFunction(handle, 'save_tax_readers', { shown, named });
}
