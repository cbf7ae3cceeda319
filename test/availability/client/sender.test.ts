import { TransportError } from '../../../src/availability';
import type { IRegistryTransport, TransportReply, TransportRequest } from '../../../src/availability';
import { Sender } from '../../../src/availability/client/sender';
import { instantClock } from '../faults/fault-case';

type Scripted = TransportError | { readonly status: number; readonly headers?: Record<string, string[]> };

/** Answers with one script after the other, and remembers what it was asked. */
class ScriptedTransport implements IRegistryTransport {
  public readonly sent: TransportRequest[] = [];

  constructor(private readonly script: readonly Scripted[]) {}

  public async send(request: TransportRequest): Promise<TransportReply> {
    const next = this.script[Math.min(this.sent.length, this.script.length - 1)] ?? { status: 200 };
    this.sent.push(request);
    if (next instanceof TransportError) {
      throw next;
    }
    return { status: next.status, headers: next.headers ?? {}, body: Buffer.alloc(0) };
  }

  public async close(): Promise<void> {
    return undefined;
  }
}

const RULES = { plainHttpHosts: ['plain.test'], allowLoginOverPlainHttp: false, trustedTokenHosts: [] };
const PATIENCE = { requestTimeoutMs: 30_000, retries: 3, maxRetryAfterMs: 30_000 };

function setUp(script: readonly Scripted[], patience: Partial<typeof PATIENCE> = {}): {
  transport: ScriptedTransport; clock: ReturnType<typeof instantClock>; ask: (url?: string, seconds?: number) => ReturnType<Sender['ask']>;
} {
  const transport = new ScriptedTransport(script);
  const clock = instantClock();
  const sender = new Sender(transport, clock, RULES, { ...PATIENCE, ...patience });
  return {
    transport,
    clock,
    ask: (url = 'https://registry.test/v2/', seconds = 60) => sender.ask(
      { method: 'GET', url: new URL(url), authorization: 'Basic x', maxBytes: 10 }, { deadline: clock.now() + seconds * 1000 }),
  };
}

const redirect = (location: string): Scripted => ({ status: 307, headers: { location: [location] } });

describe('repetitions', () => {
  test('a refusal is repeated with growing waits, so many times', async () => {
    const { transport, clock, ask } = setUp([new TransportError('connection-refused', 'ECONNREFUSED')]);
    expect(await ask()).toEqual({ kind: 'failed', problem: 'connection-refused', host: 'registry.test', systemCode: 'ECONNREFUSED' });
    expect(transport.sent).toHaveLength(4);
    expect(clock.waits).toEqual([375, 750, 1500]);
  });

  test.each(['dns', 'tls-untrusted', 'tls-name', 'not-http', 'body-too-large', 'headers-too-large', 'proxy'] as const)('%s is not repeated', async (problem) => {
    const { transport, ask } = setUp([new TransportError(problem)]);
    expect(await ask()).toMatchObject({ kind: 'failed', problem });
    expect(transport.sent).toHaveLength(1);
  });

  test('a resolver that cannot answer right now is asked again', async () => {
    const { ask } = setUp([new TransportError('dns', 'EAI_AGAIN'), { status: 200 }]);
    expect(await ask()).toMatchObject({ kind: 'answered', status: 200 });
  });

  test('Retry-After is waited for, to the second', async () => {
    const { clock, ask } = setUp([{ status: 429, headers: { 'retry-after': ['7'] } }, { status: 200 }]);
    expect(await ask()).toMatchObject({ kind: 'answered', status: 200 });
    expect(clock.waits).toEqual([7000]);
  });

  test('a longer wait than allowed is told, not waited for', async () => {
    const { transport, clock, ask } = setUp([{ status: 429, headers: { 'retry-after': ['31'] } }]);
    expect(await ask()).toEqual({ kind: 'failed', problem: 'too-many-requests', host: 'registry.test', status: 429, retryAfterSeconds: 31 });
    expect(transport.sent).toHaveLength(1);
    expect(clock.waits).toEqual([]);
  });

  test('what one request was told holds for the next: nobody asks before the time', async () => {
    const { transport, clock, ask } = setUp([{ status: 429, headers: { 'retry-after': ['100'] } }, { status: 200 }]);
    await ask();
    expect(await ask()).toEqual({ kind: 'failed', problem: 'too-many-requests', host: 'registry.test', retryAfterSeconds: 100 });
    expect(transport.sent).toHaveLength(1);
    expect(await ask('https://other.test/')).toMatchObject({ kind: 'answered' });
    await clock.sleep(80_000);
    expect(await ask()).toMatchObject({ kind: 'answered' });
    expect(clock.waits).toEqual([80_000, 20_000]);
  });

  test('nothing is waited for beyond the deadline', async () => {
    const { transport, clock, ask } = setUp([{ status: 503 }]);
    expect(await ask(undefined, 1)).toMatchObject({ kind: 'failed', problem: 'server-error', status: 503 });
    expect(clock.waits).toEqual([375]);
    expect(transport.sent.map(({ timeoutMs }) => timeoutMs)).toEqual([1000, 625]);
  });

  test('after the deadline nothing is sent', async () => {
    const { transport, ask } = setUp([{ status: 200 }]);
    expect(await ask(undefined, 0)).toMatchObject({ kind: 'failed', problem: 'timeout' });
    expect(transport.sent).toHaveLength(0);
  });

  test('retries can be turned off', async () => {
    const { transport, ask } = setUp([{ status: 500 }], { retries: 0 });
    expect(await ask()).toMatchObject({ problem: 'server-error', status: 500 });
    expect(transport.sent).toHaveLength(1);
  });
});

