import { expect, test } from 'vitest';
import { nameOrganizations } from './names.ts';

test('names that look the same have their slug beside them, and others have not', () => {
  const names = nameOrganizations([
    { id: 'a', name: 'Harbor Realty', slug: 'harbor-realty' },
    { id: 'b', name: 'harbor réalty', slug: 'harbor-realty-2' },
    { id: 'c', name: 'Cedar Homes', slug: 'cedar-homes' },
  ]);
  expect([...names.values()]).toEqual([
    'Harbor Realty (harbor-realty)',
    'harbor réalty (harbor-realty-2)',
    'Cedar Homes',
  ]);
});
