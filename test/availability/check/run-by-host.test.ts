import { runByHost } from '../../../src/availability/check/run-by-host';

interface Job {
  readonly host: string;
  readonly name: number;
}

interface Observed {
  readonly order: readonly string[];
  /** Most jobs that ran at the same time. */
  readonly most: number;
  readonly mostPerHost: number;
}

const jobs = (counts: Readonly<Record<string, number>>): Job[] => (
  Object.entries(counts).flatMap(([host, count]) => Array.from({ length: count }, (_, name) => ({ host, name }))));

/** Runs jobs, each of which takes some turns of the event loop. */
async function run(list: readonly Job[], concurrency: number, concurrencyPerHost: number): Promise<Observed> {
  const running = new Map<string, number>();
  const order: string[] = [];
  let [most, mostPerHost] = [0, 0];
  await runByHost(list, ({ host }) => host, { concurrency, concurrencyPerHost }, async ({ host, name }) => {
    running.set(host, (running.get(host) ?? 0) + 1);
    most = Math.max(most, [...running.values()].reduce((sum, count) => sum + count, 0));
    mostPerHost = Math.max(mostPerHost, running.get(host) ?? 0);
    order.push(`${host}${name}`);
    await new Promise((resolve) => setImmediate(resolve));
    running.set(host, (running.get(host) ?? 1) - 1);
  });
  return { order, most, mostPerHost };
}

test('every job is done once, within both limits', async () => {
  const { order, most, mostPerHost } = await run(jobs({ a: 20, b: 7, c: 1 }), 6, 4);
  expect(order).toHaveLength(28);
  expect(new Set(order).size).toBe(28);
  expect([most, mostPerHost]).toEqual([6, 4]);
});

test('hosts take turns', async () => {
  const { order } = await run(jobs({ a: 3, b: 3 }), 1, 1);
  expect(order).toEqual(['a0', 'b0', 'a1', 'b1', 'a2', 'b2']);
});

test('a host that hangs holds up nobody else', async () => {
  const done: string[] = [];
  let release = (): void => undefined;
  const hanging = new Promise<void>((resolve) => {
    release = resolve;
  });
  const all = runByHost(jobs({ slow: 5, fast: 5 }), ({ host }) => host, { concurrency: 4, concurrencyPerHost: 2 }, async ({ host, name }) => {
    if (host === 'slow') {
      await hanging;
    }
    done.push(`${host}${name}`);
    if (done.length === 5) {
      release();
    }
  });
  await all;
  expect(done.slice(0, 5)).toEqual(['fast0', 'fast1', 'fast2', 'fast3', 'fast4']);
  expect(done).toHaveLength(10);
});

test('nothing to do is done at once', async () => {
  await expect(run([], 1, 1)).resolves.toMatchObject({ order: [] });
});

test('the first error ends it', async () => {
  const begun: number[] = [];
  await expect(runByHost(jobs({ a: 10 }), ({ host }) => host, { concurrency: 1, concurrencyPerHost: 1 }, async ({ name }) => {
    begun.push(name);
    if (name === 2) {
      throw new Error('enough');
    }
  })).rejects.toThrow('enough');
  await new Promise((resolve) => setImmediate(resolve));
  expect(begun).toEqual([0, 1, 2]);
});
