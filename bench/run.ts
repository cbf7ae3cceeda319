import { benchAudit } from './audit';
import { benchOperations } from './operations';
import { isMissed, printTable } from './result';
import { benchSynth } from './synth';

const results = [...benchSynth(), ...benchAudit(), ...benchOperations()];
process.stdout.write(printTable(results));
process.exitCode = results.some(isMissed) ? 1 : 0;
