import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { currentDatabaseUrls } from './local/connection.ts';
import { isMainModule } from './main-module.ts';

// `npm run audit:verify` checks that the audit trail is as its entries were written.
//
// It computes every hash again from its row, and compares chains with their heads. A database alone cannot show that
// somebody computed its whole trail again, heads included: keep the output somewhere else
// (`npm run -s audit:verify > heads.txt`) and compare with it later (`npm run audit:verify -- --heads heads.txt`).

/** The length of a chain, and the hash it ends with. */
export interface ChainHead {
  /** An organization's id, or `platform`. */
  chain: string;
  length: number;
  hash: string;
}

/** An entry or a chain that is not as it was written. */
interface AuditFault {
  chain: string;
  position: number;
  /** Id of the entry; null when the entry is missing. */
  id: string | null;
  problem: string;
}

interface Verification {
  entries: number;
  heads: ChainHead[];
  /** The first faults. */
  faults: AuditFault[];
  faultCount: number;
}

interface Entry {
  chain: string;
  position: string;
  id: string;
  hash: string;
  previous: string;
  computed: string;
}

/** The number of entries in memory at once. */
const batch = 5000;
const faultsKept = 1000;

// The formula is written again here: somebody could have replaced the database's own function, too.
const readEntries = `
  select coalesce(organization_id::text, 'platform') as chain, chain_position as position, id, hash, previous_hash as previous,
    encode(sha256(convert_to(jsonb_build_array(previous_hash, id, organization_id, chain_position, extract(epoch from occurred_at),
      actor_id, action, subject_type, subject_id, before, after)::text, 'UTF8')), 'hex') as computed
  from audit_log order by organization_id, chain_position`;

/**
 * Checks every entry of every chain, in one read-only transaction and with a few thousand entries in memory at a time.
 * @param client  connected as the owner, who sees all entries; it is in no transaction
 * @param keptHeads  heads of an earlier run, kept outside the database
 */
export async function verifyAuditTrail(client: Client, keptHeads: readonly ChainHead[] = []): Promise<Verification> {
  const result: Verification = { entries: 0, heads: [], faults: [], faultCount: 0 };
  const report = (fault: AuditFault) => {
    result.faultCount += 1;
    if (result.faults.length < faultsKept) result.faults.push(fault);
  };
  const kept = new Map(keptHeads.map((head) => [`${head.chain} ${head.length}`, head]));
  const ends = new Map<string, Entry>();

  await client.query('begin isolation level repeatable read read only');
  try {
    await client.query(`declare entries no scroll cursor for ${readEntries}`);
    let last: Entry | undefined;
    for (let entries = await fetchEntries(client); entries.length > 0; entries = await fetchEntries(client)) {
      for (const entry of entries) {
        checkEntry(entry, last?.chain === entry.chain ? last : undefined, report);
        const head = kept.get(`${entry.chain} ${entry.position}`);
        if (head && head.hash !== entry.hash) {
          report({ ...locate(entry), problem: 'is not the entry the kept head ends with: the trail was written anew' });
        }
        ends.set(entry.chain, entry);
        last = entry;
      }
      result.entries += entries.length;
    }
    const { rows: heads } = await client.query<{ chain: string; length: string; hash: string }>(
      `select coalesce(organization_id::text, 'platform') as chain, length, last_hash as hash from audit_chains order by organization_id`,
    );
    result.heads = heads.map((head) => ({ ...head, length: Number(head.length) }));
  } finally {
    await client.query('rollback');
  }
  checkEnds(result.heads, ends, report);
  for (const head of keptHeads) {
    const length = Number(ends.get(head.chain)?.position ?? 0);
    if (length < head.length) {
      report({
        chain: head.chain,
        position: length + 1,
        id: null,
        problem: `is missing, and all up to ${head.length}: the kept head says that they were there`,
      });
    }
  }
  return result;
}

async function fetchEntries(client: Client): Promise<Entry[]> {
  return (await client.query<Entry>(`fetch ${batch} from entries`)).rows;
}

