import { z } from 'zod';
import type { ModuleVisitor } from '~/modules/gate.server.ts';
import type { FoundImport, ListedProblem } from './queries.server.ts';
import { keptFile } from './sample.ts';
import { importChoices, usualChoices } from './schema.ts';
import { measureCheck } from './words.ts';

const scope = z.object({
  dates: z.object({ first: z.string().nullable(), last: z.string().nullable() }).optional(),
});
const checked = z.object({ missing: z.number().default(0) }).nullable();

/** Everything that the page of an import shows. */
export function describeImport(
  { detected: kept, choices: chosen, scope: found, checkedThrough, parts, ...one }: FoundImport,
  { visitor, problems }: { visitor: ModuleVisitor; problems: ListedProblem[] },
) {
  const detected = keptFile.parse(kept);
  const today = new Date().toISOString().slice(0, 10);
  const { mayWrite } = visitor;
  const isOwn = one.userId === visitor.user.id || visitor.role === 'OWNER' || visitor.role === 'ADMIN';
  const { format, zillow, survey, sample } = detected;
  return {
    found: one,
    detected: { format, zillow, survey },
    sample,
    choices: importChoices.safeParse(chosen).data ?? usualChoices(today),
    dates: scope.safeParse(found).data?.dates,
    missing: checked.safeParse(checkedThrough).data?.missing ?? 0,
    check: measureCheck({ parts, checkedThrough, fileSize: one.fileSize }),
    problems,
    mayWrite,
    mayCheck:
      mayWrite && one.isKept && (one.status === 'UPLOADED' || one.status === 'READY' || one.status === 'REFUSED'),
    mayApply: mayWrite && one.status === 'READY',
    mayCancel: mayWrite && ['UPLOADED', 'CHECKING', 'READY', 'REFUSED'].includes(one.status),
    mayUndo: mayWrite && isOwn && one.status === 'APPLIED',
  };
}
