export { checkConnectionOptions, loginKey, proxyFromEnvironment, SYSTEM_CLOCK, TransportError, UndiciTransport } from '../http';
export type {
  ConnectionOptions, IClock, IRegistryTransport, Login, ProxySettings, TransportProblem, TransportReply, TransportRequest,
} from '../http';
export type {
  AnswerBase, AvailabilityAnswer, AvailabilityAttempt, AvailableAnswer, DigestMismatchAnswer, FailedAnswer, RateLimitedAnswer, UsedCredential,
  WrongPlatformAnswer,
} from './answer/answer';
export { absenceRulesOf } from './answer/absence-rules';
export type { AbsenceRules } from './answer/absence-rules';
export { classifyRefusal } from './answer/classify';
export type { RefusalEvidence } from './answer/classify';
export type { Reason, ReasonFacts } from './answer/reason';
export { REASONS } from './answer/reasons';
export type { ReasonInfo } from './answer/reasons';
export { AVAILABILITY_STATES, EXPORTER_STATES } from './answer/state';
export type { AvailabilityState, ExporterState } from './answer/state';
export { checkAvailability } from './check/check-availability';
export type { CheckOptions, CheckProgress } from './check/options';
export type { AvailabilityRequest } from './check/request';
export type { Authorized, TokenRefused, Unauthorizable } from './client/authorizer';
export type { Answered, Exchange, ExchangeProblem, Failed, Task } from './client/exchange';
export { RegistryClient } from './client/registry-client';
export type { Place, RegistryAnswer, RegistryClientIo, RegistryHost, RegistryReply } from './client/registry-client';
export { parseChallenges } from './protocol/challenges';
export type { Challenge } from './protocol/challenges';
export { missingPlatforms, parsePlatform } from './protocol/platforms';
