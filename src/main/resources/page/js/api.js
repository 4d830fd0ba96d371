import { session } from './session.js';

const PATIENCE = 4000;

/** Milliseconds for calls that look at thousands of entries; a slow one is no outage. */
export const SCAN_PATIENCE = 30_000;

/** A call that did not succeed. `status` is 0 when nothing answered in time. */
export class ApiError extends Error {
  constructor(status, code, message, answer = null) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.answer = answer;
  }

  /** Whether the gateway or its server is away or in trouble, so that the same call may succeed later. */
  get isOutage() {
    return this.status === 0 || this.status >= 500;
  }
}

/**
 * Calls the gateway and returns the JSON of its answer.
 *
 * @param {string} path from the root
 * @param {{method?: string, body?: object, patience?: number}} options `patience` in milliseconds
 * @throws {ApiError} when it was refused, failed or was not answered in time
 */
export async function call(path, { method = 'GET', body, patience = PATIENCE } = {}) {
  const headers = { Accept: 'application/json' };
  if (session.token) {
    headers.Authorization = `Bearer ${session.token}`;
  }
  if (body) {
    headers['Content-Type'] = 'application/json';
  }
  let response;
  let text;
  try {
    response = await fetch(path, {
      method,
      headers,
      body: body && JSON.stringify(body),
      cache: 'no-store',
      signal: AbortSignal.timeout(patience),
    });
    text = await response.text();
  } catch (failure) {
    throw new ApiError(0, failure.name === 'TimeoutError' ? 'TIMEOUT' : 'UNREACHABLE', 'the gateway does not respond');
  }
  const answer = parse(text);
  if (!response.ok) {
    throw problem(response.status, answer);
  }
  return answer;
}

/** The error that an answer's status and body tell of. */
export function problem(status, answer) {
  return new ApiError(status, answer?.code ?? `HTTP_${status}`, answer?.message ?? `the gateway answered ${status}`, answer);
}

/** The JSON in a text; null where there is none. */
export function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
