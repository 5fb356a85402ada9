import type { marketplaceTools } from '#db/schema/marketplace/catalog.ts';
import { optionalDollars } from '~/services/form-values.ts';
import { writeDollars } from '~/utils/money.ts';
import {
  areaLabels,
  categoryLabels,
  integrationTypeLabels,
  priceModelLabels,
  requiredTierLabels,
  type ToolTier,
  tierLabels,
} from '../labels.ts';
import { highestPrice, highestUnitPrice } from './prices.ts';
import {
  choice,
  countOrNull,
  dollarsOrNull,
  type FieldKind,
  icon,
  line,
  lineOrNull,
  list,
  paragraphs,
  slug,
  tags,
  unitOrNull,
  unitsOrNull,
  webAddress,
  yesOrNo,
} from './tool-field-kinds.ts';

// Declares every field that people type about a tool, once. The form, its parsing, saving, comparing and the lists on the
// tool's page follow from it: a new column of the table is a new field, or is named as one that nobody types.

type ToolRow = typeof marketplaceTools.$inferSelect;

/** Columns without a field: the database keeps them, or the buttons of the form decide them. */
type KeptColumn =
  | 'id'
  | 'currency'
  | 'status'
  | 'isActive'
  | 'isSold'
  | 'purchaseCount'
  | 'rating'
  | 'reviewCount'
  | 'search'
  | 'revision'
  | 'createdAt'
  | 'updatedAt';

export type ToolFieldName = Exclude<keyof ToolRow, KeptColumn>;

/** The columns of a tool that people type, as the table holds them. */
export type ToolContent = Pick<ToolRow, ToolFieldName>;

/** The same columns as the form gives them. Without a price, the tool costs the price of its tier. */
export type TypedTool = Omit<ToolContent, 'price'> & { price: number | undefined };

/** The parts of the form, in its order. */
export const toolFormParts = [
  'What it is',
  'Where it is found',
  'What it costs',
  'What it does',
  'Where it comes from',
] as const;

/** Lists on the tool's page: three that follow each other beside the price, one below the description, and the links. */
export type PageList = 'terms' | 'connection' | 'origin' | 'abilities' | 'links';

export interface ToolField<Value, Typed = Value> extends Omit<FieldKind<Value, Typed>, 'write'> {
  label: string;
  part: (typeof toolFormParts)[number];
  /** The label in the form, where it differs from the label elsewhere. */
  formLabel?: string;
  hint?: string;
  /** The hint in the form of a tool that does not exist yet. */
  newHint?: string;
  /** Whether it takes the full width of the form. */
  isWide?: boolean;
  /** The value that the form of a new tool begins with. */
  starts?: string;
  /** The column's value in the form that the control takes. */
  write: (value: Value, tool: ToolContent) => string;
  /** Its list on the tool's page, and its words there; no words, no entry. Absent when the page draws it otherwise, or never. */
  page?: { list: PageList; title: string; tell: (value: Value) => readonly string[] };
}

/** The price of a tool of each tier, in cents. */
export const tierPrices = { T1: 10_000, T2: 20_000, T3: 30_000 } as const satisfies Record<ToolTier, number>;

const tellOptional = (text: string | null) => (text ? [text] : []);

