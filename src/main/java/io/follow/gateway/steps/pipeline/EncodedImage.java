package io.follow.gateway.steps.pipeline;

import io.follow.gateway.image.EncodeOptions;

/** A processed image or a rendition in its output format. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record EncodedImage(byte[] bytes, EncodeOptions options, int width, int height) {}
