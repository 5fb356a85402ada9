import { z } from 'zod';
import type { Environment } from './environment.server.ts';
import { notFound } from './http.server.ts';

const messagesSchema = z.array(
  z.object({
    id: z.string(),
    to: z.string(),
    subject: z.string(),
    text: z.string(),
    html: z.string(),
    /** Of a message that brings its own. */
    headers: z.record(z.string(), z.string()),
    /** Content in Base64. */
    attachments: z.array(z.object({ name: z.string(), type: z.string(), content: z.string() })),
    /** ISO 8601. */
    sentAt: z.string(),
  }),
);

type OutboxMessage = z.infer<typeof messagesSchema>[number];

/**
 * The mail of the development machine, newest first.
 * @throws a 404 where mail is really sent: there is no outbox then
 */
export async function readOutbox({ OUTBOX_URL }: Environment): Promise<OutboxMessage[]> {
  if (!OUTBOX_URL) throw notFound();
  const response = await fetch(`${OUTBOX_URL}/messages`);
  return messagesSchema.parse(await response.json());
}

/**
 * One mail of the development machine.
 * @throws a 404 when there is none, and where mail is really sent
 */
export async function readOutboxMessage(environment: Environment, id: string | undefined): Promise<OutboxMessage> {
  const message = (await readOutbox(environment)).find((candidate) => candidate.id === id);
  if (!message) throw notFound();
  return message;
}
