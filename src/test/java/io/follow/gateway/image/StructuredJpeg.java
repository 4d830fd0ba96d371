package io.follow.gateway.image;

import static io.follow.gateway.image.TestImages.segment;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes a JPEG of any structure that ITU-T T.81 has for Huffman coding: sampling, scans, progression, restarts. Its
 * blocks have a DC and an AC coefficient of their own, so that none looks like its neighbours or like fresh memory.
 *
 * @param process the marker of the frame header, {@code 0xC0} for baseline; pixels are coded as for {@code 0xC2} or
 *     {@code 0xC0}, whatever it says
 * @param restartInterval MCUs up to a restart marker, 0 for none
 */
public record StructuredJpeg(
        int process, int width, int height, List<Component> components, List<Scan> scans, int restartInterval) {

    public static final int BASELINE = 0xC0;
    public static final int PROGRESSIVE = 0xC2;

    /** Where the frame header of each file begins: behind its start mark and its quantisation table. */
    public static final int FRAME_HEADER = 71;

    private static final int BLOCK = 8;
    private static final int[] AC_SYMBOLS = IntStream.concat(
                    IntStream.rangeClosed(0, 10), IntStream.rangeClosed(1, 15).map(run -> run << 4))
            .toArray();

    /** A component's name in the file, and its sampling factors. */
    public record Component(int id, int horizontal, int vertical) {}

    /**
     * A scan.
     *
     * @param components their indices in the frame header, from 0
     * @param start the first coefficient (Ss), 0 for the DC coefficient
     * @param end the last coefficient (Se)
     * @param high the bit down to which the coefficients were known before (Ah), 0 at first
     * @param low the bit down to which they are known after (Al)
     */
    public record Scan(List<Integer> components, int start, int end, int high, int low) {

        public static Scan of(Integer... components) {
            return new Scan(List.of(components), 0, 63, 0, 0);
        }
    }

    /** Components 1, 2, 3 … with these sampling factors: 22 is 2×2. */
    public static List<Component> sampled(int... factors) {
        return IntStream.range(0, factors.length)
                .mapToObj(i -> new Component(i + 1, factors[i] / 10, factors[i] % 10))
                .toList();
    }

    public static StructuredJpeg baseline(int width, int height, List<Component> components, Scan... scans) {
        return new StructuredJpeg(BASELINE, width, height, components, List.of(scans), 0);
    }

    /** All components in one scan. */
    public static StructuredJpeg interleaved(int width, int height, int... factors) {
        Integer[] all = IntStream.range(0, factors.length).boxed().toArray(Integer[]::new);
        return baseline(width, height, sampled(factors), Scan.of(all));
    }

    /** Each component in a scan of its own. */
    public static StructuredJpeg separate(int width, int height, int... factors) {
        Scan[] each = IntStream.range(0, factors.length).mapToObj(Scan::of).toArray(Scan[]::new);
        return baseline(width, height, sampled(factors), each);
    }

    /** DC first, then AC, then the last bit of both; DC of all components together or one by one. */
    public static StructuredJpeg progressive(int width, int height, boolean together, int... factors) {
        List<Integer> all = IntStream.range(0, factors.length).boxed().toList();
        List<List<Integer>> dcScans =
                together ? List.of(all) : all.stream().map(List::of).toList();
        List<Scan> scans = new ArrayList<>();
        dcScans.forEach(some -> scans.add(new Scan(some, 0, 0, 0, 1)));
        all.forEach(one -> scans.add(new Scan(List.of(one), 1, 5, 0, 1)));
        all.forEach(one -> scans.add(new Scan(List.of(one), 6, 63, 0, 0)));
        dcScans.forEach(some -> scans.add(new Scan(some, 0, 0, 1, 0)));
        all.forEach(one -> scans.add(new Scan(List.of(one), 1, 5, 1, 0)));
        return new StructuredJpeg(PROGRESSIVE, width, height, sampled(factors), scans, 0);
    }

    public StructuredJpeg with(List<Scan> otherScans) {
        return new StructuredJpeg(process, width, height, components, otherScans, restartInterval);
    }

    public StructuredJpeg withProcess(int marker) {
        return new StructuredJpeg(marker, width, height, components, scans, restartInterval);
    }

    public StructuredJpeg withRestarts(int interval) {
        return new StructuredJpeg(process, width, height, components, scans, interval);
    }

    public StructuredJpeg withComponents(List<Component> others) {
        return new StructuredJpeg(process, width, height, others, scans, restartInterval);
    }

    /** Without one scan. */
    public StructuredJpeg without(int scan) {
        List<Scan> left = new ArrayList<>(scans);
        left.remove(scan);
        return with(left);
    }

    /** The segment of a file's frame header. */
    public static byte[] frameHeaderOf(byte[] file) {
        return Arrays.copyOfRange(file, FRAME_HEADER, FRAME_HEADER + 4 + 6 + 3 * file[FRAME_HEADER + 9]);
    }

    public byte[] file() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD8});
        byte[] quantisation = new byte[65];
        Arrays.fill(quantisation, 1, 65, (byte) BLOCK);
        out.writeBytes(segment(0xDB, quantisation));
        out.writeBytes(segment(process, frameHeader()));
        out.writeBytes(segment(
                0xC4,
                huffman(
                        0x00,
                        HuffmanScanWriter.DC_CODE_BITS,
                        IntStream.rangeClosed(0, 11).toArray())));
        out.writeBytes(segment(0xC4, huffman(0x10, HuffmanScanWriter.AC_CODE_BITS, AC_SYMBOLS)));
        if (restartInterval > 0) {
            out.writeBytes(segment(0xDD, new byte[] {(byte) (restartInterval >> 8), (byte) restartInterval}));
        }
        for (Scan scan : scans) {
            out.writeBytes(segment(0xDA, scanHeader(scan)));
            new HuffmanScanWriter(this, scan, out).write();
        }
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD9});
        return out.toByteArray();
    }

    private byte[] frameHeader() {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.writeBytes(new byte[] {8, (byte) (height >> 8), (byte) height, (byte) (width >> 8), (byte) width});
        header.write(components.size());
        for (Component component : components) {
            header.writeBytes(
                    new byte[] {(byte) component.id, (byte) (component.horizontal << 4 | component.vertical), 0});
        }
        return header.toByteArray();
    }

    private byte[] scanHeader(Scan scan) {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.write(scan.components.size());
        for (int index : scan.components) {
            header.writeBytes(new byte[] {(byte) components.get(index).id, 0});
        }
        header.writeBytes(new byte[] {(byte) scan.start, (byte) scan.end, (byte) (scan.high << 4 | scan.low)});
        return header.toByteArray();
    }

    /** A table whose codes all have the same length. */
    private static byte[] huffman(int name, int codeBits, int... symbols) {
        byte[] table = new byte[17 + symbols.length];
        table[0] = (byte) name;
        table[codeBits] = (byte) symbols.length;
        for (int i = 0; i < symbols.length; i++) {
            table[17 + i] = (byte) symbols[i];
        }
        return table;
    }
}
