package io.follow.gateway.image;

/** Encodes pixels into a file without metadata. Thread-safe. */
public interface Encoder {

    /**
     * Encodes a picture; where the format has no transparency, the ground of the options shows through.
     *
     * @throws ImageException {@link ImageError#ENCODE_FAILED}
     */
    byte[] encode(Picture picture, EncodeOptions options) throws ImageException;
}
