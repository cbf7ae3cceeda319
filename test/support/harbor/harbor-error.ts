/** A refusal, as Harbor words it. */
export class HarborError extends Error {
  constructor(public readonly status: number, public readonly code: string, message: string) {
    super(message);
  }
}

export const badRequest = (message: string): HarborError => new HarborError(400, 'BAD_REQUEST', message);
export const unauthorized = (): HarborError => new HarborError(401, 'UNAUTHORIZED', 'unauthorized');
export const forbidden = (message = 'forbidden'): HarborError => new HarborError(403, 'FORBIDDEN', message);
export const denied = (message: string): HarborError => new HarborError(403, 'DENIED', message);
export const notFound = (message: string): HarborError => new HarborError(404, 'NOT_FOUND', message);
export const conflict = (message: string): HarborError => new HarborError(409, 'CONFLICT', message);
export const precondition = (message: string): HarborError => new HarborError(412, 'PRECONDITION', message);
