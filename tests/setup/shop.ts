import { Client } from 'pg';

// placeholder, replaced below
export default async function setup() {
  return async () => {
    await new Client().end();
  };
}
