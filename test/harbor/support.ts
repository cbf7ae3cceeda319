import { SecretValue } from '../../src/credential';
import { PullproofError } from '../../src/error';
import { HarborClient } from '../../src/harbor';
import type { HarborConnection } from '../../src/harbor';
import type { IClock } from '../../src/http';
import type { HarborRobotSpec } from '../../src/provision';
import { CANARY_PASSWORD } from '../support/canary';
import { HarborServer } from '../support/harbor/harbor-server';

/** A secret that Harbor takes: the canary alone has no digit. */
export const ROBOT_SECRET = `${CANARY_PASSWORD}-1`;
export const OTHER_SECRET = `${CANARY_PASSWORD}-2`;

/** A robot that pulls from the project `agents`. */
export const PULLER: HarborRobotSpec = {
  name: 'puller', level: 'project', permissions: [{ kind: 'project', namespace: 'agents', access: [{ resource: 'repository', action: 'pull' }] }],
};

/** Time as the stand-in sees it: waiting takes none, and every wait is written down. */
export class TestClock implements IClock {
  public readonly waits: number[] = [];
  constructor(private readonly harbor: HarborServer) {}
  public now(): number {
    return this.harbor.state.now * 1000;
  }

  public async sleep(milliseconds: number): Promise<void> {
    this.waits.push(milliseconds);
  }

  public random(): number {
    return 0.5;
  }
}

/** A Harbor, its clock, and clients of it. */
export interface UsedHarbor {
  readonly harbor: HarborServer;
  readonly clock: TestClock;
  readonly connect: (options?: Partial<HarborConnection>) => HarborClient;
}

/** A Harbor for one test file, new for each test, and clients of it. */
export function useHarbor(): UsedHarbor {
  const clients: HarborClient[] = [];
  const used = {} as { -readonly [key in keyof UsedHarbor]: UsedHarbor[key] };
  used.connect = (options = {}) => {
    const client = new HarborClient(
      { url: used.harbor.url, username: 'admin', password: SecretValue.unsafePlainText(CANARY_PASSWORD), plainHttp: true, ...options }, { clock: used.clock },
    );
    clients.push(client);
    return client;
  };
  beforeEach(async () => {
    used.harbor = await HarborServer.start();
    used.clock = new TestClock(used.harbor);
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()));
    await used.harbor.stop();
  });
  return used;
}

/** The error that a promise ends with, as code and message; the host is replaced, because its port changes. */
export async function refusal(promise: Promise<unknown>): Promise<{ readonly code: string; readonly message: string }> {
  try {
    await promise;
  } catch (error) {
    if (PullproofError.isPullproofError(error)) {
      return { code: error.code, message: error.message.replace(/127\.0\.0\.1:\d+/g, 'harbor') };
    }
    throw error;
  }
  throw new Error('it was not refused');
}
