package io.follow.gateway.image.heif;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes boxes; the size of each is filled in when it ends. Not thread-safe. */
final class BoxWriter {

    private static final int HEAD = 8;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** The content of a box. */
    @FunctionalInterface
    interface Content {
        void writeTo(BoxWriter box);
    }

    BoxWriter box(String type, Content content) {
        BoxWriter inner = new BoxWriter();
        content.writeTo(inner);
        return u32(HEAD + inner.out.size()).ascii(type).bytes(inner.out.toByteArray());
    }

    /** A box with a version and flags. */
    BoxWriter fullBox(String type, int version, int flags, Content content) {
        return box(type, inner -> {
            inner.u32(version << 24 | flags);
            content.writeTo(inner);
        });
    }

    BoxWriter u8(int value) {
        out.write(value);
        return this;
    }

    BoxWriter u16(int value) {
        return u8(value >> 8).u8(value);
    }

    BoxWriter u32(int value) {
        return u16(value >> 16).u16(value);
    }

    BoxWriter ascii(String text) {
        return bytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    BoxWriter bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    int size() {
        return out.size();
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }
}
