import { expect, test } from 'vitest';
import { judgeKey, judgeOwnership, judgePolicy, judgeSpf, listPolicyNames, listWantedRecords } from './records.ts';

const key = 'MIIBIjANBg';

test.each([
  [[`v=DKIM1; k=rsa; p=${key}`], 'OK'],
  [[`p=${key}`], 'OK'],
  [[`v=DKIM1; p=MIIBI jANBg`], 'OK'],
  [['v=DKIM1; p=other', `v=DKIM1; p=${key}`], 'OK'],
  [['v=DKIM1; p=other'], 'WRONG'],
  // A key that was taken back (RFC 6376, 3.6.1).
  [['v=DKIM1; p='], 'WRONG'],
  [[`v=DKIM1; k=ed25519; p=${key}`], 'WRONG'],
  [['google-site-verification=x'], 'MISSING'],
  [[], 'MISSING'],
])('the key at %j is %s', (records, finding) => {
  expect(judgeKey(records, key)).toBe(finding);
});

test.each([
  [['lotline-verification=abc'], 'OK'],
  [['lotline-verification=other', ' lotline-verification=abc '], 'OK'],
  [['lotline-verification=other'], 'WRONG'],
  [['lotline-verification=abcd'], 'WRONG'],
  [['abc'], 'MISSING'],
])('ownership at %j is %s', (records, finding) => {
  expect(judgeOwnership(records, 'abc')).toBe(finding);
});

test.each([
  [['v=DMARC1; p=none'], 'OK'],
  [['v=DMARC1;p=REJECT;rua=mailto:a@b.test'], 'OK'],
  [['v=DMARC1; p=none', 'v=DMARC1; p=reject'], 'WRONG'],
  [['v=DMARC1'], 'WRONG'],
  [['v=DMARC1; p=maybe'], 'WRONG'],
  [['v=DMARC12; p=none'], 'MISSING'],
  [['v=spf1 -all'], 'MISSING'],
])('the policy at %j is %s', (records, finding) => {
  expect(judgePolicy(records)).toBe(finding);
});

test.each([
  [['v=spf1 include:_spf.example.org ~all'], 'OK'],
  [['v=spf1'], 'OK'],
  [['v=spf1 -all', 'v=spf1 ~all'], 'WRONG'],
  [['v=spf10 -all'], 'MISSING'],
])('SPF at %j is %s', (records, finding) => {
  expect(judgeSpf(records)).toBe(finding);
});

test('a policy is looked for at the domain and above it, but at no top', () => {
  expect(listPolicyNames('harbor.com')).toEqual(['_dmarc.harbor.com']);
  expect(listPolicyNames('mail.news.harbor.com')).toEqual([
    '_dmarc.mail.news.harbor.com',
    '_dmarc.news.harbor.com',
    '_dmarc.harbor.com',
  ]);
  expect(listPolicyNames(`${'a.'.repeat(20)}harbor.com`)).toHaveLength(5);
});

test('records that are wanted are records that are right', () => {
  const domain = { domain: 'harbor.com', selector: 's1', publicKey: key, ownershipToken: 'abc' };
  const values = Object.fromEntries(listWantedRecords(domain).map(({ kind, value }) => [kind, [value]]));
  expect(judgeKey(values.dkim ?? [], key)).toBe('OK');
  expect(judgeOwnership(values.ownership ?? [], 'abc')).toBe('OK');
  expect(judgePolicy(values.dmarc ?? [])).toBe('OK');
});
