import { createTool } from '../../factories/catalog.ts';
import { readPageForm } from '../../factories/page-forms.ts';
import { createReview } from '../../factories/reviews.ts';
import { counting, own, type Prepare, signIn, signInAsPlatformAdmin, startAsOwner, type World } from './world.ts';

async function createReviewOfOwner(world: World, status: 'PENDING' | 'APPROVED') {
  const { sql } = world.database;
  const start = await startAsOwner(world);
  const tool = await createTool(sql);
  await own(world, start.organization, tool.id);
  const id = await createReview(sql, start.organization, tool.id, { status });
  return { ...start, tool, id };
}

async function openModeration(world: World, status: 'PENDING' | 'APPROVED') {
  const { id, tool } = await createReviewOfOwner(world, status);
  const visitor = await signInAsPlatformAdmin(world);
  const address = `/admin/reviews?status=${status}&q=${tool.name}`;
  const { version = '' } = readPageForm((await visitor.get(address)).text, 'version');
  return { visitor, address, id, command: { reviewId: id, version } };
}

export const reviews: Record<string, Record<string, Prepare>> = {
  'admin.reviews.tsx': {
    approve: async (world) => {
      const { id, command, ...start } = await openModeration(world, 'PENDING');
      return {
        ...start,
        fields: { ...command, intent: 'approve', note: '' },
        match: 'app.moderate_review',
        countEffects: counting(world)(`tool_reviews where id = $1 and status = 'APPROVED'`, id),
      };
    },
    reply: async (world) => {
      const { id, command, ...start } = await openModeration(world, 'APPROVED');
      return {
        ...start,
        fields: { ...command, intent: 'reply', reply: 'Thank you for this.' },
        match: 'app.reply_to_review',
        countEffects: counting(world)(`tool_reviews where id = $1 and vendor_reply = 'Thank you for this.'`, id),
      };
    },
  },
  'reviews.$id.flag.tsx': {
    report: async (world) => {
      const { id, visitor } = await createReviewOfOwner(world, 'APPROVED');
      return {
        visitor,
        address: `/reviews/${id}/flag`,
        fields: { reason: 'Of another tool.' },
        match: 'app.flag_review',
        countEffects: counting(world)('review_flags where review_id = $1', id),
      };
    },
  },
  'tools.$slug_.review.tsx': {
    write: async (world) => {
      const { sql } = world.database;
      const { organization, visitor } = await startAsOwner(world);
      const tool = await createTool(sql);
      await own(world, organization, tool.id);
      return {
        visitor,
        address: `/tools/${tool.name}/review`,
        fields: { intent: 'save', rating: '4', title: 'Good', review: 'It answers every lead at night.' },
        match: 'app.save_review',
        countEffects: counting(world)('tool_reviews where tool_id = $1', tool.id),
      };
    },
    delete: async (world) => {
      const { organization, tool, id } = await createReviewOfOwner(world, 'APPROVED');
      const there = counting(world)('tool_reviews where id = $1', id);
      return {
        visitor: await signIn(world, organization.member, organization.id),
        address: `/tools/${tool.name}/review`,
        fields: { intent: 'delete' },
        match: 'app.delete_review',
        countEffects: async () => 1 - (await there()),
      };
    },
  },
};
