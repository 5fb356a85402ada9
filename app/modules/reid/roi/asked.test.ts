import { expect, test } from 'vitest';
import { addressOf, listStrategyLinks, readAsked, typeInputs } from './asked.ts';
import { fieldGroups, inputFields, listInputs } from './fields.ts';
import { inputsOf, strategies, usualRate } from './v2/inputs.ts';
import { caseA } from './v2/test-inputs.ts';

const read = (parameters: string, rate = usualRate) => readAsked(new URLSearchParams(parameters), rate);

test('a form asks for every input of its strategy once', () => {
  for (const strategy of strategies)
    expect(listInputs(strategy).toSorted()).toEqual(Object.keys(inputsOf[strategy].shape).toSorted());
  expect(Object.keys(fieldGroups)).toEqual([...strategies]);
});

test('what is not typed is as usual, and amounts are read from their decimal text', () => {
  const { asked, errors } = read('strategy=rental&price=300,000&rent=%242600.00&tax=3600&insurance=1500');
  expect(errors).toEqual({});
  expect(asked).toEqual({ strategy: 'RENTAL', inputs: caseA });
  expect(read('price=0.29&rent=1.1').asked?.inputs).toMatchObject({ price: 29, rent: 110 });
});

test('an empty field stands for the usual value, and the rate is the newest known', () => {
  expect(read('price=1&rent=1&vacancyRate=&rate=', 68_100).asked?.inputs).toMatchObject({
    vacancyRate: 50_000,
    rate: 68_100,
  });
});

test('percentages keep four decimals and their sign', () => {
  const { asked } = read('price=1&rent=1&rate=3.875&valueGrowth=-2.5&rentGrowth=−1%25&vacancyRate=0.0001');
  expect(asked?.inputs).toMatchObject({ rate: 38_750, valueGrowth: -25_000, rentGrowth: -10_000, vacancyRate: 1 });
});

test.each([
  ['price=abc&rent=1', 'price', 'Enter the price in dollars, like 2,500 or 2500.50.'],
  ['price=0&rent=1', 'price', 'Enter more than 0.'],
  ['price=&rent=1', 'price', 'Enter the price.'],
  ['price=-5&rent=1', 'price', 'Enter the price in dollars, like 2,500 or 2500.50.'],
  ['price=1000000000.01&rent=1', 'price', 'Enter at most $1 billion.'],
  ['price=3,00&rent=1', 'price', 'Enter the price in dollars, like 2,500 or 2500.50.'],
  ['price=1e5&rent=1', 'price', 'Enter the price in dollars, like 2,500 or 2500.50.'],
  ['price=1&rent=1&vacancyRate=101', 'vacancyRate', 'Enter a percentage from 0 to 100.'],
  ['price=1&rent=1&rate=25.0001', 'rate', 'Enter a percentage from 0 to 25.'],
  ['price=1&rent=1&valueGrowth=-20.1', 'valueGrowth', 'Enter a percentage from -20 to 20.'],
  ['price=1&rent=1&termYears=41', 'termYears', 'Enter a whole number from 1 to 40.'],
  ['price=1&rent=1&years=2.5', 'years', 'Enter the years as a whole number.'],
  ['price=1&rent=1&years=0', 'years', 'Enter a whole number from 1 to 30.'],
] as const)('%s is refused beside its field', (parameters, name, message) => {
  const { asked, errors, typed } = read(parameters);
  expect(asked).toBeNull();
  expect(errors).toEqual({ [name]: message });
  expect(typed[name]).toBe(new URLSearchParams(parameters).get(name));
});

test('every range ends where it says', () => {
  expect(read('price=1000000000&rent=0&rate=25&termYears=40&valueGrowth=-20&years=30').asked).not.toBeNull();
});

test('an address that asks nothing yet is no mistake', () => {
  expect(read('')).toMatchObject({ strategy: 'RENTAL', asked: null, errors: {} });
  expect(read('strategy=brrrr&price=300000&rent=2600')).toMatchObject({ asked: null, errors: {} });
  expect(read('strategy=unheard-of').strategy).toBe('RENTAL');
});

test('the address of a calculation asks for the same calculation', () => {
  const asked = {
    strategy: 'RENTAL' as const,
    inputs: { ...caseA, rate: 38_750, valueGrowth: -5_000, price: 12_345_678 },
  };
  const address = addressOf(asked, { price: '5c109c60-69c0-4d5f-9133-f047151fd952' });
  const again = read(address.slice(address.indexOf('?') + 1), 1);
  expect(again.asked).toEqual(asked);
  expect(again.figures).toEqual({ price: '5c109c60-69c0-4d5f-9133-f047151fd952' });
  expect(read('price=1&rent=1&rentFigure=1%20or%201').figures).toEqual({});
});

test('another strategy keeps the inputs that both have', () => {
  const links = listStrategyLinks(typeInputs({ strategy: 'RENTAL', inputs: caseA }));
  const flip = links.find(({ strategy }) => strategy === 'FLIP')?.href ?? '';
  expect(flip).toContain('price=300000');
  expect(flip).not.toContain('rent=');
});

test('every input has a name and a kind', () => {
  for (const { label, kind } of Object.values(inputFields)) {
    expect(label).not.toBe('');
    expect(['dollars', 'percent', 'count']).toContain(kind);
  }
});
