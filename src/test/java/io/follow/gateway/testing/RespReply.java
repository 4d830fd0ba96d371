package io.follow.gateway.testing;

/** Finds the end of a RESP reply. */
final class RespReply {

    private RespReply() {}

    /** The length of the first reply; all bytes if it is incomplete. */
    static int lengthOfFirst(byte[] bytes, int length) {
        int end = end(bytes, 0, length);
        return end < 0 ? length : end;
    }

    /** The end of the reply that begins at a position, or -1. */
    private static int end(byte[] bytes, int from, int length) {
        int lineEnd = from;
        while (lineEnd < length && bytes[lineEnd] != '\n') {
            lineEnd++;
        }
        if (lineEnd == length) {
            return -1;
        }
        int next = lineEnd + 1;
        return switch (bytes[from]) {
            case '$', '=' -> {
                int size = number(bytes, from + 1, lineEnd);
                int end = size < 0 ? next : next + size + 2;
                yield end <= length ? end : -1;
            }
            case '*', '~', '>' -> endOfAll(bytes, next, length, number(bytes, from + 1, lineEnd));
            case '%' -> endOfAll(bytes, next, length, 2 * number(bytes, from + 1, lineEnd));
            default -> next;
        };
    }

    private static int endOfAll(byte[] bytes, int from, int length, int count) {
        int end = from;
        for (int i = 0; i < count && end >= 0; i++) {
            end = end < length ? end(bytes, end, length) : -1;
        }
        return end;
    }

    private static int number(byte[] bytes, int from, int lineEnd) {
        return Integer.parseInt(
                new String(bytes, from, lineEnd - from, java.nio.charset.StandardCharsets.US_ASCII).strip());
    }
}
