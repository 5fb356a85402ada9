import { expect, test } from 'vitest';
import { findAddressProblem, findPictureProblem, isExample } from './addresses.ts';
import { type EmailBlock, readBlocks } from './schema.ts';
import { changeBlocks, checkTypedBlocks, readTypedBlocks, settleTypedBlocks, startBlock, typeBlock } from './typed.ts';

const blocks: EmailBlock[] = [
  { id: 'a', type: 'heading', level: 3, text: 'Hello {{first_name|there}}' },
  { id: 'b', type: 'text', text: 'A *text*\n\nwith [a link](https://harbor.test/?n={{first_name|you there}})' },
  { id: 'c', type: 'button', label: 'Look', url: 'https://harbor.test/' },
  { id: 'd', type: 'image', url: `/i/${'a'.repeat(32)}`, alt: '', isDecorative: true, width: 320, link: '' },
  { id: 'e', type: 'listing', listingId: '', price: '$1', image: '', link: 'tel:+1', note: '' },
  { id: 'f', type: 'divider' },
];

/** The form as a browser sends it. */
function sendForm(typed: readonly ReturnType<typeof typeBlock>[]): FormData {
  const form = new FormData();
  for (const [index, { id, type, values }] of typed.entries()) {
    form.append(`blocks[${index}].id`, id);
    form.append(`blocks[${index}].type`, type);
    for (const [name, value] of Object.entries(values))
      if (name !== 'isDecorative' || value === 'on')
        form.append(`blocks[${index}].${name}`, value.replaceAll('\n', '\r\n'));
  }
  return form;
}

test('blocks that were shown as fields and sent are the same blocks', () => {
  const read = readTypedBlocks(sendForm(blocks.map(typeBlock)));
  expect(checkTypedBlocks(read)).toEqual({ ok: true, blocks });
  expect(readBlocks(blocks)).toEqual(blocks);
});

test('what a row holds that is no block is left out', () => {
  expect(readBlocks([{ id: 'x', type: 'video' }, blocks[5], null, 'a'])).toEqual([blocks[5]]);
  expect(readBlocks({})).toEqual([]);
});

test('an id that is sent twice or is none is another one', () => {
  const form = sendForm([typeBlock({ id: 'f', type: 'divider' }), typeBlock({ id: 'f', type: 'divider' })]);
  form.set('blocks[1].id', '"><script>');
  const ids = readTypedBlocks(form).map(({ id }) => id);
  expect(ids[0]).toBe('f');
  expect(ids[1]).toMatch(/^[0-9a-f]{8}$/);
  form.set('blocks[1].id', 'f');
  expect(new Set(readTypedBlocks(form).map(({ id }) => id)).size).toBe(2);
});

test.each([
  ['button', { label: 'Go', url: 'http://harbor.test/' }, 'url'],
  ['button', { label: 'Go', url: 'javascript:alert(1)' }, 'url'],
  ['button', { label: 'Go', url: 'https://{{name}}.test/' }, 'url'],
  ['button', { label: '{{phone}}', url: '' }, 'label'],
  ['button', { label: '{{email', url: '' }, 'label'],
  ['text', { text: '[a](https://{{email}}/)' }, 'text'],
  ['text', { text: '[a](javascript:alert(1))' }, 'text'],
  ['text', { text: 'a'.repeat(20_001) }, 'text'],
  ['text', { text: '- a\n'.repeat(401) }, 'text'],
  ['image', { url: '', alt: '', isDecorative: '', width: '20', link: '' }, 'width'],
  ['image', { url: '', alt: '', isDecorative: '', width: 'wide', link: '' }, 'width'],
  ['image', { url: 'http://harbor.test/a.png', alt: '', isDecorative: '', width: '600', link: '' }, 'url'],
  ['listing', { listingId: 'x', price: '', image: '', link: '', note: '' }, 'listingId'],
  ['heading', { level: '2', text: 'a\u0000' }, 'text'],
] as const)('a %s with %j says so at its field', (type, values, field) => {
  const checked = checkTypedBlocks([startBlock('divider'), { id: 'x', type, values }]);
  expect(checked.ok ? {} : checked.errors).toHaveProperty([`blocks[1].${field}`]);
  // The preview shows the rest.
  expect(settleTypedBlocks([{ id: 'x', type, values }])).toHaveLength(1);
});

test('an email has at most 60 blocks, and 200 kB of them', () => {
  const many = Array.from({ length: 61 }, () => startBlock('divider'));
  expect(checkTypedBlocks(many)).toMatchObject({ errors: { addBlock: [expect.stringContaining('60')] } });
  const large = Array.from({ length: 11 }, () => ({ ...startBlock('text'), values: { text: 'é'.repeat(9_500) } }));
  expect(checkTypedBlocks(large)).toMatchObject({ errors: { addBlock: [expect.stringContaining('200 kB')] } });
});

test('buttons add, move and remove', () => {
  const typed = blocks.map(typeBlock);
  const order = (change: Parameters<typeof changeBlocks>[1]) =>
    changeBlocks(typed, change)
      .map(({ id }) => id)
      .join('');
  expect(order({ kind: 'up', id: 'a' })).toBe('abcdef');
  expect(order({ kind: 'up', id: 'c' })).toBe('acbdef');
  expect(order({ kind: 'down', id: 'c' })).toBe('abdcef');
  expect(order({ kind: 'down', id: 'f' })).toBe('abcdef');
  expect(order({ kind: 'remove', id: 'c' })).toBe('abdef');
  expect(order({ kind: 'remove', id: 'x' })).toBe('abcdef');
  expect(changeBlocks(typed, { kind: 'add', type: 'text' }).at(-1)).toMatchObject({
    type: 'text',
    values: { text: '' },
  });
});

test.each([
  ['https://harbor.test', true],
  ['https://harbor.test/?n={{first_name}}', true],
  ['https://harbor.test/{{email}}', true],
  ['{{unsubscribe_url}}', true],
  ['{{view_url}}', true],
  ['mailto:a@harbor.test?subject={{name|You}}', true],
  ['tel:+13125550100', true],
  ['{{email}}', false],
  ['{{view_url}}/x', false],
  ['https://harbor.test{{email}}', false],
  ['https://harbor.test:{{email}}/', false],
  ['https://{{email}}@harbor.test/', false],
  ['mailto:{{email}}', false],
  ['http://harbor.test', false],
  ['ftp://harbor.test', false],
  ['//harbor.test', false],
  ['https:harbor.test', false],
  ['https:///harbor.test', false],
  ['https://harbor.test\\@evil.test', false],
  ['https://har bor.test', false],
  ['mailto:', false],
  [`https://harbor.test/${'a'.repeat(2_000)}`, false],
])('the address %s may be a link: %s', (address, may) => {
  expect(findAddressProblem(address) === undefined).toBe(may);
});

test('a picture is https or uploaded here', () => {
  expect(findPictureProblem(`/i/${'0'.repeat(32)}`)).toBeUndefined();
  expect(findPictureProblem('https://harbor.test/a.png')).toBeUndefined();
  for (const address of [
    '/i/../x',
    '/account',
    'mailto:a@b.test',
    'data:image/png;base64,AA',
    'https://a.test/{{name}}',
  ])
    expect(findPictureProblem(address)).toBeDefined();
});

test.each([
  ['https://example.com', true],
  ['https://www.example.org/x', true],
  ['https://example.com.harbor.test/', false],
  ['https://myexample.com/', false],
  ['https://harbor.test/?u=https://example.com', false],
])('%s is an example: %s', (address, is) => {
  expect(isExample(address)).toBe(is);
});
