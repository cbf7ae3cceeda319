// Asks a registry for every reference of standard input, several times: `availability.mjs HOST CONCURRENCY ROUNDS`.
import { readFileSync } from 'node:fs';
import { checkAvailability, RegistryClient } from 'pullproof';

const [host, concurrency, rounds] = process.argv.slice(2);
const images = readFileSync(0, 'utf8').trim().split('\n');
const limits = { concurrency: Number(concurrency), concurrencyPerHost: Number(concurrency) };
const resident = [];
const wall = [];

for (let round = 0; round < Number(rounds); round += 1) {
  // A client of its own, so that each round begins without a token.
  const client = new RegistryClient({ plainHttpHosts: [host] });
  const start = performance.now();
  const answers = await checkAvailability(images.map((image) => ({ image })), { client, ...limits });
  wall.push(performance.now() - start);
  await client.close();
  const bad = answers.find(({ state }) => state !== 'available');
  if (answers.length !== images.length || bad !== undefined) {
    throw new Error(`the registry does not answer as it should: ${JSON.stringify(bad)}`);
  }
  globalThis.gc?.();
  resident.push(process.memoryUsage.rss() / 1024 / 1024);
}

process.stdout.write(JSON.stringify({
  wall: [...wall].sort((a, b) => a - b)[Math.floor(wall.length / 2)], first: wall[0], start: resident[0], end: resident.at(-1), cpu: process.cpuUsage().user / 1000,
}));
