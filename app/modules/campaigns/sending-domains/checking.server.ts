import type { OutgoingRequests } from '~/services/outgoing/requests.server.ts';
import {
  type DomainRecords,
  type Finding,
  type Findings,
  judgeKey,
  judgeOwnership,
  judgePolicy,
  judgeSpf,
  listPolicyNames,
  listWantedRecords,
} from './records.ts';

type Dns = Pick<OutgoingRequests, 'lookUpTexts'>;

/** Asks DNS for the records of a domain. What it does not answer for is left out. */
export async function checkDomain(dns: Dns, domain: DomainRecords): Promise<Findings> {
  const nameOf = (kind: string) => listWantedRecords(domain).find((record) => record.kind === kind)?.name ?? '';
  const ask = async (name: string, judge: (records: readonly string[]) => Finding) => {
    const records = await dns.lookUpTexts(name);
    return records && judge(records);
  };
  const [dkim, ownership, dmarc, spf] = await Promise.all([
    ask(nameOf('dkim'), (records) => judgeKey(records, domain.publicKey)),
    ask(nameOf('ownership'), (records) => judgeOwnership(records, domain.ownershipToken)),
    findPolicy(dns, domain.domain),
    ask(domain.domain, judgeSpf),
  ]);
  return { ...(dkim && { dkim }), ...(ownership && { ownership }), ...(dmarc && { dmarc }), ...(spf && { spf }) };
}

/** The policy nearest to the domain decides. */
async function findPolicy(dns: Dns, domain: string): Promise<Finding | undefined> {
  for (const name of listPolicyNames(domain)) {
    const records = await dns.lookUpTexts(name);
    if (!records) return undefined;
    const finding = judgePolicy(records);
    if (finding !== 'MISSING') return finding;
  }
  return 'MISSING';
}
