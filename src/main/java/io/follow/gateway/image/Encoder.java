package io.follow.gateway.image;

/** Encodes pixels into a file without metadata. Thread-safe. */
public interface Encoder {

    /**
     * Encodes a picture; transparency becomes the background of the options if the format does not support it.
     *
     * @throws ImageException {@link ImageError#ENCODE_FAILED}
     */
    byte[] encode(Picture picture, EncodeOptions options) throws ImageException;
}
