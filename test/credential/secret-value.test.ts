import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { inspect } from 'node:util';
import { serialize } from 'node:v8';
import { ApiObject, App, Chart } from 'cdk8s';
import { SecretValue } from '../../src/credential';
import { PullproofError } from '../../src/error';
import { CANARY_PASSWORD } from '../support/canary';

const secret = SecretValue.unsafePlainText(CANARY_PASSWORD);

function errorOf(action: () => unknown): PullproofError {
  try {
    action();
  } catch (error) {
    if (PullproofError.isPullproofError(error)) {
      return error;
    }
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('ways to text that are refused', () => {
  const ways: [string, () => unknown][] = [
    ['String()', () => String(secret)],
    ['a template literal', () => `${secret as unknown as string}`],
    ['concatenation', () => 'password=' + (secret as unknown as string)],
    ['toString', () => secret.toString()],
    ['toJSON', () => secret.toJSON()],
    ['JSON.stringify', () => JSON.stringify({ deep: [secret] })],
    ['Symbol.toPrimitive', () => (secret as unknown as Record<symbol, () => unknown>)[Symbol.toPrimitive]?.call(secret)],
    ['arithmetic', () => Number(secret)],
    ['comparison', () => (secret as unknown as string) < 'x'],
    ['joining a list', () => [secret].join()],
    ['a Buffer', () => Buffer.from(secret as unknown as string)],
    ['resolve, which cdk8s calls', () => secret.resolve()],
    ['a key of an object', () => ({ [secret as unknown as string]: 1 })],
  ];

  test.each(ways)('%s throws and says the way out', (_way, action) => {
    const error = errorOf(action);
    expect(error.code).toBe('secret-exposed');
    expect(error.message).toContain('unsafeUnwrap()');
    expect(error.message).not.toContain(CANARY_PASSWORD);
  });

  test('a cdk8s object that holds one does not synthesise', () => {
    const chart = new Chart(new App(), 'chart');
    new ApiObject(chart, 'object', { apiVersion: 'v1', kind: 'ConfigMap', data: { password: secret } } as never);
    expect(() => chart.toJson()).toThrow('a secret value was about to be written to a manifest; pass the SecretValue itself on');
  });
});

describe('what copies and logs show', () => {
  test('inspection prints that something is hidden', () => {
    expect(inspect(secret)).toBe('SecretValue(hidden)');
    expect(inspect({ deep: { secret } })).toBe('{ deep: { secret: SecretValue(hidden) } }');
  });

  test('inspection that asks for everything finds nothing', () => {
    expect(inspect(secret, { showHidden: true, customInspect: false, getters: true, depth: 9 })).not.toContain(CANARY_PASSWORD);
  });

  test('console.log prints that something is hidden', () => {
    const printed: string[] = [];
    const stream = new Writable({
      write: (chunk, _encoding, done) => {
        printed.push(String(chunk));
        done();
      },
    });
    new Console(stream).log('got', secret, [secret]);
    expect(printed.join('')).toBe('got SecretValue(hidden) [ SecretValue(hidden) ]\n');
  });

  test('nothing is enumerable, and nothing can be added', () => {
    expect(Reflect.ownKeys(secret)).toEqual([]);
    expect({ ...secret }).toEqual({});
    expect(Object.isFrozen(secret)).toBe(true);
  });

  test('structured clones and serialised copies are empty', () => {
    expect(Reflect.ownKeys(structuredClone(secret))).toEqual([]);
    expect(serialize(secret).toString('latin1')).not.toContain(CANARY_PASSWORD);
  });
});

describe('the way out', () => {
  test('unsafeUnwrap returns the text unchanged', () => {
    expect(secret.unsafeUnwrap()).toBe(CANARY_PASSWORD);
  });

  test('what is no text is refused without being shown', () => {
    const error = errorOf(() => SecretValue.unsafePlainText({ password: CANARY_PASSWORD } as unknown as string));
    expect(error.message).toBe('a secret value must be made from a string (got object)');
  });
});

describe('isSecretValue', () => {
  test('knows secret values, those of another copy of the package included', () => {
    class OfAnotherCopy {}
    Object.defineProperty(OfAnotherCopy.prototype, Symbol.for('pullproof.SecretValue'), { value: true });
    expect(SecretValue.isSecretValue(secret)).toBe(true);
    expect(SecretValue.isSecretValue(new OfAnotherCopy())).toBe(true);
  });

  test.each([['text', CANARY_PASSWORD], ['nothing', undefined], ['null', null], ['an object', {}]])('knows that %s is none', (_what, value) => {
    expect(SecretValue.isSecretValue(value)).toBe(false);
  });
});
