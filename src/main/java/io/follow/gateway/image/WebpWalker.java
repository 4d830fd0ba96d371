package io.follow.gateway.image;

/** Iterates over the chunks of a RIFF list; a chunk that exceeds the file is truncated to what is available. */
final class WebpWalker {

    private static final int CHUNK_HEADER = 8;

    private final Bytes bytes;
    private final int end;
    private int position;
    private int chunk;
    private long claimed;
    private boolean complete = true;

    WebpWalker(Bytes bytes, int start, int end) {
        this.bytes = bytes;
        this.position = start;
        this.end = end;
    }

    boolean next() throws ImageException {
        if (position + CHUNK_HEADER > end) {
            return false;
        }
        chunk = position;
        claimed = bytes.u32Little(chunk + 4);
        long next = chunk + CHUNK_HEADER + claimed + (claimed & 1);
        // The padding byte of the last chunk is often missing, which is harmless.
        complete &= next - (claimed & 1) <= end;
        position = (int) Math.min(end, next);
        return true;
    }

    boolean is(String type) {
        return bytes.isAscii(chunk, type);
    }

    /** The offset of the chunk's content. */
    int start() {
        return chunk + CHUNK_HEADER;
    }

    /** The number of content bytes available. */
    int length() {
        return (int) Math.min(claimed, (long) end - start());
    }

    int chunkStart() {
        return chunk;
    }

    /** Whether every chunk so far ends inside the list. */
    boolean complete() {
        return complete;
    }
}
