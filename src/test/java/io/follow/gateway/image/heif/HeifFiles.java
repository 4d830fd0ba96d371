package io.follow.gateway.image.heif;

import java.util.ArrayList;
import java.util.List;

/** Builds files of boxes around coded data. */
public final class HeifFiles {

    private static final int ESSENTIAL = 0x8000;

    private final String brand;
    private final List<Entry> entries = new ArrayList<>();
    private final List<byte[]> references = new ArrayList<>();
    private int primary = 1;
    private int method;

    /** A box of a property; made by the methods below. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Box(String type, boolean essential, byte[] content) {}

    @SuppressWarnings("ArrayRecordComponent")
    private record Entry(int id, String type, byte[] data, List<Box> properties) {}

    public HeifFiles(String brand) {
        this.brand = brand;
    }

    public HeifFiles item(int id, String type, byte[] data, Box... properties) {
        entries.add(new Entry(id, type, data, List.of(properties)));
        return this;
    }

    public HeifFiles reference(String type, int from, int... to) {
        references.add(new BoxWriter()
                .box(type, box -> {
                    box.u16(from).u16(to.length);
                    for (int id : to) {
                        box.u16(id);
                    }
                })
                .toByteArray());
        return this;
    }

    public HeifFiles primary(int id) {
        primary = id;
        return this;
    }

    /** Stores the data in the metadata, or by a method that is not known. */
    public HeifFiles storedBy(int constructionMethod) {
        method = constructionMethod;
        return this;
    }

    public byte[] build() {
        BoxWriter file = head();
        int size = file.size() + meta(0).size();
        BoxWriter whole = head().bytes(meta(method == 1 ? 0 : size + 8).toByteArray());
        if (method == 0) {
            whole.box("mdat", data -> entries.forEach(entry -> data.bytes(entry.data())));
        }
        return whole.toByteArray();
    }

    private BoxWriter head() {
        return new BoxWriter().box("ftyp", type -> type.ascii(brand).u32(0).ascii(brand));
    }

    private BoxWriter meta(int dataOffset) {
        return new BoxWriter().fullBox("meta", 0, 0, meta -> {
            meta.fullBox("hdlr", 0, 0, handler -> handler.u32(0).ascii("pict").bytes(new byte[13]));
            meta.fullBox("pitm", 0, 0, box -> box.u16(primary));
            meta.fullBox("iloc", 1, 0, box -> {
                box.u16(0x4400).u16(entries.size());
                int offset = dataOffset;
                for (Entry entry : entries) {
                    box.u16(entry.id()).u16(method).u16(0).u16(1).u32(offset).u32(entry.data().length);
                    offset += entry.data().length;
                }
            });
            meta.fullBox("iinf", 0, 0, box -> {
                box.u16(entries.size());
                for (Entry entry : entries) {
                    box.fullBox("infe", 2, 0, item -> item.u16(entry.id())
                            .u16(0)
                            .ascii(entry.type())
                            .u8(0));
                }
            });
            if (!references.isEmpty()) {
                meta.fullBox("iref", 0, 0, box -> references.forEach(box::bytes));
            }
            if (method == 1) {
                meta.box("idat", box -> entries.forEach(entry -> box.bytes(entry.data())));
            }
            meta.box("iprp", this::properties);
        });
    }

    private void properties(BoxWriter box) {
        box.box(
                "ipco",
                list -> entries.forEach(entry -> entry.properties()
                        .forEach(one -> list.box(one.type(), content -> content.bytes(one.content())))));
        box.fullBox("ipma", 0, 1, list -> {
            list.u32(entries.size());
            int index = 1;
            for (Entry entry : entries) {
                list.u16(entry.id()).u8(entry.properties().size());
                for (Box property : entry.properties()) {
                    list.u16(index++ | (property.essential() ? ESSENTIAL : 0));
                }
            }
        });
    }

    public static Box property(String type, boolean essential, byte[] content) {
        return new Box(type, essential, content);
    }

    public static Box size(int width, int height) {
        return property(
                "ispe", false, new BoxWriter().u32(0).u32(width).u32(height).toByteArray());
    }

    /** Quarter turns counter-clockwise. */
    public static Box rotation(int quarters) {
        return property("irot", true, new byte[] {(byte) quarters});
    }

    /** 0 swaps top and bottom, 1 left and right. */
    public static Box mirror(int axis) {
        return property("imir", true, new byte[] {(byte) axis});
    }

    /** A part by its size and the distance of its centre from that of the picture, in halves of a pixel. */
    public static Box part(int width, int height, int right, int down) {
        BoxWriter box = new BoxWriter().u32(width).u32(1).u32(height).u32(1);
        return property("clap", true, box.u32(right).u32(2).u32(down).u32(2).toByteArray());
    }

    public static Box codePoints(int primaries, int transfer, int matrix, boolean full) {
        BoxWriter box =
                new BoxWriter().ascii("nclx").u16(primaries).u16(transfer).u16(matrix);
        return property("colr", false, box.u8(full ? 0x80 : 0).toByteArray());
    }

    public static Box alphaType() {
        BoxWriter box = new BoxWriter().u32(0).ascii("urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0");
        return property("auxC", true, box.toByteArray());
    }

    /** The description of a grid. */
    public static byte[] grid(int columns, int rows, int width, int height) {
        return new BoxWriter()
                .u16(0)
                .u8(rows - 1)
                .u8(columns - 1)
                .u16(width)
                .u16(height)
                .toByteArray();
    }

    /** The data of the primary item of a file. */
    public static byte[] data(byte[] file) throws HeifException {
        Metadata metadata = metadata(file);
        return metadata.data(metadata.primary());
    }

    /** A property of the primary item of a file. */
    public static Box property(byte[] file, String type) throws HeifException {
        Property found = metadata(file).primary().required(type);
        return property(type, found.essential(), found.content().rest());
    }

    private static Metadata metadata(byte[] file) throws HeifException {
        HeifLimits limits = new HeifLimits(1_000_000, 1_000, 100, 4, 1_000);
        Boxes boxes = new Boxes(ByteRange.of(file), limits);
        while (boxes.next()) {
            if (boxes.is("meta")) {
                return new MetaParser(file, limits).parse(boxes.content());
            }
        }
        throw new IllegalArgumentException("the file has no box meta");
    }
}
