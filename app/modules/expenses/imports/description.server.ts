import type { ModuleVisitor } from '~/modules/gate.server.ts';
import { detectedFile } from './detection.ts';
import { recallMapping, type SuggestedMapping, suggestMapping } from './mapping.ts';
import type { countLines, FoundImport, ListedLine } from './queries.server.ts';
import { linesPerPage } from './queries.server.ts';
import { type ImportChoices, importChoices } from './schema.ts';

/** The step that an import waits for: of whoever looks at it, or of the Worker. */
type Step = 'map' | 'read' | 'choose' | 'import' | 'undo' | 'look' | 'failed';

const steps: Readonly<Record<FoundImport['status'], Step>> = {
  UPLOADED: 'map',
  STAGING: 'read',
  CHECKED: 'choose',
  COMMITTING: 'import',
  COMPLETED: 'look',
  UNDOING: 'undo',
  UNDONE: 'look',
  FAILED: 'failed',
};

interface Found {
  visitor: ModuleVisitor;
  counts: Awaited<ReturnType<typeof countLines>>;
  /** One more than a page has, when there are more. */
  lines: ListedLine[];
  earlier: { detected: unknown; mapping: unknown } | undefined;
  categories: { id: string; name: string; code: string }[];
  /** Whether the mapping is to be changed. */
  asksForMapping: boolean;
}

/** Everything that the page of an import shows. */
export function describeImport(
  { detected: kept, mapping: chosen, ...found }: FoundImport,
  { visitor, counts, lines, earlier, categories, asksForMapping }: Found,
) {
  const detected = detectedFile.parse(kept);
  const mayWrite =
    visitor.mayWrite && (found.userId === visitor.user.id || visitor.role === 'OWNER' || visitor.role === 'ADMIN');
  const mayMap = mayWrite && (found.status === 'UPLOADED' || found.status === 'CHECKED');
  const isUnmapped = found.status === 'UPLOADED' && !mayWrite;
  const step: Step = asksForMapping && mayMap ? 'map' : isUnmapped ? 'look' : steps[found.status];
  const choices = readChoices(chosen) ?? readChoices(earlier?.mapping);
  const shown = lines.slice(0, linesPerPage);
  return {
    found: {
      ...found,
      format: detected.format,
      mayUndo: mayWrite && found.mayUndo && found.importedCount > 0 && step !== 'undo',
    },
    step,
    mayWrite,
    mayMap,
    mapping: {
      detected,
      mapping: beginMapping(detected, readChoices(chosen), earlier),
      moneyIn: choices?.moneyIn === 'INCOME' && !visitor.seesRestricted ? 'SKIP' : (choices?.moneyIn ?? 'SKIP'),
      category: choices?.category ?? categories.find(({ code }) => code === 'OTHER')?.id ?? '',
      categories,
      maySeeTaxes: visitor.seesRestricted,
    },
    listed: {
      counts,
      lines: shown,
      show: shown[0]?.state,
      next: lines.length > linesPerPage ? shown.at(-1)?.line : undefined,
      selected: counts.reduce((sum, { state, count, selected }) => sum + (state === 'IMPORTED' ? count : selected), 0),
    },
  };
}

function readChoices(mapping: unknown): ImportChoices | undefined {
  return importChoices.safeParse(mapping).data;
}

function beginMapping(
  detected: ReturnType<typeof detectedFile.parse>,
  chosen: ImportChoices | undefined,
  earlier: Found['earlier'],
): SuggestedMapping | null {
  if (detected.format !== 'CSV') return null;
  if (chosen?.columns) return chosen.columns;
  const before = detectedFile.safeParse(earlier?.detected).data;
  const columns = readChoices(earlier?.mapping)?.columns;
  const recalled =
    before?.format === 'CSV' && columns ? recallMapping(detected, { detected: before, mapping: columns }) : undefined;
  return recalled ?? suggestMapping(detected);
}