describe('redirects', () => {
  const route = (transport: ScriptedTransport): unknown[] => transport.sent.map(({ url, headers }) => [url.href, headers.authorization]);

  test('on the same origin keep the login', async () => {
    const { transport, ask } = setUp([redirect('/elsewhere'), { status: 200 }]);
    expect(await ask()).toMatchObject({ kind: 'answered', foreign: false });
    expect(route(transport)).toEqual([['https://registry.test/v2/', 'Basic x'], ['https://registry.test/elsewhere', 'Basic x']]);
  });

  test.each(['https://storage.test/x', 'https://registry.test:8443/x', 'https://sub.registry.test/x'])('to %s lose it', async (target) => {
    const { transport, ask } = setUp([redirect(target), { status: 200 }]);
    expect(await ask()).toMatchObject({ kind: 'answered', foreign: true });
    expect(route(transport)).toEqual([['https://registry.test/v2/', 'Basic x'], [target, undefined]]);
  });

  test('that come home again do not bring it back', async () => {
    const { transport, ask } = setUp([redirect('https://storage.test/x'), redirect('https://registry.test/y'), { status: 200 }]);
    expect(await ask()).toMatchObject({ kind: 'answered', foreign: true });
    expect(route(transport).at(-1)).toEqual(['https://registry.test/y', undefined]);
  });

  test('go no further than five', async () => {
    const { transport, ask } = setUp([redirect('/again')]);
    expect(await ask()).toEqual({ kind: 'failed', problem: 'redirect-loop', host: 'registry.test' });
    expect(transport.sent).toHaveLength(6);
  });

  test.each(['http://registry.test/', 'http://other.test/', 'https://127.0.0.1/', 'ftp://x.test/', 'https://u:p@x.test/', 'https://['])('to %s are not followed', async (target) => {
    const { transport, ask } = setUp([redirect(target)]);
    expect(await ask()).toMatchObject({ kind: 'failed', problem: 'redirect-refused' });
    expect(transport.sent).toHaveLength(1);
  });

  test('to a host of plain HTTP are followed without a login', async () => {
    const { transport, ask } = setUp([redirect('http://plain.test/x'), { status: 200 }]);
    expect(await ask()).toMatchObject({ kind: 'answered' });
    expect(route(transport).at(-1)).toEqual(['http://plain.test/x', undefined]);
  });
});

test('nothing is asked to be compressed', async () => {
  const { transport, ask } = setUp([{ status: 200 }]);
  await ask();
  expect(transport.sent[0]?.headers).toEqual({ 'accept': '*/*', 'accept-encoding': 'identity', 'user-agent': 'pullproof', 'authorization': 'Basic x' });
});
