package io.follow.gateway.image.ffmpeg;

import static io.follow.gateway.image.TestImages.jpeg;
import static io.follow.gateway.image.TestImages.quadrants;
import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;

import io.follow.gateway.image.HeaderProbe;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.ImageHeader;
import io.follow.gateway.image.ImageLimits;
import io.follow.gateway.image.Picture;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FramePoolTest {

    private static final int ANY_WIDTH = 10_000;
    private static final int SOME_BYTES = 3_000_000;

    @BeforeAll
    static void load() {
        NativeLibraries.load();
    }

    // One for each test, because a pool keeps blocks of the size of the largest picture it has seen.
    private final FramePool pool = new FramePool();
    private final FrameDecoder decoder = new FrameDecoder(new Load(1), pool);

    /** There are native functions for ten. */
    @AfterEach
    void giveBackItsNativeFunction() {
        pool.close();
    }

    private Picture decode(int width, int height) throws ImageException {
        return decode(decoder, width, height);
    }

    private static Picture decode(FrameDecoder decoder, int width, int height) throws ImageException {
        byte[] file = jpeg(quadrants(width, height, BufferedImage.TYPE_INT_RGB));
        ImageHeader header = new HeaderProbe().probe(file, ImageFormat.JPEG, ImageLimits.DEFAULTS);
        return decoder.decode(file, header, ANY_WIDTH);
    }

    private static long addressOf(Picture picture) throws ImageException {
        return FramePicture.of(picture, ImageError.PROCESS_FAILED)
                .use(frame -> frame.data(0).address());
    }

    @Test
    void takesTheMemoryOfAPictureThatWasClosed() throws ImageException {
        // given
        long address;
        try (Picture first = decode(1200, 800)) {
            address = addressOf(first);
        }

        // when
        try (Picture second = decode(1100, 700)) {
            // then
            assertThat(addressOf(second)).isEqualTo(address);
        }
    }

    @Test
    void givesPicturesThatAreOpenAtTheSameTimeMemoryOfTheirOwn() throws ImageException {
        try (Picture first = decode(1300, 900);
                Picture second = decode(1300, 900);
                Picture larger = decode(2600, 1800)) {
            assertThat(addressOf(first)).isNotEqualTo(addressOf(second)).isNotEqualTo(addressOf(larger));
            assertThat(addressOf(second)).isNotEqualTo(addressOf(larger));
        }
    }

    @Test
    void clearsTheMemoryOfAPictureThatWasClosed() {
        // given
        AVBufferRef used = pool.acquire(SOME_BYTES);
        long address = used.data().address();
        Pointer.memset(used.data(), 0x77, SOME_BYTES);
        avutil.av_buffer_unref(used);

        // when
        AVBufferRef again = pool.acquire(SOME_BYTES);

        // then
        byte[] content = new byte[SOME_BYTES];
        again.data().get(content);
        assertThat(again.data().address()).isEqualTo(address);
        assertThat(content).isEqualTo(new byte[SOME_BYTES]);

        avutil.av_buffer_unref(again);
    }

    @Test
    void givesADecoderMemoryForOneFrame() {
        // given
        AVCodecContext context = avcodec.avcodec_alloc_context3(avcodec.avcodec_find_decoder(AV_CODEC_ID_MJPEG));
        AVFrame first = frame();
        AVFrame second = frame();

        // when, then
        assertThat(pool.call(context, first, 0)).isZero();
        assertThat(pool.call(context, second, 0)).isNegative();
        assertThat(second.data(0)).isNull();

        avutil.av_frame_free(first);
        avutil.av_frame_free(second);
        avcodec.avcodec_free_context(context);
    }

    private static AVFrame frame() {
        AVFrame frame = avutil.av_frame_alloc();
        frame.width(640);
        frame.height(480);
        frame.format(avutil.AV_PIX_FMT_YUVJ420P);
        return frame;
    }

    @Test
    void isNotNeededByADecoderForWhichThereIsNone() throws ImageException {
        // given
        List<FramePool> pools = Stream.generate(FramePool::new).limit(25).toList();

        try {
            for (FramePool each : pools) {
                // when
                try (Picture picture = decode(new FrameDecoder(new Load(1), each), 640, 480)) {
                    // then
                    assertThat(picture.width()).isEqualTo(640);
                }
            }
        } finally {
            pools.forEach(FramePool::close);
        }
    }
}
