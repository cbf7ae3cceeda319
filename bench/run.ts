import { benchAudit } from './audit';
import { benchAvailability } from './availability';
import { benchOperations } from './operations';
import { benchPulumi } from './pulumi';
import { isMissed, printTable } from './result';
import { benchSynth } from './synth';

void (async () => {
  const results = [...benchSynth(), ...benchAudit(), ...benchOperations(), ...benchPulumi(), ...await benchAvailability()];
  process.stdout.write(printTable(results));
  process.exitCode = results.some(isMissed) ? 1 : 0;
})();
