import {
  type ToolContent,
  toolFieldNames,
  toolFields,
  writeToolField,
} from '~/modules/marketplace/catalog/tool-fields.ts';
import { writeCopyName } from '~/modules/marketplace/copy-name.ts';
import { isPublished, labelOf, statusLabels, type ToolStatus } from '~/modules/marketplace/labels.ts';

/** A tool as its form holds it, by field: texts, and lists with one entry a line. */
export type ToolValues = Record<string, string>;

/** The texts of a tool's form. */
export function toToolValues(tool: ToolContent): ToolValues {
  return Object.fromEntries(toolFieldNames.map((name) => [name, writeToolField(name, tool)]));
}

/** The first values of a new tool's form. */
export const newToolValues: ToolValues = Object.fromEntries(
  toolFieldNames.flatMap((name) => {
    const { starts } = toolFields[name];
    return starts === undefined ? [] : [[name, starts]];
  }),
);

/** The first values of the form of a copy. Its address follows its name, which is to be changed. */
export function copyToolValues(tool: ToolContent & { status: ToolStatus }): ToolValues & { publishAs: string } {
  return {
    ...toToolValues(tool),
    name: writeCopyName(tool.name),
    slug: '',
    publishAs: isPublished(tool.status) ? tool.status : 'ACTIVE',
  };
}

/** The tool as it is now, to compare with later. */
export function takeSnapshot(tool: ToolContent & { status: ToolStatus }): ToolValues {
  return { ...toToolValues(tool), status: tool.status };
}

/** A field that was changed, in words. */
export interface ToolChange {
  label: string;
  before: string;
  now: string;
  /** The typed value, in words; undefined for a value that nobody types. */
  typed: string | undefined;
}

/** Every field that differs between two snapshots, beside the typed value. */
export function describeToolChanges(before: ToolValues, now: ToolValues, typed: ToolValues): ToolChange[] {
  const changes: ToolChange[] = toolFieldNames
    .filter((name) => (before[name] ?? '') !== (now[name] ?? ''))
    .map((name) => {
      const { label, describe } = toolFields[name];
      return {
        label,
        before: describe(before[name] ?? ''),
        now: describe(now[name] ?? ''),
        typed: describe((typed[name] ?? '').replaceAll('\r\n', '\n')),
      };
    });
  const { status: statusBefore = '' } = before;
  const { status: statusNow = '' } = now;
  if (statusBefore !== statusNow) {
    const describe = (status: string) => labelOf(statusLabels, status);
    changes.push({
      label: 'Status',
      before: describe(statusBefore),
      now: describe(statusNow),
      typed: isPublished(statusNow) ? describe(typed.publishAs ?? '') : undefined,
    });
  }
  return changes;
}
