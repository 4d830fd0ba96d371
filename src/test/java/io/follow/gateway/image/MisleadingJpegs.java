package io.follow.gateway.image;

import static io.follow.gateway.image.StructuredJpeg.BASELINE;
import static io.follow.gateway.image.StructuredJpeg.baseline;
import static io.follow.gateway.image.StructuredJpeg.interleaved;
import static io.follow.gateway.image.StructuredJpeg.progressive;
import static io.follow.gateway.image.StructuredJpeg.sampled;
import static io.follow.gateway.image.StructuredJpeg.separate;
import static io.follow.gateway.image.TestImages.insert;
import static io.follow.gateway.image.TestImages.join;
import static io.follow.gateway.image.TestImages.segment;
import static io.follow.gateway.image.TestImages.withSegment;

import io.follow.gateway.image.StructuredJpeg.Component;
import io.follow.gateway.image.StructuredJpeg.Scan;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JPEGs of a size that promise more than they hold, or show one decoder another file than the next one. */
public final class MisleadingJpegs {

    private static final byte[] END = {(byte) 0xFF, (byte) 0xD9};

    private final int width;
    private final int height;

    public MisleadingJpegs(int width, int height) {
        this.width = width;
        this.height = height;
    }

    Map<String, byte[]> all() {
        Map<String, byte[]> files = new LinkedHashMap<>(withoutAComponent());
        files.putAll(withAHiddenFrame());
        return files;
    }

    /** A component without its scan, in every process and sampling; the name ends with the component's number. */
    public Map<String, byte[]> withoutAComponent() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int[] factors :
                new int[][] {{11, 11, 11}, {21, 11, 11}, {12, 11, 11}, {22, 11, 11}, {41, 11, 11}, {11, 11, 11, 11}}) {
            for (int missing = 0; missing < factors.length; missing++) {
                String of = Arrays.toString(factors) + " without " + (missing + 1);
                for (int process : new int[] {BASELINE, 0xC1, 0xC9}) {
                    files.put(
                            "%02X separate %s".formatted(process, of),
                            separate(width, height, factors)
                                    .without(missing)
                                    .withProcess(process)
                                    .file());
                }
                for (int process : new int[] {StructuredJpeg.PROGRESSIVE, 0xCA}) {
                    files.put(
                            "%02X %s".formatted(process, of),
                            progressive(width, height, false, factors)
                                    .without(missing)
                                    .withProcess(process)
                                    .file());
                }
            }
        }
        files.put(
                "C0 interleaved [22, 11, 11] without 3",
                baseline(width, height, sampled(22, 11, 11), Scan.of(0, 1)).file());
        files.put(
                "C0 interleaved [22, 11, 11] without 1",
                baseline(width, height, sampled(22, 11, 11), Scan.of(1, 2)).file());
        files.put(
                "C2 with one DC scan [22, 11, 11] without 2",
                progressive(width, height, false, 22, 11, 11)
                        .with(List.of(new Scan(List.of(0), 0, 0, 0, 0)))
                        .file());
        return files;
    }

    /** A second frame header where a decoder that searches for markers finds it, and one that goes by lengths does not. */
    public Map<String, byte[]> withAHiddenFrame() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        byte[] colour = interleaved(width, height, 22, 11, 11).file();
        byte[] grey = interleaved(width, height, 11).file();
        byte[] hidden = StructuredJpeg.frameHeaderOf(colour);
        byte[] withEnd = join(hidden, END);
        for (int marker : new int[] {0x02, 0xBF, 0xC8, 0xCC, 0xDE, 0xDF, 0xF0, 0xFD, 0xFE, 0xE5, 0xDD}) {
            files.put("a frame in %02X".formatted(marker), beforeTheEnd(colour, segment(marker, hidden)));
        }
        byte[] table = new byte[65];
        Arrays.fill(table, 1, 65, (byte) 8);
        files.put("a frame behind a table", beforeTheEnd(colour, segment(0xDB, join(table, hidden))));
        byte[] codes = join(new byte[] {0x13}, counts(withEnd.length), withEnd);
        // The last bits of the pixels are missing, so that a decoder that reads on takes the next marker for pixels.
        byte[] shortScan = join(Arrays.copyOf(colour, colour.length - 3), segment(0xC4, codes), END);
        files.put("a frame in a code table after a short scan", shortScan);
        byte[] lossless = StructuredJpeg.frameHeaderOf(grey);
        lossless[1] = (byte) 0xF7;
        files.put("a second frame of JPEG-LS", beforeTheEnd(grey, lossless));
        files.put("a second frame", beforeTheEnd(colour, hidden));
        files.put(
                "no scan after the frame",
                join(Arrays.copyOf(colour, StructuredJpeg.FRAME_HEADER + hidden.length), END));
        List<Component> twins = List.of(new Component(1, 2, 2), new Component(1, 1, 1), new Component(1, 1, 1));
        files.put(
                "three components of one name",
                interleaved(width, height, 22, 11, 11).withComponents(twins).file());
        files.put(
                "one component three times in a scan",
                baseline(width, height, sampled(11, 11, 11), Scan.of(0, 0, 0)).file());
        byte[] adobe = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
        byte[] plain = interleaved(width, height, 11, 11, 11, 11).file();
        byte[] inks = withSegment(plain, 0xEE, adobe);
        files.put(
                "a frame in a picture of inks", beforeTheEnd(inks, segment(0x02, StructuredJpeg.frameHeaderOf(plain))));
        files.put(
                "a scan behind a short scan",
                withShortFirstScan(separate(width, height, 22, 11, 11).file(), 1));
        byte[] progressive = progressive(width, height, false, 22, 11, 11).file();
        for (int missing = 1; missing < 8; missing++) {
            byte[] lacking = withShortFirstScan(progressive, missing);
            files.put("a progressive scan behind one that lacks " + missing, lacking);
            files.put(
                    "a frame in a code table after a progressive scan that lacks " + missing,
                    insert(lacking, secondScan(lacking), segment(0xC4, codes)));
        }
        return files;
    }

    /** Takes the last bytes from the first of several scans. */
    private static byte[] withShortFirstScan(byte[] file, int bytes) {
        int second = secondScan(file);
        return join(Arrays.copyOf(file, second - bytes), Arrays.copyOfRange(file, second, file.length));
    }

    private static int secondScan(byte[] file) {
        int second = 0;
        for (int i = 0, scans = 0; scans < 2; i++) {
            if (file[i] == (byte) 0xFF && file[i + 1] == (byte) 0xDA) {
                scans++;
                second = i;
            }
        }
        return second;
    }

    private static byte[] counts(int codes) {
        byte[] counts = new byte[16];
        counts[7] = (byte) codes;
        return counts;
    }

    private static byte[] beforeTheEnd(byte[] jpeg, byte[] piece) {
        return insert(jpeg, jpeg.length - 2, piece);
    }
}
