import { expect, test } from 'vitest';
import { createResendTransport } from './resend-transport.server.ts';
import type { CampaignMessage } from './transport.ts';

const messages: CampaignMessage[] = ['a', 'b', 'c'].map((id) => ({
  id,
  to: `${id}@people.test`,
  from: { name: 'Harbor "Sales"', address: 'news@harbor.test' },
  replyTo: 'office@harbor.test',
  subject: 'Hello',
  html: '<p>Hello</p>',
  text: 'Hello',
  headers: { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
}));

/** Sends a stride to a stand-in that answers so; what it was asked comes with it. */
async function send(answer: () => Response | Promise<Response>, isOpen: (id: string) => boolean = () => true) {
  const asked: Request[] = [];
  const account = { key: 're_1', url: 'https://resend.test', domains: ['harbor.test'], timeLimit: 1_000 };
  const transport = createResendTransport(account, async (address, init) => {
    asked.push(new Request(String(address), init));
    return answer();
  });
  const outcomes = await transport.send({ claimId: 'claim-1', messages, isOpen, mayBegin: () => true });
  return { asked, transport, outcomes: Object.fromEntries(outcomes) };
}

const json =
  (body: object, status = 200) =>
  () =>
    Response.json(body, { status });

test('a stride is one batch under its claim, and each message knows its name there', async () => {
  const { asked, outcomes } = await send(json({ data: [{ id: '1' }, { id: '2' }, { id: '3' }] }));
  expect(outcomes).toMatchObject({
    a: { outcome: 'SENT', messageId: '1' },
    b: { outcome: 'SENT', messageId: '2' },
    c: { outcome: 'SENT', messageId: '3' },
  });
  const [request] = asked;
  expect(asked).toHaveLength(1);
  expect(request?.url).toBe('https://resend.test/emails/batch');
  expect(Object.fromEntries(request?.headers ?? [])).toMatchObject({
    authorization: 'Bearer re_1',
    'idempotency-key': 'claim-1',
  });
  expect(await request?.json()).toMatchObject([
    {
      from: '"Harbor \\"Sales\\"" <news@harbor.test>',
      to: ['a@people.test'],
      reply_to: 'office@harbor.test',
      headers: messages[0]?.headers,
      tags: [{ name: 'delivery', value: 'a' }],
    },
    { to: ['b@people.test'] },
    { to: ['c@people.test'] },
  ]);
});

test('a bad address is refused by itself', async () => {
  const { outcomes } = await send(
    json({ data: [{ id: '1' }, { id: '3' }], errors: [{ index: 1, message: '5.1.3 no address' }] }),
  );
  expect(outcomes).toMatchObject({
    a: { outcome: 'SENT', messageId: '1' },
    b: { outcome: 'REFUSED', code: '5.1.3' },
    c: { outcome: 'SENT', messageId: '3' },
  });
});

test('a stride that is asked for again is sent whole, and settles what is open', async () => {
  const { asked, outcomes } = await send(json({ data: [{ id: '1' }, { id: '2' }, { id: '3' }] }), (id) => id === 'b');
  expect(await asked[0]?.json()).toHaveLength(3);
  expect(outcomes).toEqual({ b: expect.objectContaining({ outcome: 'SENT', messageId: '2' }) });
});

test.each([
  [429, 'NOT_TAKEN', 'TRANSPORT'],
  [401, 'UNSENT', 'TRANSPORT'],
  [403, 'UNSENT', 'TRANSPORT'],
  [409, 'UNKNOWN', null],
  [422, 'REFUSED', null],
  [408, 'UNKNOWN', null],
  [500, 'UNKNOWN', null],
  [502, 'UNKNOWN', null],
])('an answer %i is %s', async (status, outcome, pauses) => {
  const { outcomes } = await send(json({ message: 'no' }, status));
  expect(Object.values(outcomes)).toMatchObject(Array(3).fill({ outcome, pauses }));
});

test.each([
  ['a lost answer', () => Promise.reject(new TypeError('reset'))],
  ['an answer that is cut', () => new Response('{"data": [{"id"')],
  ['fewer names than messages', json({ data: [] })],
])('%s leaves it open what became of the stride', async (_, answer) => {
  const { outcomes } = await send(answer);
  expect(Object.values(outcomes).map(({ outcome }) => outcome)).toEqual(['UNKNOWN', 'UNKNOWN', 'UNKNOWN']);
});

test('past its lease nothing is asked', async () => {
  const account = { key: 're_1', url: 'https://resend.test', domains: [], timeLimit: 1_000 };
  const transport = createResendTransport(account, () => Promise.reject(new Error('asked')));
  const sent = await transport.send({ claimId: 'c', messages, isOpen: () => true, mayBegin: () => false });
  expect([...sent.values()].map(({ outcome }) => outcome)).toEqual(['UNSENT', 'UNSENT', 'UNSENT']);
});
