import { giveBack, type RefusedForm, readForm } from '~/services/forms.server.ts';

/** Refuses a form, with what was typed, by a message for all of it or by field name. */
export type Refuse = (problem: string | Record<string, string>, status: number) => RefusedForm['answer'];

/** Prepares to refuse the form of a request that was parsed, where its page has several with different fields. */
export async function prepareRefusal(request: Request): Promise<Refuse> {
  const sent = await readForm(request);
  return (problem, status) => (sent instanceof FormData ? giveBack(sent, problem, status) : sent.answer);
}
