export * from './accounts.ts';
export * from './audit.ts';
export * from './catalog.ts';
export * from './marketplace.ts';
export * from './policies.ts';
export * from './views.ts';
