import { AVAILABILITY_STATES, EXPORTER_STATES, REASONS } from '../../../src/availability';
import type { Reason, ReasonFacts } from '../../../src/availability';

const reasons = Object.entries(REASONS) as [Reason, (typeof REASONS)[Reason]][];
const FULL: Omit<ReasonFacts, 'reason'> = {
  host: 'h.test', withLogin: true, status: 403, systemCode: 'ECODE', otherHost: 'o.test', retryAfterSeconds: 7, mediaType: 'type/x',
  expectedDigest: 'sha256:a', foundDigest: 'sha256:b', missingPlatforms: ['linux/arm64'], platforms: ['linux/amd64'],
};

test('every state has a reason, and every reason a state', () => {
  expect(new Set(reasons.map(([, { state }]) => state))).toEqual(new Set(AVAILABILITY_STATES));
});

test.each(reasons)('%s is told in plain words, however little is known', (reason, info) => {
  for (const facts of [{ reason, host: 'h.test' }, { reason, ...FULL }]) {
    for (const words of [info.cause(facts), info.remedy(facts)]) {
      expect(words).toMatch(/^[a-zA-Z"].{8,}[^.\s]$/);
      expect(words).not.toMatch(/undefined|null|NaN|\[object|\(\)|  /);
    }
    expect(EXPORTER_STATES).toContain(info.exporterState(facts));
    if ((EXPORTER_STATES as readonly string[]).includes(info.state) && reason !== 'policy-block') {
      expect(info.exporterState(facts)).toBe(info.state);
    }
  }
});

test('what the exporter cannot tell becomes what it would say', () => {
  const exporter = (reason: Reason, status?: number): string => REASONS[reason].exporterState({ reason, host: 'h', ...(status !== undefined && { status }) });
  expect(exporter('hidden', 401)).toBe('authentication_failure');
  expect(exporter('hidden', 403)).toBe('authorization_failure');
  expect(exporter('hidden', 404)).toBe('authentication_failure');
  expect(exporter('too-many-requests', 429)).toBe('unknown_error');
  expect(exporter('platform-missing')).toBe('available');
  expect(exporter('digest-differs')).toBe('available');
  expect(exporter('policy-block', 412)).toBe('unknown_error');
});
