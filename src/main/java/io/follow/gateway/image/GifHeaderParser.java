package io.follow.gateway.image;

/** Reads the blocks of a GIF. */
final class GifHeaderParser {

    private final Bytes bytes;
    private final ImageLimits limits;

    GifHeaderParser(Bytes bytes, ImageLimits limits) {
        this.bytes = bytes;
        this.limits = limits;
    }

    /** A canvas that is smaller than the first picture grows with it, as in browsers. */
    ImageHeader parse() throws ImageException {
        GifBlocks blocks = new GifBlocks(bytes, limits).read();
        GifFrame first = blocks.first();
        FrameArea area = first.area();
        limits.checkPixels(area.width(), area.height());
        int width = Math.max(blocks.screenWidth(), area.x() + area.width());
        int height = Math.max(blocks.screenHeight(), area.y() + area.height());
        limits.checkPixels(width, height);
        boolean partial = area.width() != width || area.height() != height;
        return new ImageHeader(
                ImageFormat.GIF,
                width,
                height,
                Orientation.NORMAL,
                ColourModel.PALETTE,
                8,
                partial || first.transparentIndex() >= 0,
                blocks.frames(),
                first.interlaced(),
                true,
                blocks.complete(),
                area,
                null,
                null,
                null);
    }
}
