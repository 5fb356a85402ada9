import { counting, type Prepare, startAsOwner } from './world.ts';

export const home: Record<string, Record<string, Prepare>> = {
  'home.tsx': {
    'put the first steps away': async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      return {
        visitor,
        address: '/home',
        fields: { intent: 'end-first-steps' },
        match: 'app.end_first_steps',
        countEffects: counting(world)(
          'organizations where id = $1 and first_steps_ended_at is not null',
          organization.id,
        ),
      };
    },
  },
};
