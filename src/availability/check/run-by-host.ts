/** How much happens at the same time. */
export interface Concurrency {
  /** Altogether. */
  readonly concurrency: number;
  /** For one host. */
  readonly concurrencyPerHost: number;
}

/**
 * Works through jobs, so many at a time, and so many for one host. Hosts take turns, so that a slow one holds up nobody else.
 *
 * Only jobs under way take memory, besides the list itself.
 *
 * @throws the first error of a job; no other job is begun after it.
 */
export async function runByHost<Job>(
  jobs: readonly Job[], hostOf: (job: Job) => string, { concurrency, concurrencyPerHost }: Concurrency, work: (job: Job) => Promise<void>,
): Promise<void> {
  const hosts = new Map<string, { readonly jobs: Job[]; next: number; running: number }>();
  for (const job of jobs) {
    const host = hosts.get(hostOf(job));
    if (host === undefined) {
      hosts.set(hostOf(job), { jobs: [job], next: 0, running: 0 });
    } else {
      host.jobs.push(job);
    }
  }
  // Hosts with work left; one that gets a turn goes to the end.
  const queue = [...hosts.values()];
  let running = 0;
  await new Promise<void>((resolve, reject) => {
    let failed = false;
    const startMore = (): void => {
      while (!failed && running < concurrency) {
        const turn = queue.findIndex((host) => host.running < concurrencyPerHost);
        const [host] = turn === -1 ? [] : queue.splice(turn, 1);
        const job = host?.jobs[host.next];
        if (host === undefined || job === undefined) {
          break;
        }
        host.next += 1;
        host.running += 1;
        running += 1;
        if (host.next < host.jobs.length) {
          queue.push(host);
        }
        work(job).then(() => {
          host.running -= 1;
          running -= 1;
          startMore();
        }, (error: unknown) => {
          failed = true;
          reject(error as Error);
        });
      }
      if (running === 0 && queue.length === 0) {
        resolve();
      }
    };
    startMore();
  });
}
