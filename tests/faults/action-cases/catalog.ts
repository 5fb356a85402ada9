import { randomUUID } from 'node:crypto';
import { createBundle, createTool, createTools } from '../../factories/catalog.ts';
import { readPageForm } from '../../factories/page-forms.ts';
import { createToolPicture, fileOf, webp } from '../../factories/tool-pictures.ts';
import { counting, type Fields, type Prepare, signInAsPlatformAdmin, uniqueName } from './world.ts';

/** Fields that a new tool's form needs besides its name. */
const toolContent = {
  description: 'Of a test.',
  category: 'ELITE',
  area: 'LISTINGS',
  tier: 'T2',
  priceModel: 'ANNUAL',
  requiredTier: 'GROWTH',
  integrationType: 'API',
  icon: 'calendar-check',
  provider: 'A company',
  publishAs: 'ACTIVE',
};

/** A form about the first of two pictures of a tool. */
const changingPicture =
  (intent: 'describe' | 'move' | 'remove', fields: Fields, effect: string): Prepare =>
  async (world) => {
    const { sql } = world.database;
    const visitor = await signInAsPlatformAdmin(world);
    const tool = await createTool(sql);
    const [id] = [await createToolPicture(sql, tool.id), await createToolPicture(sql, tool.id, { position: 1 })];
    return {
      visitor,
      address: `/admin/tools/${tool.id}/pictures`,
      fields: { intent, id, ...fields },
      match: `app.${intent}_tool_picture`,
      countEffects: counting(world)(`(values ($1::uuid)) wanted (id) where ${effect}`, id),
    };
  };

export const catalog: Record<string, Record<string, Prepare>> = {
  'admin.bundles.$id.tsx': {
    create: async (world) => {
      const visitor = await signInAsPlatformAdmin(world);
      const address = '/admin/bundles/new';
      const name = uniqueName();
      const form = readPageForm((await visitor.get(address)).text, 'discount');
      return {
        visitor,
        address,
        fields: { ...form, name, description: 'Of a test.', intent: 'draft' },
        match: 'app.save_bundle',
        countEffects: counting(world)('tool_bundles where name = $1', name),
      };
    },
    save: async (world) => {
      const visitor = await signInAsPlatformAdmin(world);
      const tools = await createTools(world.database.sql, 2);
      const { id } = await createBundle(world.database.sql, tools);
      const address = `/admin/bundles/${id}`;
      const name = uniqueName();
      const form = readPageForm((await visitor.get(address)).text, 'discount');
      return {
        visitor,
        address,
        fields: { ...form, tool: tools.map((tool) => tool.id), name, intent: 'save' },
        match: 'app.save_bundle',
        countEffects: counting(world)('tool_bundles where id = $1 and name = $2', id, name),
      };
    },
  },
  'admin.bundles.$id_.preview.tsx': {
    preview: async (world) => {
      const visitor = await signInAsPlatformAdmin(world);
      const form = readPageForm((await visitor.get('/admin/bundles/new')).text, 'discount');
      const name = uniqueName();
      let shown = 0;
      const address = '/admin/bundles/new/preview';
      return {
        visitor,
        address,
        fields: { ...form, name, tier: 'STARTER' },
        countEffects: async () => shown,
        send: async () => {
          const answer = await visitor.post(address, { ...form, name, tier: 'STARTER' });
          if (answer.status === 200 && answer.text.includes(name)) shown += 1;
          return answer;
        },
      };
    },
  },
  'admin.tools.$id._index.tsx': {
    save: async (world) => {
      const visitor = await signInAsPlatformAdmin(world);
      const { id } = await createTool(world.database.sql);
      const address = `/admin/tools/${id}`;
      const name = uniqueName();
      return {
        visitor,
        address,
        fields: { ...readPageForm((await visitor.get(address)).text, 'slug'), name, intent: 'save' },
        match: 'update "marketplace_tools"',
        countEffects: counting(world)('marketplace_tools where id = $1 and name = $2', id, name),
      };
    },
  },
  'admin.tools.$id.pictures.tsx': {
    add: async (world) => {
      const visitor = await signInAsPlatformAdmin(world);
      const tool = await createTool(world.database.sql);
      const address = `/admin/tools/${tool.id}/pictures`;
      const fields = { id: randomUUID(), intent: 'add', alt: 'A map with prices' };
      return {
        visitor,
        address,
        fields,
        match: 'app.add_tool_picture',
        countEffects: counting(world)('tool_pictures where tool_id = $1', tool.id),
        send: () => visitor.post(address, { ...fields, picture: fileOf(webp(1600, 1000)) }),
      };
    },
    describe: changingPicture(
      'describe',
      { alt: 'Other words' },
      `exists (select from tool_pictures picture where picture.id = wanted.id and alt = 'Other words')`,
    ),
    move: changingPicture(
      'move',
      { position: '1' },
      'exists (select from tool_pictures picture where picture.id = wanted.id and position = 1)',
    ),
    remove: changingPicture(
      'remove',
      {},
      'not exists (select from tool_pictures picture where picture.id = wanted.id)',
    ),
  },
  'admin.tools.new.tsx': {
    create: async (world) => {
      const visitor = await signInAsPlatformAdmin(world);
      const address = '/admin/tools/new';
      const name = uniqueName();
      const form = readPageForm((await visitor.get(address)).text, 'slug');
      return {
        visitor,
        address,
        fields: { ...form, ...toolContent, name, intent: 'publish' },
        match: 'insert into marketplace_tools',
        countEffects: counting(world)('marketplace_tools where name = $1', name),
      };
    },
  },
};
