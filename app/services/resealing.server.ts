import type { TenantSecrets } from './tenant-secrets.server.ts';

/** A sealed text as the database keeps it. */
export interface SealedText {
  /** The row it belongs to as it was sealed, such as `reid_alerts:` and its id. */
  owner: string;
  sealed: string;
}

const rowsAtOnce = 500;
const beforeTheFirst = '00000000-0000-0000-0000-000000000000';

/**
 * Seals by the newest key what an older one sealed, so that the older can be dropped a day after the newer came. What no key opens
 * stays as it is.
 * @returns how many texts were replaced
 */
export async function resealAll<Row, Replacement>(
  tenantSecrets: TenantSecrets,
  rows: {
    /** Rows behind this id, in the order of their ids. */
    list(after: string, limit: number): Promise<readonly Row[]>;
    idOf(row: Row): string;
    textsOf(row: Row): readonly SealedText[];
    describe(row: Row, before: string, after: string): Replacement;
    /** Says how many it replaced: not what somebody changed meanwhile. */
    replace(replacements: Replacement[]): Promise<number>;
  },
): Promise<number> {
  let resealed = 0;
  for (let after = beforeTheFirst; ; ) {
    const listed = await rows.list(after, rowsAtOnce);
    const replacements: Replacement[] = [];
    for (const row of listed) {
      for (const { owner, sealed } of rows.textsOf(row)) {
        if (tenantSecrets.isSealedByNewestKey(sealed)) continue;
        const opened = await tenantSecrets.open(sealed, owner);
        if (opened !== undefined)
          replacements.push(rows.describe(row, sealed, await tenantSecrets.seal(opened, owner)));
      }
    }
    if (replacements.length > 0) resealed += await rows.replace(replacements);
    const last = listed.at(-1);
    if (listed.length < rowsAtOnce || last === undefined) return resealed;
    after = rows.idOf(last);
  }
}
