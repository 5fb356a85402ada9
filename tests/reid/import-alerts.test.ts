import { afterAll, beforeAll, expect, test } from 'vitest';
import { importMarketFile } from '../factories/market-imports.ts';
import { insertAlert, readEvents } from './alerts-setup.ts';
import { type ImportRoom, openImportRoom, secondZhvi, zhvi, zhviSource } from './import-room.ts';

let room: ImportRoom;

beforeAll(async () => {
  room = await openImportRoom();
});

afterAll(async () => {
  await room?.close();
});

test('an applied file is judged at once, and the next one tells only of a newer period', async () => {
  const { owner, organization } = await room.openOffice();
  const alert = await insertAlert(room.database.sql, organization, {
    alert_type: 'PRICE_INCREASE',
    conditions: { figure: 'price', compare: 'above', value: 35_000_000, unit: 'amount', source: zhviSource },
    area_keys: ['us'],
  });
  await importMarketFile(owner, zhvi);
  expect(await readEvents(room.database.sql, alert)).toMatchObject([
    { area: 'us', day: '2024-06-30', value: 36150013 },
  ]);
  await importMarketFile(owner, secondZhvi);
  expect(await readEvents(room.database.sql, alert)).toMatchObject([
    { day: '2024-06-30', value: 36150013 },
    { day: '2024-07-31', value: 36230000 },
  ]);
});
