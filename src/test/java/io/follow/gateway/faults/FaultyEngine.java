package io.follow.gateway.faults;

import io.follow.gateway.image.Bytes;
import io.follow.gateway.image.Decoder;
import io.follow.gateway.image.ImageEngine;
import io.follow.gateway.image.ImageHeader;
import io.follow.gateway.image.Picture;
import io.follow.gateway.image.java2d.JavaEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Wraps the real engine and injects faults for images of certain widths; {@link FaultBeans} adds it to a worker. */
final class FaultyEngine {

    static final int HANGS = 31;

    /** Large enough for a thread of its own. */
    static final int HANGS_LARGE = 1031;

    static final int EXHAUSTS_THE_HEAP = 33;

    private static final int BLOCK_BYTES = 262_144;

    private FaultyEngine() {}

    static ImageEngine create() {
        ImageEngine real = JavaEngine.create();
        return new ImageEngine(
                "faulty",
                header -> !Boolean.getBoolean(FaultInjector.IMMUNE)
                        && (header.width() == HANGS
                                || header.width() == HANGS_LARGE
                                || header.width() == EXHAUSTS_THE_HEAP),
                new FaultyDecoder(real.decoder()),
                real.resizer(),
                real.encoder());
    }

    private record FaultyDecoder(Decoder real) implements Decoder {

        @Override
        public Picture decode(Bytes file, ImageHeader header, int maxWidth) {
            if (header.width() == EXHAUSTS_THE_HEAP) {
                exhaustTheHeap();
            }
            while (true) {
                // Ignores interrupts, as native code does.
                LockSupport.parkNanos(1_000_000);
                Thread.interrupted();
            }
        }

        /** Allocates the whole heap, so that other threads run out of memory, and releases it. */
        private static void exhaustTheHeap() {
            List<byte[]> taken = new ArrayList<>();
            while (true) {
                taken.add(new byte[BLOCK_BYTES]);
            }
        }

        @Override
        public long bytesNeeded(ImageHeader header, int maxWidth) {
            return real.bytesNeeded(header, maxWidth);
        }
    }
}
