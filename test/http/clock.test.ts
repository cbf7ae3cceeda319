import { SYSTEM_CLOCK } from '../../src/availability';

test('a wait ends, or is ended with the reason of its signal', async () => {
  await expect(SYSTEM_CLOCK.sleep(1)).resolves.toBeUndefined();
  const stop = new AbortController();
  const waiting = SYSTEM_CLOCK.sleep(3_600_000, stop.signal);
  stop.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
});

test('chance is a number from 0 up to 1', () => {
  const number = SYSTEM_CLOCK.random();
  expect(number >= 0 && number < 1).toBe(true);
  expect(Number.isSafeInteger(SYSTEM_CLOCK.now())).toBe(true);
});
