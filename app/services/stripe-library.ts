// Stripe's library. It lies beside the Worker (`besideWorker` in app/local/build.ts): most requests pay nothing.
export { default as Stripe } from 'stripe';
