/** The status that a loader or an action gives to what it returns or throws; undefined where it gives none. */
export function readStatus(answer: unknown): number | undefined {
  if (answer instanceof Response) return answer.status;
  const init = typeof answer === 'object' && answer !== null && 'init' in answer ? answer.init : undefined;
  const status = typeof init === 'object' && init !== null && 'status' in init ? init.status : undefined;
  return typeof status === 'number' ? status : undefined;
}
