import { CANARY_PASSWORD, CANARY_USERNAME } from './canary';

/** Whether a text gives the canary password away: as it is, escaped, or in base64 at any alignment, alone or in a login. */
export function holdsCanary(text: string): boolean {
  return FORMS.some((form) => text.toLowerCase().includes(form.toLowerCase()));
}

const FORMS: readonly string[] = [
  CANARY_PASSWORD,
  encodeURIComponent(CANARY_PASSWORD),
  JSON.stringify(CANARY_PASSWORD).slice(1, -1),
  ...base64Forms(CANARY_PASSWORD),
  ...base64Forms(`${CANARY_USERNAME}:${CANARY_PASSWORD}`),
];

/** The part of its base64 that does not depend on what stands before and after. */
function base64Forms(text: string): string[] {
  return [0, 1, 2].map((shift) => {
    const encoded = Buffer.from('\0'.repeat(shift) + text + '\0'.repeat(3), 'utf8').toString('base64');
    return encoded.slice(shift === 0 ? 0 : 4, -8);
  });
}