const locate = ({ chain, position, id }: Entry) => ({ chain, position: Number(position), id });

/** @param before  the entry before it in its chain, if there is one */
function checkEntry(entry: Entry, before: Entry | undefined, report: (fault: AuditFault) => void) {
  const { chain } = entry;
  const position = Number(entry.position);
  const expected = Number(before?.position ?? 0) + 1;
  if (entry.hash !== entry.computed) {
    report({
      ...locate(entry),
      problem: 'was altered, or did not come from here: its hash is not that of its content',
    });
  }
  if (position > expected) {
    const range = position - 1 > expected ? `, and all up to ${position - 1}` : '';
    report({ chain, position: expected, id: null, problem: `is missing${range}` });
  } else if (position < expected) {
    report({ ...locate(entry), problem: 'was inserted: there is no such position' });
  } else if (entry.previous !== (before?.hash ?? '')) {
    report({
      ...locate(entry),
      problem: 'does not follow the entry before it, which was exchanged, or altered with its hash computed anew',
    });
  }
}

/** Compares the end of each chain with its head. */
function checkEnds(heads: readonly ChainHead[], ends: ReadonlyMap<string, Entry>, report: (fault: AuditFault) => void) {
  const known = new Set(heads.map(({ chain }) => chain));
  for (const { chain, length, hash } of heads) {
    const last = ends.get(chain);
    const end = Number(last?.position ?? 0);
    if (end < length) {
      const range = length > end + 1 ? `, and all up to ${length}` : '';
      report({ chain, position: end + 1, id: null, problem: `is missing${range}: the chain's head says so` });
    } else if (last && end > length) {
      report({ ...locate(last), problem: `was appended past the chain's head, which is at ${length}` });
    } else if (last && last.hash !== hash) {
      report({ ...locate(last), problem: "is not the entry the chain's head ends with" });
    }
  }
  for (const [chain, last] of ends) {
    if (!known.has(chain)) report({ ...locate(last), problem: 'ends a chain whose head is missing' });
  }
}

/** Heads as people print and keep them: chain, length and hash, a line each. */
export function writeHeads(heads: readonly ChainHead[]): string {
  return heads.map(({ chain, length, hash }) => `${chain} ${length} ${hash}\n`).join('');
}

/** @throws Error naming a line that is no head */
export function parseHeads(text: string): ChainHead[] {
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, chain, length, hash] = /^([\da-f-]{36}|platform) (\d+) ([\da-f]{64})$/.exec(line.trim()) ?? [];
      if (!chain || !length || !hash) throw new Error(`This line is no head of a chain: ${line.slice(0, 100)}`);
      return { chain, length: Number(length), hash };
    });
}

async function run(): Promise<void> {
  const { values } = parseArgs({ options: { heads: { type: 'string' } } });
  const keptHeads = values.heads === undefined ? [] : parseHeads(await readFile(values.heads, 'utf8'));
  const { ownerUrl } = await currentDatabaseUrls();
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { entries, heads, faults, faultCount } = await verifyAuditTrail(client, keptHeads);
    // The heads alone go to standard output, so that they can be kept in a file.
    process.stdout.write(writeHeads(heads));
    for (const { chain, position, id, problem } of faults) {
      console.error(`FAULT  chain ${chain}, position ${position}${id ? `, entry ${id}` : ''} ${problem}`);
    }
    const compared =
      values.heads === undefined ? 'compared with no kept heads' : `compared with ${keptHeads.length} kept heads`;
    console.error(`${entries} entries in ${heads.length} chains, ${compared}: ${faultCount} faults`);
    if (values.heads === undefined) {
      console.error('A trail written anew as a whole shows only beside heads that were kept elsewhere: keep these.');
    }
    process.exitCode = faultCount === 0 ? 0 : 1;
  } finally {
    await client.end();
  }
}

if (isMainModule(import.meta.url)) await run();
