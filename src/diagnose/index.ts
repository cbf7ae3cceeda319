export { diagnose } from './diagnose';
export type { Diagnosis, TroubleFinding, TroublePlace } from './diagnosis';
export { findPullTrouble, pullTroubles } from './find-trouble';
export type { DiagnosisInput, DiagnosisText } from './read-observations';
export { DIAGNOSIS_VERSION, printDiagnosisJson } from './report-json';
export { printDiagnosisText } from './report-text';
export type { MessageExample, PullTrouble, TroubleFamily } from './trouble';
