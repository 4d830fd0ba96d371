package io.follow.gateway.image;

import java.util.List;

/** The frames of a GIF. */
final class GifFrames implements FrameList {

    private static final int MILLIS = 10;
    private static final int CLEAR = 2;
    private static final int RESTORE = 3;

    private final Bytes bytes;
    private final GifBlocks blocks;
    private final List<GifFrame> frames;

    private GifFrames(Bytes bytes, GifBlocks blocks) {
        this.bytes = bytes;
        this.blocks = blocks;
        this.frames = blocks.all();
    }

    /** Of a file whose header was checked. */
    static GifFrames of(byte[] file) throws ImageException {
        Bytes bytes = Bytes.of(file);
        return new GifFrames(bytes, new GifBlocks(bytes, ImageLimits.UNLIMITED).read());
    }

    @Override
    public int plays() {
        return blocks.plays();
    }

    @Override
    public int count() {
        return frames.size();
    }

    @Override
    public AnimationFrame frame(int index) {
        GifFrame frame = frames.get(index);
        Disposal disposal =
                switch (frame.disposal()) {
                    case CLEAR -> Disposal.CLEAR;
                    case RESTORE -> Disposal.RESTORE;
                    default -> Disposal.KEEP;
                };
        return new AnimationFrame(frame.area(), frame.delay() * MILLIS, disposal, true);
    }

    @Override
    public int[] pixels(int index) throws ImageException {
        GifFrame frame = frames.get(index);
        int width = frame.area().width();
        int[] pixels = new int[Math.multiplyExact(width, frame.area().height())];
        GifPixels.decode(bytes, blocks, frame, (y, row) -> System.arraycopy(row, 0, pixels, y * width, width));
        return pixels;
    }
}