/** The fields of a tool, in the order of the form, and on the page in the order of each of its lists. */
export const toolFields: { readonly [Name in ToolFieldName]: ToolField<ToolContent[Name], TypedTool[Name]> } = {
  name: { ...line('the name', 120), label: 'Name', part: 'What it is' },
  slug: {
    ...slug,
    label: 'Slug',
    part: 'What it is',
    hint: 'The end of its address, /tools/… After a change, the old address still leads here.',
    newHint: 'The end of its address, /tools/… Leave it empty to make it from the name.',
  },
  description: {
    ...line('a description of one line', 200),
    label: 'Description',
    part: 'What it is',
    hint: 'One line that says what it does for whom. Cards and search results show it.',
    isWide: true,
  },
  longDescription: {
    ...paragraphs(10_000),
    label: 'Long description',
    part: 'What it is',
    hint: 'Paragraphs are separated by an empty line.',
    isWide: true,
  },
  icon: { ...icon, label: 'Icon', part: 'What it is', isWide: true, starts: 'box' },

  category: { ...choice(categoryLabels, 'Choose a category.'), label: 'Category', part: 'Where it is found' },
  area: { ...choice(areaLabels, 'Choose an area.'), label: 'Area', part: 'Where it is found' },
  tags: { ...tags, label: 'Tags', part: 'Where it is found', hint: 'One a line, at most 10.' },
  isFeatured: {
    ...yesOrNo,
    label: 'Featured',
    part: 'Where it is found',
    hint: 'Shown where tools are recommended.',
  },

  tier: { ...choice(tierLabels, 'Choose a price tier.'), label: 'Price tier', part: 'What it costs', starts: 'T1' },
  price: {
    label: 'Price',
    formLabel: 'Price in dollars',
    part: 'What it costs',
    control: { type: 'line', attributes: { inputMode: 'decimal', placeholder: 'That of the price tier' } },
    hint: 'Leave it empty and it follows the price tier. A free tool costs nothing.',
    schema: optionalDollars('Enter dollars, like 125 or 125.50.', highestPrice),
    // Empty for the price of the tier, so that the price follows when the tier changes.
    write: (cents, { priceModel, tier }) =>
      priceModel === 'FREE' || cents === tierPrices[tier] ? '' : writeDollars(cents),
    describe: (text) => (text === '' ? 'That of its tier' : `$${text}`),
  },
  priceModel: {
    ...choice(priceModelLabels, 'Choose how it is paid.'),
    label: 'Paid',
    part: 'What it costs',
    starts: 'MONTHLY',
    page: { list: 'terms', title: 'Paid', tell: (model) => [priceModelLabels[model]] },
  },
  usageUnit: {
    ...unitOrNull,
    label: 'Unit of use',
    part: 'What it costs',
    hint: 'By usage only: one of what is counted, like report.',
  },
  unitsIncluded: {
    ...unitsOrNull,
    label: 'Units included',
    part: 'What it costs',
    hint: 'By usage only: what the price of a month covers.',
  },
  unitPrice: {
    ...dollarsOrNull(highestUnitPrice),
    label: 'Price of a further unit',
    formLabel: 'Price of a further unit in dollars',
    part: 'What it costs',
    hint: 'By usage only.',
  },
  requiredTier: {
    ...choice(requiredTierLabels, 'Choose the plan an organization needs.'),
    label: 'Plan needed',
    part: 'What it costs',
    hint: 'The lowest plan an organization must be on to buy it.',
    starts: 'FREE',
    page: { list: 'terms', title: 'Plan needed', tell: (tier) => [requiredTierLabels[tier]] },
  },
  seatsIncluded: {
    ...countOrNull({ message: 'Enter a number of at least 1, or nothing for everyone.', label: 'Everyone' }),
    label: 'Seats included',
    part: 'What it costs',
    hint: 'Leave it empty for everyone in the organization.',
    page: { list: 'terms', title: 'Seats', tell: (seats) => [seats === null ? 'Everyone' : `${seats} included`] },
  },

  capabilities: {
    ...list,
    label: 'Capabilities',
    part: 'What it does',
    hint: 'What it can do. One a line.',
    page: { list: 'abilities', title: 'What it can do', tell: (capabilities) => capabilities },
  },
  features: {
    ...list,
    label: 'Features',
    part: 'What it does',
    hint: 'What buyers get. One a line.',
    page: { list: 'abilities', title: 'What you get', tell: (features) => features },
  },
  integrations: {
    ...list,
    label: 'Integrations',
    part: 'What it does',
    hint: 'Systems it works with. One a line.',
  },

  provider: {
    ...line('who makes it', 120),
    label: 'Provider',
    part: 'Where it comes from',
    starts: 'Lotline',
    page: { list: 'origin', title: 'Made by', tell: (provider) => [provider] },
  },
  version: {
    ...lineOrNull(40, 'Enter one version.'),
    label: 'Version',
    part: 'Where it comes from',
    page: { list: 'origin', title: 'Version', tell: tellOptional },
  },
  integrationType: {
    ...choice(integrationTypeLabels, 'Choose how it works with other systems.'),
    label: 'Works as',
    part: 'Where it comes from',
    starts: 'NATIVE',
    page: { list: 'connection', title: 'Works as', tell: (type) => [integrationTypeLabels[type]] },
  },
  documentationUrl: {
    ...webAddress,
    label: 'Documentation address',
    part: 'Where it comes from',
    page: { list: 'links', title: 'Documentation', tell: tellOptional },
  },
  demoUrl: {
    ...webAddress,
    label: 'Demo address',
    part: 'Where it comes from',
    page: { list: 'links', title: 'Demo', tell: tellOptional },
  },
  supportUrl: {
    ...webAddress,
    label: 'Support address',
    part: 'Where it comes from',
    page: { list: 'links', title: 'Support', tell: tellOptional },
  },
};

/** The names of the fields, in their order. */
export const toolFieldNames = Object.keys(toolFields).filter((name): name is ToolFieldName => name in toolFields);

/** The column's value in the form that the control of its field takes. */
export function writeToolField<Name extends ToolFieldName>(name: Name, tool: ToolContent): string {
  return toolFields[name].write(tool[name], tool);
}

/** The entries of one list of the tool's page. A field that says nothing there has none. */
export function tellToolFields(list: PageList, tool: ToolContent) {
  return toolFieldNames.flatMap((name) => tellToolField(name, list, tool));
}

function tellToolField<Name extends ToolFieldName>(name: Name, list: PageList, tool: ToolContent) {
  const { page } = toolFields[name];
  const texts = page?.list === list ? page.tell(tool[name]) : [];
  return page && texts.length > 0 ? [{ name, title: page.title, texts }] : [];
}
