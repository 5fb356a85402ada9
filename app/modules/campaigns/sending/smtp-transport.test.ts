import { expect, test } from 'vitest';
import { type MailConnection, MailError } from '~/services/mail-transport.server.ts';
import { createSmtpTransport } from './smtp-transport.server.ts';
import type { CampaignMessage } from './transport.ts';

const messages = (count: number): CampaignMessage[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `${index}`,
    to: `${index}@people.test`,
    from: { name: 'Harbor', address: 'news@harbor.test' },
    subject: 'Hello',
    html: '<p>Hello</p>',
    text: 'Hello',
    headers: {},
  }));

/** A mail server whose answers are written down: nothing for a message that is taken. */
function serve(answers: Record<string, MailError> = {}, refusesConnections: boolean[] = []) {
  const log: string[] = [];
  const told: (string | undefined)[] = [];
  const connect = async (): Promise<MailConnection> => {
    if (refusesConnections.shift()) throw new MailError('refused', 'temporary');
    log.push('connect');
    return {
      async send({ id }, next) {
        log.push(id);
        told.push(next?.id);
        if (answers[id]) throw answers[id];
      },
      close: async () => void log.push('close'),
    };
  };
  return { log, told, transport: createSmtpTransport(connect) };
}

const stride = (count: number, more: object = {}) => ({
  claimId: 'claim',
  messages: messages(count),
  isOpen: () => true,
  mayBegin: () => true,
  ...more,
});
const outcomesOf = async (sent: Promise<Map<string, { outcome: string }>>) =>
  [...(await sent).values()].map(({ outcome }) => outcome);

test('strides share a connection, which takes a hundred messages', async () => {
  const { log, transport } = serve();
  for (let count = 0; count < 11; count++) await transport.send(stride(10));
  await transport.close();
  expect(log.filter((line) => line === 'connect')).toHaveLength(2);
  expect(log.indexOf('close')).toBe(101);
});

test('with each message goes the next open one, to be written while the server answers', async () => {
  const { told, transport } = serve();
  await transport.send(stride(4, { isOpen: (id: string) => id !== '1' }));
  expect(told).toEqual(['2', '3', undefined]);
});

test('a refused message does not hold up the others, nor end the connection', async () => {
  const { log, transport } = serve({ 1: new MailError('550 5.1.1', 'permanent', 550) });
  expect(await outcomesOf(transport.send(stride(3)))).toEqual(['SENT', 'REFUSED', 'SENT']);
  expect(log).toEqual(['connect', '0', '1', '2']);
});

test.each([
  ['421', new MailError('421 bye', 'temporary', 421), 'NOT_TAKEN'],
  ['a reset', new MailError('reset', 'temporary'), 'NOT_TAKEN'],
  ['silence after the content', new MailError('timeout', 'unknown'), 'UNKNOWN'],
])('after %s the rest of the stride goes over another connection', async (_, error, outcome) => {
  const { log, transport } = serve({ 0: error });
  expect(await outcomesOf(transport.send(stride(2)))).toEqual([outcome, 'SENT']);
  expect(log).toEqual(['connect', '0', 'close', 'connect', '1']);
});

test('where nobody answers, nothing of the stride was tried, and all mail waits', async () => {
  const { log, transport } = serve({}, [true]);
  const sent = await transport.send(stride(3));
  expect([...sent.values()]).toMatchObject(Array(3).fill({ outcome: 'UNSENT', pauses: 'TRANSPORT' }));
  expect(log).toEqual([]);
});

test('past its lease a lane begins no message', async () => {
  const { log, transport } = serve();
  const sent = transport.send(stride(4, { mayBegin: () => log.length < 3 }));
  expect(await outcomesOf(sent)).toEqual(['SENT', 'SENT', 'UNSENT', 'UNSENT']);
});

test('what is settled is not sent again', async () => {
  const { log, transport } = serve();
  const sent = await transport.send(stride(2, { isOpen: (id: string) => id === '1' }));
  expect([...sent.keys()]).toEqual(['1']);
  expect(log).toEqual(['connect', '1']);
});
