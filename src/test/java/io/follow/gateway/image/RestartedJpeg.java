package io.follow.gateway.image;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The last scan of a JPEG, taken apart at its restart markers.
 *
 * @param head everything up to the coded pixels
 * @param intervals the coded pixels between the markers
 */
@SuppressWarnings("ArrayRecordComponent")
record RestartedJpeg(byte[] head, List<byte[]> intervals) {

    private static final byte MARK = (byte) 0xFF;

    static RestartedJpeg of(byte[] file) throws ImageException {
        JpegWalker walker = new JpegWalker(Bytes.of(file));
        int start = 0;
        int end = 0;
        while (walker.next()) {
            if (walker.marker() == JpegWalker.SOS) {
                start = walker.end();
                end = walker.endWithScan();
            }
        }
        List<byte[]> intervals = new ArrayList<>();
        int from = start;
        for (int i = start; i + 1 < end; i++) {
            if (file[i] == MARK && JpegWalker.isRestart(file[i + 1] & 0xFF)) {
                intervals.add(Arrays.copyOfRange(file, from, i));
                from = i + 2;
            }
        }
        intervals.add(Arrays.copyOfRange(file, from, end));
        return new RestartedJpeg(Arrays.copyOf(file, start), intervals);
    }

    /** The same with another list of intervals. */
    RestartedJpeg with(List<byte[]> others) {
        return new RestartedJpeg(head, others);
    }

    /** The same with one interval replaced by none, one or several. */
    RestartedJpeg replace(int index, byte[]... others) {
        List<byte[]> replaced = new ArrayList<>(intervals);
        replaced.remove(index);
        replaced.addAll(index, List.of(others));
        return with(replaced);
    }

    byte[] file() {
        return file(new byte[0], 0, 1);
    }

    /**
     * A file with its markers named anew.
     *
     * @param before what is put before each marker
     * @param first the name of the first marker, 0 to 7
     * @param step what is added for the next one
     */
    byte[] file(byte[] before, int first, int step) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head);
        for (int i = 0; i < intervals.size(); i++) {
            if (i > 0) {
                out.writeBytes(before);
                out.writeBytes(marker(first + (i - 1) * step));
            }
            out.writeBytes(intervals.get(i));
        }
        out.writeBytes(new byte[] {MARK, (byte) JpegWalker.EOI});
        return out.toByteArray();
    }

    static byte[] marker(int name) {
        return new byte[] {MARK, (byte) (0xD0 + (name & 7))};
    }
}
