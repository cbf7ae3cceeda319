import { TokenCache } from '../../../src/availability/client/token-cache';
import { instantClock } from '../faults/fault-case';

test('a token is good until shortly before its end', async () => {
  const clock = instantClock();
  const cache = new TokenCache(clock);
  cache.set('key', 'token', 60);
  expect(cache.get('key')).toBe('token');
  await clock.sleep(54_000);
  expect(cache.get('key')).toBe('token');
  await clock.sleep(1000);
  expect(cache.get('key')).toBeUndefined();
});

test('a token that was refused is forgotten, a newer one is not', () => {
  const cache = new TokenCache(instantClock());
  cache.set('key', 'old', 60);
  cache.forget('key', 'old');
  expect(cache.get('key')).toBeUndefined();
  cache.set('key', 'new', 60);
  cache.forget('key', 'old');
  expect(cache.get('key')).toBe('new');
});

test('it holds a thousand tokens, the latest ones', () => {
  const cache = new TokenCache(instantClock());
  for (let index = 0; index < 1500; index += 1) {
    cache.set(`key ${index}`, 'token', 60);
  }
  expect(Array.from({ length: 1500 }, (_, index) => cache.get(`key ${index}`)).filter((token) => token !== undefined)).toHaveLength(1000);
  expect(cache.get('key 499')).toBeUndefined();
  expect(cache.get('key 500')).toBe('token');
});
