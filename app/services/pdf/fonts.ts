// Data URLs. In the Worker this is a module of its own (app/local/build.ts), so that only who draws a PDF waits for it.
export { default as regular } from './fonts/inter-regular.woff?inline';
export { default as bold } from './fonts/inter-semibold.woff?inline';
