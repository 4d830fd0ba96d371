package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.Bytes;
import io.follow.gateway.image.Decoder;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.ImageHeader;
import io.follow.gateway.image.Picture;

/** Gives each file to the decoder of its format. */
final class NativeDecoder implements Decoder {

    private final Decoder jpeg;
    private final Decoder png;
    private final Decoder webp;
    private final Decoder heif;
    private final Decoder gif;

    NativeDecoder(Load load, FramePool pool, PngInflater inflater) {
        this.jpeg = new FrameDecoder(load, pool);
        this.png = new PngDecoder(load, pool, inflater);
        this.webp = new WebpDecoder(load);
        this.heif = new HeifDecoder(load);
        this.gif = new GifDecoder(load);
    }

    /** Whether such files are decoded correctly. */
    static boolean accepts(ImageHeader header) {
        return switch (header.format()) {
            case JPEG -> FrameDecoder.accepts(header);
            case PNG -> PngDecoder.accepts(header);
            case WEBP -> WebpDecoder.accepts(header);
            case AVIF, HEIC, GIF -> true;
        };
    }

    @Override
    public Picture decode(Bytes file, ImageHeader header, int maxWidth) throws ImageException {
        return decoder(header).decode(file, header, maxWidth);
    }

    @Override
    public long bytesNeeded(ImageHeader header, int maxWidth) {
        return decoder(header).bytesNeeded(header, maxWidth);
    }

    private Decoder decoder(ImageHeader header) {
        return switch (header.format()) {
            case JPEG -> jpeg;
            case PNG -> png;
            case WEBP -> webp;
            case AVIF, HEIC -> heif;
            case GIF -> gif;
        };
    }
}
