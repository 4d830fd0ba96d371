import { ApiError, call, parse, problem } from './api.js';
import { typeOf } from './format.js';

const STALLED = 60_000;

/** Asks for the right to upload one file: `{image_id, storage_key, token, expires_at}`. */
export async function grantFor(file) {
  const grants = await call('/api/v1/demo/tokens', {
    method: 'POST',
    body: { files: [{ name: file.name, content_type: typeOf(file) }] },
  });
  return grants.tokens[0];
}

/**
 * Sends the bytes of a file. XMLHttpRequest, because fetch does not tell how much was sent.
 *
 * @param {File} file what is sent
 * @param {string} token the right to do so
 * @param {function(number)} onProgress is told the share that was sent, 0 to 1
 * @throws {ApiError} when it was not accepted; with status 0 it may have been
 */
export function send(file, token, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let watch = 0;
    const stillAlive = () => {
      clearTimeout(watch);
      watch = setTimeout(() => request.abort(), STALLED);
    };
    const unreachable = () => reject(new ApiError(0, 'UNREACHABLE', 'the gateway does not respond'));
    request.open('PUT', '/api/v1/upload');
    request.setRequestHeader('Authorization', `Bearer ${token}`);
    request.setRequestHeader('Content-Type', typeOf(file));
    request.upload.addEventListener('progress', (event) => {
      stillAlive();
      onProgress(event.total ? event.loaded / event.total : 0);
    });
    request.addEventListener('load', () => {
      const answer = parse(request.responseText);
      if (request.status === 202) {
        resolve(answer);
      } else {
        reject(problem(request.status, answer));
      }
    });
    request.addEventListener('error', unreachable);
    request.addEventListener('abort', unreachable);
    request.addEventListener('loadend', () => clearTimeout(watch));
    stillAlive();
    request.send(file);
  });
}
