import { z } from 'zod';
import { readKey, writeAddress } from '~/utils/addresses.ts';
import { type FieldKind, inputFields, listInputs } from './fields.ts';
import { type Asked, askedSchema, type InputName, type Strategy, usualInputs } from './v2/inputs.ts';
import { strategyLabels, writeRateNumber } from './words.ts';

/** Figures that inputs were filled from: ids of rows of market data, and of a series for the rate. */
export type FigureIds = Partial<Record<FilledInput, string>>;
/** The inputs that market figures fill. */
export const filledInputs = ['price', 'rent', 'rate'] as const;
export type FilledInput = (typeof filledInputs)[number];

/** Inputs as they are typed. */
export type TypedInputs = Partial<Record<InputName, string>>;

/** What the address or a form asks to calculate. */
export interface AskedText {
  readonly strategy: Strategy;
  /** What the fields hold: what was typed, or else the usual values. */
  readonly typed: TypedInputs;
  /** Messages beside fields; none while nothing was asked. */
  readonly errors: Readonly<Partial<Record<InputName, string>>>;
  /** Null while nothing was asked, and when something is wrong with it. */
  readonly asked: Asked | null;
  readonly figures: FigureIds;
}

/** The address of the calculator. */
export const calculatorAddress = '/reid/roi';

const strategyKeys: Readonly<Record<string, Strategy>> = {
  rental: 'RENTAL',
  flip: 'FLIP',
  brrrr: 'BRRRR',
  refinance: 'REFINANCE',
  'rent-or-buy': 'RENT_OR_BUY',
};

/** The name of a strategy in addresses. */
export const strategyKey = (strategy: Strategy) => strategy.toLowerCase().replaceAll('_', '-');

/** Long enough for every amount; what is longer is cut and refused. */
const longestText = 20;

/**
 * Reads the inputs of a strategy from an address or from a form. An empty field stands for the usual value where there is one.
 * @param usualRate  of loans, in millionths
 */
export function readAsked(source: URLSearchParams, usualRate: number): AskedText {
  const strategy = strategyKeys[readKey(strategyKeys, source.get('strategy')) ?? 'rental'] ?? 'RENTAL';
  const usual: Partial<Record<InputName, number>> = { ...usualInputs, rate: usualRate };
  const names = listInputs(strategy);
  const typed: TypedInputs = {};
  const values: Partial<Record<InputName, number | null>> = {};
  const errors: Partial<Record<InputName, string>> = {};
  for (const name of names) {
    const { kind, label } = inputFields[name];
    const given = (source.get(name) ?? '').trim().slice(0, longestText);
    const text = given === '' ? writeTyped(kind, usual[name]) : given;
    typed[name] = text;
    const value = text === '' ? null : readTyped(kind, text);
    if (value !== null || (text === '' && mayBeEmpty.has(name))) values[name] = value;
    else if (text !== '') errors[name] = `Enter ${startSmall(label)} ${examples[kind]}.`;
    // Nothing is wrong with an address that does not name the field yet: another strategy led here, or figures of a market.
    else if (source.has(name)) errors[name] = `Enter ${startSmall(label)}.`;
  }
  const read = { strategy, typed, figures: readFigures(source) };
  const isAsked = names.some((name) => source.has(name));
  if (!isAsked) return { ...read, errors: {}, asked: null };
  const parsed = askedSchema.safeParse({ strategy, inputs: values });
  if (parsed.success) return { ...read, errors, asked: parsed.data };
  for (const { path, message } of parsed.error.issues) {
    const name = names.find((candidate) => candidate === path[1]);
    if (name && values[name] !== undefined) errors[name] ??= message;
  }
  return { ...read, errors, asked: null };
}

const mayBeEmpty: ReadonlySet<InputName> = new Set(['financeRate', 'reinvestmentRate', 'bridgeLoan']);

/** Whether an input has to be typed: there is neither a usual value nor a meaning of an empty field. */
export const isRequired = (name: InputName) => !(name in usualInputs) && !mayBeEmpty.has(name);

/** How each kind is typed, after the name of the field. */
const examples = {
  dollars: 'in dollars, like 2,500 or 2500.50',
  percent: 'as a percentage, like 6.5',
  count: 'as a whole number',
} as const satisfies Record<FieldKind, string>;

/** "Price" within a sentence; abbreviations stay as they are. */
const startSmall = (label: string) =>
  `the ${label.replace(/, .*$/, '').replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase())}`;

/** Reads what was typed, from its decimal text: cents, millionths or a whole number; null for anything else. */
function readTyped(kind: FieldKind, text: string): number | null {
  if (kind === 'count') return /^\d{1,4}$/.test(text) ? Number(text) : null;
  if (kind === 'percent') {
    const [, sign = '', whole, decimals = ''] = /^([-−]?)(\d{1,3})(?:\.(\d{1,4}))?\s*%?$/.exec(text) ?? [];
    if (whole === undefined) return null;
    const value = Number(whole) * 10_000 + Number(decimals.padEnd(4, '0'));
    return sign ? 0 - value : value;
  }
  const [, dollars, cents = ''] = /^\$?\s*(\d{1,3}(?:,\d{3})+|\d{1,10})(?:\.(\d{1,2}))?$/.exec(text) ?? [];
  return dollars === undefined ? null : Number(dollars.replaceAll(',', '')) * 100 + Number(cents.padEnd(2, '0'));
}

/** Writes a value as it is typed; empty where there is none. */
export function writeTyped(kind: FieldKind, value: number | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (kind === 'percent') return writeRateNumber(value);
  if (kind === 'count') return String(value);
  return value % 100 === 0 ? String(value / 100) : (value / 100).toFixed(2);
}

/** The inputs of a calculation as they are typed. */
export function typeInputs({ strategy, inputs }: Asked): TypedInputs {
  const values: Partial<Record<InputName, number | null>> = inputs;
  return Object.fromEntries(
    listInputs(strategy).map((name) => [name, writeTyped(inputFields[name].kind, values[name])]),
  );
}

/** The parameters of a calculation in an address or in hidden fields. */
export function listParameters(strategy: Strategy, typed: TypedInputs, figures: FigureIds): Record<string, string> {
  const ids = filledInputs.flatMap((name) => (figures[name] ? [[figureParameter(name), figures[name]]] : []));
  return { strategy: strategyKey(strategy), ...typed, ...Object.fromEntries(ids) };
}

/** The address of a calculation. */
export function addressOf(asked: Asked, figures: FigureIds = {}, more: Record<string, string> = {}): string {
  return writeAddress(calculatorAddress, { ...listParameters(asked.strategy, typeInputs(asked), figures), ...more });
}

/** The parameter that holds the id of the figure an input was filled from. */
export const figureParameter = (name: FilledInput) => `${name}Figure`;

const figureId = z.guid();

function readFigures(source: URLSearchParams): FigureIds {
  const ids: FigureIds = {};
  for (const name of filledInputs) {
    const id = figureId.safeParse(source.get(figureParameter(name)));
    if (id.success) ids[name] = id.data;
  }
  return ids;
}

/** Each strategy with the address of the calculator for it, which keeps the inputs that both have. */
export function listStrategyLinks(typed: TypedInputs): { strategy: Strategy; label: string; href: string }[] {
  return Object.entries(strategyKeys).map(([key, strategy]) => {
    const names = new Set<string>(listInputs(strategy));
    const shared = Object.entries(typed).filter(([name]) => names.has(name));
    const href = writeAddress(calculatorAddress, { strategy: key, ...Object.fromEntries(shared) });
    return { strategy, label: strategyLabels[strategy], href };
  });
}
