package io.follow.gateway.image.ffmpeg;

import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.PngPixelData;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.bytedeco.javacpp.BytePointer;

/** The JDK's zlib, which is there on every platform. */
final class JdkInflater implements PngInflater {

    @Override
    public boolean fill(PngPixelData png, BytePointer target) throws ImageException {
        ByteBuffer rows = target.asByteBuffer();
        Inflater inflater = new Inflater();
        try {
            png.compressed((data, start, length) -> {
                inflater.setInput(data, start, length);
                return inflate(inflater, rows);
            });
            return !rows.hasRemaining();
        } finally {
            inflater.end();
        }
    }

    /** Whether more data is wanted. */
    private static boolean inflate(Inflater inflater, ByteBuffer rows) {
        try {
            int count = -1;
            while (count != 0 && rows.hasRemaining()) {
                count = inflater.inflate(rows);
            }
            return rows.hasRemaining() && !inflater.finished() && !inflater.needsDictionary();
        } catch (DataFormatException e) {
            // Damage is a valid outcome; the rows remain incomplete.
            return false;
        }
    }
}
