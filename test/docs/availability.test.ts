import { REASONS } from '../../src';
import type { AvailabilityAnswer, AvailabilityReason, ImagePull, ReasonFacts } from '../../src';
import { settleState } from '../../src/preflight/settle-state';
import { expectSection, printTable } from './section';

/** What stands in for the parts of a sentence that differ from answer to answer. */
const FACTS: Omit<ReasonFacts, 'reason'> = {
  host: 'HOST', otherHost: 'OTHER', withLogin: true, mediaType: 'TYPE', expectedDigest: 'DIGEST', foundDigest: 'another digest',
  platforms: ['linux/amd64'], missingPlatforms: ['linux/arm64'],
};

/** Two reasons lie with the credentials, before any registry is asked. */
function credentialRows(): string[][] {
  const pull: ImagePull = { image: 'HOST/image', credentials: [], standing: 'more', platforms: [], uses: [] };
  const denied = { state: 'authentication_failure' } as AvailabilityAnswer;
  return [settleState(pull, denied), settleState(pull, undefined)].map(({ state, exporterState, reason, cause, remedy }) => (
    [`\`${state}\``, `\`${reason}\``, exporterState === state ? '' : `\`${exporterState}\``, plain(cause), plain(remedy)]));
}

function plain(text: string): string {
  return text.replaceAll('"HOST"', 'HOST').replaceAll('"OTHER"', 'OTHER').replaceAll('"TYPE"', 'TYPE');
}

test('docs/availability.md lists every reason, with the words of the answers', () => {
  const entries = Object.entries(REASONS) as [AvailabilityReason, typeof REASONS[AvailabilityReason]][];
  const rows = entries.map(([reason, { state, exporterState, cause, remedy }]) => {
    const facts = { ...FACTS, reason };
    const exporter = exporterState(facts);
    return [`\`${state}\``, `\`${reason}\``, exporter === state ? '' : `\`${exporter}\``, plain(cause(facts)), plain(remedy(facts))];
  });

  expectSection('docs/availability.md', 'reasons', printTable(['state', 'reason', 'in the exporter', 'what happened', 'what to do'], [...rows, ...credentialRows()]));
});
