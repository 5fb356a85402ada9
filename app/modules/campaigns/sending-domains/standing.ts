import type { Finding, Findings, RecordKind } from './records.ts';

/** One thing that Gmail and Yahoo ask of whoever sends 5,000 a day to them (since February 2024), and how the domain stands. */
export interface Demand {
  asked: string;
  /** `LATER`: it shows once mail was sent. */
  standing: 'MET' | 'NOT_MET' | 'LATER';
  explanation: string;
}

const findingWords: Readonly<Record<Finding, string>> = { OK: 'Found', MISSING: 'Not found', WRONG: 'Not right' };

/** A finding in words; one that was never made, too. */
export function sayFinding(findings: Findings, kind: RecordKind): string {
  const finding = findings[kind];
  return finding ? findingWords[finding] : 'Not checked yet';
}

/** What Gmail and Yahoo ask, and how a domain with these findings stands. */
export function listDemands(findings: Findings): Demand[] {
  const met = (isMet: boolean): Demand['standing'] => (isMet ? 'MET' : 'NOT_MET');
  const signs = findings.dkim === 'OK';
  return [
    {
      asked: 'DKIM passes',
      standing: met(signs),
      explanation: signs ? 'Every email is signed by this domain.' : 'Enter the record of the key.',
    },
    {
      asked: 'SPF passes',
      standing: 'MET',
      explanation:
        findings.spf === 'WRONG'
          ? 'It is asked of our return path, which has it. Your domain has several SPF records, of which none counts: keep one for your other mail.'
          : 'It is asked of our return path, which has it. Your domain needs no record for it; leave the one it has.',
    },
    {
      asked: 'DMARC exists',
      standing: met(findings.dmarc === 'OK'),
      explanation:
        findings.dmarc === 'WRONG'
          ? 'There are several policies, or one that cannot be read: none counts.'
          : findings.dmarc === 'OK'
            ? 'The domain, or the one above it, has a policy.'
            : 'Enter the record of the policy.',
    },
    {
      asked: 'The sender is aligned with DKIM or SPF',
      standing: met(signs),
      explanation: signs ? 'Emails are from the domain that signs them.' : 'They are, once DKIM passes.',
    },
    { asked: 'Unsubscribing takes one click', standing: 'MET', explanation: 'Every email brings it (RFC 8058).' },
    {
      asked: 'Less than 0.3 % complaints',
      standing: 'LATER',
      explanation: 'The results of each email say how many there were. Sending pauses by itself at 0.3 %.',
    },
  ];
}
