package io.follow.gateway.image;

import static io.follow.gateway.image.TestImages.join;
import static io.follow.gateway.image.TestImages.segment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Damages a file in every simple way that its structure allows: each segment, scan or chunk, and each tenth of the coded
 * pixels, is dropped, doubled, swapped with the next one or cut in half; the file ends early after each. Lengths and
 * checksums are made right again, so that the damage is not found by these alone.
 */
public final class Damage {

    private static final int TENTHS = 10;

    /**
     * A part of a file.
     *
     * @param content what can be cut
     * @param written makes the part of its content, with markers, lengths and checksums
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Part(String name, byte[] content, UnaryOperator<byte[]> written) {

        Part with(byte[] other) {
            return new Part(name, other, written);
        }

        byte[] bytes() {
            return written.apply(content);
        }
    }

    private interface Joined {
        byte[] of(List<Part> parts);
    }

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final List<Part> parts;
    private final Joined joined;

    private Damage(List<Part> parts, Joined joined) {
        this.parts = parts;
        this.joined = joined;
    }

    /** All damaged forms of a file, by what was done to it. */
    public static Map<String, byte[]> to(byte[] file) throws ImageException {
        Damage damage =
                switch (ImageFormat.detect(file).orElseThrow()) {
                    case JPEG -> new Damage(jpeg(file), Damage::bytesOf);
                    case PNG ->
                        new Damage(
                                png(file), all -> join(Arrays.copyOf(file, PngWalker.SIGNATURE_BYTES), bytesOf(all)));
                    case WEBP -> new Damage(webp(file), all -> TestImages.riff(bytesOf(all)));
                    case AVIF, HEIC, GIF -> throw new IllegalArgumentException("tested where they are read");
                };
        damage.parts();
        damage.tenths();
        return damage.files;
    }

    private void parts() {
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            String name = i + " " + part.name;
            put("without " + name, parts.subList(0, i), parts.subList(i + 1, parts.size()));
            put("twice " + name, parts.subList(0, i + 1), parts.subList(i, parts.size()));
            if (i + 1 < parts.size()) {
                List<Part> swapped = List.of(parts.get(i + 1), part);
                put("swapped " + name, parts.subList(0, i), swapped, parts.subList(i + 2, parts.size()));
                Part last = parts.get(parts.size() - 1);
                put("ends after " + name, parts.subList(0, i + 1), List.of(last));
            }
            if (part.content.length > 0) {
                replace("cut " + name, i, Arrays.copyOf(part.content, part.content.length / 2));
            }
        }
    }

    /** Of the largest part, which is the pixels. */
    private void tenths() {
        int largest = 0;
        for (int i = 1; i < parts.size(); i++) {
            if (parts.get(i).content.length > parts.get(largest).content.length) {
                largest = i;
            }
        }
        byte[] data = parts.get(largest).content;
        for (int i = 0; i < TENTHS; i++) {
            int start = data.length * i / TENTHS;
            int end = data.length * (i + 1) / TENTHS;
            int next = Math.min(data.length, data.length * (i + 2) / TENTHS);
            byte[] before = Arrays.copyOf(data, start);
            byte[] tenth = Arrays.copyOfRange(data, start, end);
            byte[] after = Arrays.copyOfRange(data, end, data.length);
            replace("without tenth " + i, largest, join(before, after));
            replace("twice tenth " + i, largest, join(before, tenth, tenth, after));
            replace(
                    "swapped tenth " + i,
                    largest,
                    join(
                            before,
                            Arrays.copyOfRange(data, end, next),
                            tenth,
                            Arrays.copyOfRange(data, next, data.length)));
            replace("cut tenth " + i, largest, join(before, Arrays.copyOf(tenth, tenth.length / 2), after));
            replace("cut at tenth " + i, largest, before);
        }
    }

    private void replace(String name, int index, byte[] content) {
        Part part = parts.get(index).with(content);
        put(name, parts.subList(0, index), List.of(part), parts.subList(index + 1, parts.size()));
    }

    @SafeVarargs
    private void put(String name, List<Part>... pieces) {
        List<Part> all = new ArrayList<>();
        for (List<Part> piece : pieces) {
            all.addAll(piece);
        }
        files.put(name, joined.of(all));
    }

    private static byte[] bytesOf(List<Part> parts) {
        return join(parts.stream().map(Part::bytes).toArray(byte[][]::new));
    }

    private static List<Part> jpeg(byte[] file) throws ImageException {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part("start", new byte[0], none -> new byte[] {(byte) 0xFF, (byte) JpegWalker.SOI}));
        JpegWalker walker = new JpegWalker(Bytes.of(file));
        while (walker.next()) {
            int marker = walker.marker();
            byte[] content = Arrays.copyOfRange(file, walker.start(), walker.end());
            if (marker == JpegWalker.SOS) {
                byte[] header = segment(marker, content);
                byte[] pixels = Arrays.copyOfRange(file, walker.end(), walker.endWithScan());
                parts.add(new Part("scan", pixels, data -> join(header, data)));
            } else {
                parts.add(new Part("%02X".formatted(marker), content, data -> segment(marker, data)));
            }
        }
        parts.add(new Part("end", new byte[0], none -> new byte[] {(byte) 0xFF, (byte) JpegWalker.EOI}));
        return parts;
    }

    private static List<Part> png(byte[] file) throws ImageException {
        List<Part> parts = new ArrayList<>();
        PngWalker walker = new PngWalker(Bytes.of(file));
        while (walker.next()) {
            String type = TestImages.text(file, walker.chunkStart() + 4, 4);
            byte[] content = Arrays.copyOfRange(file, walker.start(), walker.start() + walker.length());
            parts.add(new Part(type, content, data -> TestImages.chunk(type, data)));
        }
        return parts;
    }

    private static List<Part> webp(byte[] file) throws ImageException {
        List<Part> parts = new ArrayList<>();
        WebpWalker walker = new WebpWalker(Bytes.of(file), 12, file.length);
        while (walker.next()) {
            String type = TestImages.text(file, walker.chunkStart(), 4);
            byte[] content = Arrays.copyOfRange(file, walker.start(), walker.start() + walker.length());
            parts.add(new Part(type, content, data -> TestImages.riffChunk(type, data)));
        }
        return parts;
    }
}
