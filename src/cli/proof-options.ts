import type { Command } from 'commander';
import type { Acknowledgement } from '../audit';
import { atOption, collect, parseAcknowledgement } from './options';

/** Options that say what refutes the proof of an install. */
export interface ProofFlags {
  readonly strict?: boolean;
  readonly acknowledge?: readonly string[];
}

/** Adds the options of {@link ProofFlags}. */
export function addProofOptions(command: Command): Command {
  return command
    .option('--strict', 'let warnings count as findings')
    .option('--acknowledge <RULE=REASON>', 'accept findings of a rule; RULE@KIND NAMESPACE/NAME: those of one object (repeatable)', collect);
}

/**
 * Reads what refutes a proof.
 *
 * @throws PullproofError `usage`
 */
export function readProof({ strict = false, acknowledge = [] }: ProofFlags): { strict: boolean; acknowledgements: Acknowledgement[] } {
  return { strict, acknowledgements: acknowledge.map((text) => atOption('--acknowledge', () => parseAcknowledgement(text))) };
}
