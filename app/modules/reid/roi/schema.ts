import { z } from 'zod';
import { incompletePage, lineOfText, optionalLine, severalLines } from '~/services/form-values.ts';
import { states } from '~/utils/us-states.ts';
import type { Strategy } from './v2/inputs.ts';

/** The id of a row, which its form has before the row is there, so that a form sent twice writes once. */
const rowId = z.guid({ error: incompletePage });
/** When a simulation was changed last, as its page saw it. */
const seen = z.string({ error: incompletePage }).max(60, incompletePage);
const orNull = (text: string | undefined) => text || null;
const zipExample = 'Enter a ZIP code like 60601 or 60601-1234.';

const newFields = {
  id: rowId,
  name: lineOfText('a name', 200),
  address: optionalLine(200).optional().transform(orNull),
  city: optionalLine(100).optional().transform(orNull),
  state: z
    .enum(states, { error: 'Choose a state.' })
    .optional()
    .transform((state) => state ?? null),
  zipCode: z
    .string({ error: zipExample })
    .trim()
    .regex(/^(\d{5}(-\d{4})?)?$/, zipExample)
    .optional()
    .transform(orNull),
  notes: severalLines(2_000).optional().transform(orNull),
};

/** The forms of the calculator, by their button. The calculation itself stands in the address they are sent to. */
export const calculatorFormSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('save'), ...newFields }),
  z.object({ intent: z.literal('change'), id: rowId, seen }),
  z.object({ intent: z.literal('scenario'), id: rowId, baseId: rowId, name: newFields.name }),
]);
type CalculatorForm = z.output<typeof calculatorFormSchema>;
export type NewSimulation = Extract<CalculatorForm, { intent: 'save' }>;

export const scenarioLabels = { OPTIMISTIC: 'Optimistic', PESSIMISTIC: 'Pessimistic', CUSTOM: 'Custom' } as const;
export type ScenarioType = keyof typeof scenarioLabels;

/** What each scenario assumes. */
export const scenarioHints = {
  OPTIMISTIC: 'Rent 5% up, vacancy 2 points down, growth of value 1 point up',
  PESSIMISTIC: 'Rent 5% down, vacancy 2 points up, growth of value 1 point down',
  CUSTOM: 'You choose the inputs in the calculator',
} as const satisfies Record<ScenarioType, string>;

/** The scenarios that a strategy can have: without rents, those are the ones that somebody types. */
export const scenariosOf = (strategy: Strategy): readonly ScenarioType[] =>
  strategy === 'FLIP' || strategy === 'REFINANCE' ? ['CUSTOM'] : ['OPTIMISTIC', 'PESSIMISTIC', 'CUSTOM'];

/** The forms of a simulation's page, by their button. */
export const simulationFormSchema = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('add-scenario'),
    id: rowId,
    type: z.enum(['OPTIMISTIC', 'PESSIMISTIC', 'CUSTOM'], { error: 'Choose a kind of scenario.' }),
  }),
  z.object({ intent: z.literal('keep'), seen }),
  z.object({ intent: z.enum(['share', 'unshare', 'template', 'no-template', 'delete']) }),
]);
