package io.follow.gateway.image;

import java.util.ArrayList;
import java.util.List;

/** The frames of an animated WebP (RFC 9649, 2.7.1). */
final class WebpFrames implements FrameList {

    private static final int RIFF_HEADER = 12;
    private static final int FRAME_HEADER = 16;
    private static final int CLEARED = 1;
    private static final int NOT_BLENDED = 2;

    private final Bytes bytes;
    private final AnimationPlayer.WebpPixels decoder;
    private final List<Chunk> chunks = new ArrayList<>();
    private int plays;

    /** The content of an ANMF chunk. */
    private record Chunk(int start, int end) {}

    private WebpFrames(Bytes bytes, AnimationPlayer.WebpPixels decoder) {
        this.bytes = bytes;
        this.decoder = decoder;
    }

    /** Of a file whose header was checked. */
    static WebpFrames of(byte[] file, AnimationPlayer.WebpPixels decoder) throws ImageException {
        Bytes bytes = Bytes.of(file);
        WebpFrames frames = new WebpFrames(bytes, decoder);
        WebpWalker walker = new WebpWalker(bytes, RIFF_HEADER, (int) Math.min(file.length, bytes.u32Little(4) + 8));
        while (walker.next()) {
            if (walker.is("ANIM")) {
                frames.plays = bytes.u24Little(walker.start() + 3) >> 8;
            } else if (walker.is("ANMF")) {
                frames.chunks.add(new Chunk(walker.start(), walker.start() + walker.length()));
            }
        }
        return frames;
    }

    @Override
    public int plays() {
        return plays;
    }

    @Override
    public int count() {
        return chunks.size();
    }

    @Override
    public AnimationFrame frame(int index) throws ImageException {
        int start = chunks.get(index).start();
        int flags = bytes.u8(start + FRAME_HEADER - 1);
        return new AnimationFrame(
                FrameArea.ofWebp(bytes, start),
                bytes.u24Little(start + 12),
                (flags & CLEARED) != 0 ? Disposal.CLEAR : Disposal.KEEP,
                (flags & NOT_BLENDED) == 0);
    }

    @Override
    public int[] pixels(int index) throws ImageException {
        Chunk chunk = chunks.get(index);
        FrameArea area = FrameArea.ofWebp(bytes, chunk.start());
        WebpWalker walker = new WebpWalker(bytes, chunk.start() + FRAME_HEADER, chunk.end());
        while (walker.next()) {
            if (walker.is("VP8 ") || walker.is("VP8L")) {
                WebpBitstream stream = WebpBitstream.read(bytes, walker.start(), walker.is("VP8L"));
                if (stream.width() != area.width() || stream.height() != area.height()) {
                    break;
                }
                byte[] file = MetadataStripper.webpFrame(bytes, chunk.start() + FRAME_HEADER, chunk.end(), area);
                return decoder.of(file, area.width(), area.height());
            }
        }
        throw new ImageException(
                ImageError.DECODE_FAILED,
                "frame " + (index + 1) + " has no picture of " + area.width() + "×" + area.height()
                        + " pixels; expected one, as its header says");
    }
}
