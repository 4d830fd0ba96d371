import { typeOf } from './format.js';

/** The stages of a job in their order, with what a person calls them. */
export const STAGES = [
  ['queued', 'Queued'],
  ['validating', 'Checking'],
  ['decoding', 'Decoding'],
  ['processing', 'Resizing'],
  ['encoding', 'Encoding'],
  ['uploading', 'Storing'],
];

const HINTS = {
  INVALID_MAGIC_BYTES: 'The file is not of the type that its name says. Save it again as JPEG, PNG or WebP.',
  DECODE_HEADER_FAILED: 'The file is damaged at its beginning. Try the original.',
  DECODE_FAILED: 'The file is damaged or truncated. Try the original.',
  DECOMPRESSION_BOMB: 'The picture contains more pixels or data than the gateway accepts.',
  WORKER_TOO_SMALL:
    'The picture needs more memory than the gateway has. Increase the heap (-Xmx), then replay the dead letter.',
  FILE_TOO_LARGE: 'Send a smaller file, or raise IMG_GW_MAX_FILE_SIZE.',
  FILE_TOO_SMALL: 'The file is empty.',
  UNSUPPORTED_FORMAT: 'Save it as JPEG, PNG or WebP.',
  PROCESS_TIMEOUT: 'Processing took longer than IMG_GW_PROCESS_TIMEOUT_MS allows.',
  SOURCE_NOT_FOUND: 'The job is now a dead letter; you can replay it.',
  STORAGE_READ_FAILED: 'The job is now a dead letter; replay it when the store is available again.',
  STORAGE_UPLOAD_FAILED: 'The job is now a dead letter; replay it when the store is available again.',
  PROCESS_FAILED: 'The job is now a dead letter; for details, see the log of the gateway.',
  ENCODE_FAILED: 'The job is now a dead letter; for details, see the log of the gateway.',
  MAX_DELIVERIES_EXCEEDED: 'The job terminated its worker on every run, and is now a dead letter.',
};

let last = 0;

/**
 * One photo on its way. `phase` is `waiting`, `uploading`, `held` (the gateway or its server is away), `working`, `done`
 * or `failed`. What of it outlives the page is in its `record`.
 */
export class Photo {
  phase = 'waiting';
  stage = null;
  sent = 0;
  grant = null;
  result = null;
  problem = null;
  /** Milliseconds since 1970. */
  times = { started: 0, sent: 0, ended: 0 };
  #url = null;

  /** @param {File|null} file null where a reload has lost it; then `record` says what it was */
  constructor(file, record = null) {
    this.file = file;
    this.key = record?.key ?? `${String(Date.now()).padStart(16, '0')}-${String(last++).padStart(6, '0')}`;
    this.name = record?.name ?? (file.name || 'picture');
    this.type = record?.type ?? typeOf(file);
    this.size = record?.size ?? file.size;
    if (record) {
      const { phase, imageId, result, problem, times } = record;
      Object.assign(this, { phase, result, problem, times });
      this.grant = imageId ? { image_id: imageId } : null;
    }
  }

  /** What is kept, so that a photo can be made of it again. */
  get record() {
    const { key, name, type, size, phase, result, problem, times } = this;
    // The right to upload is not kept: whoever reads what a browser keeps must not get it.
    const isSent = phase === 'working' || this.hasEnded;
    return { key, name, type, size, phase, result, problem, times, imageId: isSent ? this.imageId : null };
  }

  /** An address of the original, in this page alone; null where it is lost. */
  get url() {
    if (this.#url === null && this.file) {
      this.#url = URL.createObjectURL(this.file);
    }
    return this.#url;
  }

  get hasEnded() {
    return this.phase === 'done' || this.phase === 'failed';
  }

  /** Whether the gateway does not have its bytes yet. */
  get isUnsent() {
    return this.phase === 'waiting' || this.phase === 'uploading' || this.phase === 'held';
  }

  get imageId() {
    return this.grant?.image_id ?? null;
  }

  startUpload() {
    this.phase = 'uploading';
    this.sent = 0;
    this.times.started ||= Date.now();
  }

  /** The gateway has said 202: the bytes are stored and the job is in the stream. */
  accepted() {
    this.sent = 1;
    this.times.sent = Date.now();
    this.#work('queued');
  }

  /** An event of the job; a late one changes nothing. */
  reached(stage) {
    this.#work(stage);
  }

  #work(stage) {
    if (!this.hasEnded) {
      this.phase = 'working';
      this.stage = stage;
    }
  }

  succeed(result) {
    this.phase = 'done';
    this.result = result;
    this.times.ended = Date.now();
  }

  fail(code, message, result = null) {
    this.phase = 'failed';
    this.problem = { code, message, hint: HINTS[code] ?? '' };
    this.result = result;
    this.times.ended = Date.now();
  }

  forget() {
    if (this.#url !== null) {
      URL.revokeObjectURL(this.#url);
    }
  }
}
