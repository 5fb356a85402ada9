/** The records that a domain is looked at for. */
export type RecordKind = 'dkim' | 'ownership' | 'dmarc' | 'spf';

/** What DNS said of one: there as it has to be, not there, or there with something else in it. */
export type Finding = 'OK' | 'MISSING' | 'WRONG';
/** Of those that DNS answered for. */
export type Findings = Partial<Record<RecordKind, Finding>>;

/** The part of a domain that its records are made of. */
export interface DomainRecords {
  /** Lower case, ASCII. */
  domain: string;
  selector: string;
  /** Base64 of the public key. */
  publicKey: string;
  ownershipToken: string;
}

/** A record as it has to be entered at whoever keeps the DNS of the domain. */
export interface WantedRecord {
  kind: RecordKind;
  name: string;
  /** Of the TXT record; for DMARC one that will do. */
  value: string;
  purpose: string;
}

/** The TXT records that a domain needs. */
export function listWantedRecords({ domain, selector, publicKey, ownershipToken }: DomainRecords): WantedRecord[] {
  return [
    {
      kind: 'ownership',
      name: `_lotline.${domain}`,
      value: `lotline-verification=${ownershipToken}`,
      purpose: 'Says that the domain is yours.',
    },
    {
      kind: 'dkim',
      name: `${selector}._domainkey.${domain}`,
      value: `v=DKIM1; k=rsa; p=${publicKey}`,
      purpose: 'The key by which mailboxes tell your mail from a forgery (DKIM).',
    },
    {
      kind: 'dmarc',
      name: `_dmarc.${domain}`,
      value: 'v=DMARC1; p=none',
      purpose: 'Says what happens to forgeries (DMARC). Keep the one you have, if you have one.',
    },
  ];
}

/**
 * The names that may hold the DMARC policy of a domain, in the order in which they are asked: its own, then those of the domains above
 * it, of two labels at least.
 */
export function listPolicyNames(domain: string): string[] {
  const labels = domain.split('.');
  const names = labels.slice(0, -1).map((_, place) => `_dmarc.${labels.slice(place).join('.')}`);
  // The number of steps up is limited, as in draft-ietf-dmarc-dmarcbis.
  return [...names.slice(0, 1), ...names.slice(1).slice(-4)];
}

/** Tags of a record, such as `v=DKIM1; p=…`, by their names in lower case. */
function readTags(record: string): Map<string, string> {
  return new Map(
    record.split(';').flatMap((part): [string, string][] => {
      const at = part.indexOf('=');
      return at < 0 ? [] : [[part.slice(0, at).trim().toLowerCase(), part.slice(at + 1).trim()]];
    }),
  );
}

/** @param records  the texts at the name of the key */
export function judgeKey(records: readonly string[], publicKey: string): Finding {
  const keys = records.map(readTags).filter((tags) => tags.has('p'));
  if (keys.length === 0) return 'MISSING';
  // Some write spaces into long values.
  return keys.some((tags) => tags.get('p')?.replaceAll(/\s/g, '') === publicKey && isRsa(tags)) ? 'OK' : 'WRONG';
}

const isRsa = (tags: Map<string, string>) => {
  const [version, algorithm] = [tags.get('v') ?? 'DKIM1', tags.get('k') ?? 'rsa'];
  return version === 'DKIM1' && algorithm === 'rsa';
};

/** @param records  the texts at the name of ownership */
export function judgeOwnership(records: readonly string[], ownershipToken: string): Finding {
  const tokens = records.map((record) => record.trim()).filter((record) => record.startsWith('lotline-verification='));
  if (tokens.length === 0) return 'MISSING';
  // Several organizations may send from one domain.
  return tokens.includes(`lotline-verification=${ownershipToken}`) ? 'OK' : 'WRONG';
}

/** @param records  the texts at the name of a policy. Of several policies none counts (RFC 7489, 6.6.3). */
export function judgePolicy(records: readonly string[]): Finding {
  const policies = records.filter((record) => /^v\s*=\s*DMARC1\s*(;|$)/.test(record.trim())).map(readTags);
  if (policies.length === 0) return 'MISSING';
  const isPolicy = /^(none|quarantine|reject)$/i.test(policies[0]?.get('p') ?? '');
  return policies.length === 1 && isPolicy ? 'OK' : 'WRONG';
}

/** @param records  the texts at the domain itself. Of several SPF records none counts (RFC 7208, 4.5). */
export function judgeSpf(records: readonly string[]): Finding {
  const found = records.filter((record) => /^v=spf1( |$)/i.test(record.trim()));
  return found.length === 0 ? 'MISSING' : found.length === 1 ? 'OK' : 'WRONG';
}
