package io.follow.gateway.image;

/** Turns pixels into a file without any metadata. Safe for use by several threads. */
public interface Encoder {

    /**
     * Encodes a picture; transparency becomes the ground of the options where the format has none.
     *
     * @throws ImageException {@link ImageError#ENCODE_FAILED}
     */
    byte[] encode(Picture picture, EncodeOptions options) throws ImageException;
}
