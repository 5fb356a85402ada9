import { expect, test } from 'vitest';
import { createOutgoingRequests } from '~/services/outgoing/requests.server.ts';
import { checkDomain } from './checking.server.ts';
import { listWantedRecords } from './records.ts';

const domain = { domain: 'news.harbor.com', selector: 's1', publicKey: 'MIIB'.repeat(98), ownershipToken: 'abc' };

/** DNS over HTTPS with these texts, as zone files write them; a name with none is not there, "away" is not answered. */
function dns(records: Record<string, string[] | 'away'>) {
  return createOutgoingRequests({
    ownHost: 'lotline.test',
    fetch: async (address) => {
      const { searchParams } = new URL(address);
      const texts = records[searchParams.get('name') ?? ''];
      if (texts === 'away') return new Response('{}', { status: 503 });
      const answer = { Status: texts ? 0 : 3, TC: false, Answer: (texts ?? []).map((data) => ({ type: 16, data })) };
      return new Response(JSON.stringify(answer));
    },
  });
}

/** A long value is cut into strings of 255 bytes. */
const written = (value: string) => (value.match(/.{1,255}/g) ?? []).map((part) => `"${part}"`).join(' ');
const there: Record<string, string[]> = {
  ...Object.fromEntries(listWantedRecords(domain).map(({ name, value }) => [name, [written(value)]])),
  'news.harbor.com': ['"v=spf1 -all"'],
};

test('a domain with its records stands', async () => {
  expect(await checkDomain(dns(there), domain)).toEqual({ dkim: 'OK', ownership: 'OK', dmarc: 'OK', spf: 'OK' });
});

test('a domain without any lacks them all', async () => {
  const missing = { dkim: 'MISSING', ownership: 'MISSING', dmarc: 'MISSING', spf: 'MISSING' };
  expect(await checkDomain(dns({}), domain)).toEqual(missing);
});

test('the policy of the domain above counts where there is none', async () => {
  const above = { ...there, '_dmarc.news.harbor.com': [], '_dmarc.harbor.com': ['"v=DMARC1; p=reject"'] };
  expect((await checkDomain(dns(above), domain)).dmarc).toBe('OK');
});

test('what DNS does not answer for is not said to be missing', async () => {
  const away = {
    ...there,
    's1._domainkey.news.harbor.com': 'away' as const,
    '_dmarc.news.harbor.com': 'away' as const,
  };
  expect(await checkDomain(dns(away), domain)).toEqual({ ownership: 'OK', spf: 'OK' });
});
