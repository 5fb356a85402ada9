// What csv-parse takes from `node:stream/web`. Vite leaves that module empty in a bundle for Workers, where these are global.
export const { TransformStream, CountQueuingStrategy } = globalThis;
