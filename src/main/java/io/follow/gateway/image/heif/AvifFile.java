package io.follow.gateway.image.heif;

import org.jspecify.annotations.Nullable;

/**
 * Writes an AVIF of one picture (AV1 Image File Format 1.1) in sRGB, with the BT.601 matrix in full range, with or
 * without alpha.
 */
public final class AvifFile {

    private static final int COLOURS = 1;
    private static final int OPACITY = 2;
    private static final String ALPHA = "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0";

    private static final int SRGB_PRIMARIES = 1;
    private static final int SRGB_TRANSFER = 13;
    private static final int BT601_MATRIX = 6;
    private static final int FULL_RANGE = 0x80;

    /** A property is referenced by its position in the list; with this bit, a decoder must know the property. */
    private static final int ESSENTIAL = 0x80;

    private static final int SIZE = 1;
    private static final int DEPTH = 2;
    private static final int CODEC = 3;
    private static final int NCLX = 4;
    private static final int ALPHA_DEPTH = 5;
    private static final int ALPHA_CODEC = 6;
    private static final int AUXILIARY = 7;

    private AvifFile() {}

    /**
     * Writes the file.
     *
     * @param colours coded by AV1, with 8 bits and subsampled chroma
     * @param opacity coded by AV1, with 8 bits and without chroma; null if every pixel is opaque
     * @throws HeifException if a coded picture is not what is expected
     */
    public static byte[] write(byte[] colours, byte @Nullable [] opacity) throws HeifException {
        Av1Picture picture = Av1Picture.of(colours);
        Av1Picture alpha = opacity == null ? null : Av1Picture.of(opacity);
        int metadata = written(picture, alpha, 0, 0).size();
        int first = metadata + 8;
        BoxWriter file = written(picture, alpha, first, first + picture.data().length);
        file.box("mdat", data -> {
            data.bytes(picture.data());
            if (alpha != null) {
                data.bytes(alpha.data());
            }
        });
        return file.toByteArray();
    }

    private static BoxWriter written(Av1Picture picture, @Nullable Av1Picture alpha, int first, int second) {
        BoxWriter file = new BoxWriter();
        file.box("ftyp", type -> type.ascii("avif").u32(0).ascii("avifmif1miafMA1B"));
        return file.fullBox("meta", 0, 0, meta -> {
            meta.fullBox("hdlr", 0, 0, handler -> handler.u32(0).ascii("pict").bytes(new byte[13]));
            meta.fullBox("pitm", 0, 0, primary -> primary.u16(COLOURS));
            meta.fullBox("iloc", 0, 0, places -> {
                places.u16(0x4400).u16(alpha == null ? 1 : 2);
                place(places, COLOURS, first, picture);
                if (alpha != null) {
                    place(places, OPACITY, second, alpha);
                }
            });
            meta.fullBox("iinf", 0, 0, items -> {
                items.u16(alpha == null ? 1 : 2);
                item(items, COLOURS);
                if (alpha != null) {
                    item(items, OPACITY);
                }
            });
            if (alpha != null) {
                meta.fullBox(
                        "iref",
                        0,
                        0,
                        references -> references.box(
                                "auxl",
                                auxiliary -> auxiliary.u16(OPACITY).u16(1).u16(COLOURS)));
            }
            meta.box("iprp", properties -> {
                properties.box("ipco", list -> properties(list, picture, alpha));
                properties.fullBox("ipma", 0, 0, associations -> {
                    associations.u32(alpha == null ? 1 : 2);
                    associations
                            .u16(COLOURS)
                            .u8(4)
                            .u8(SIZE)
                            .u8(DEPTH)
                            .u8(CODEC | ESSENTIAL)
                            .u8(NCLX);
                    if (alpha != null) {
                        associations.u16(OPACITY).u8(4).u8(SIZE).u8(ALPHA_DEPTH);
                        associations.u8(ALPHA_CODEC | ESSENTIAL).u8(AUXILIARY);
                    }
                });
            });
        });
    }

    private static void place(BoxWriter places, int item, int offset, Av1Picture picture) {
        places.u16(item).u16(0).u16(1).u32(offset).u32(picture.data().length);
    }

    private static void item(BoxWriter items, int id) {
        items.fullBox("infe", 2, 0, entry -> entry.u16(id).u16(0).ascii("av01").u8(0));
    }

    private static void properties(BoxWriter list, Av1Picture picture, @Nullable Av1Picture alpha) {
        Coding coding = picture.header().coding();
        list.fullBox("ispe", 0, 0, size -> size.u32(coding.width()).u32(coding.height()));
        list.fullBox("pixi", 0, 0, depth -> depth.u8(3).u8(8).u8(8).u8(8));
        list.box("av1C", codec -> codec.bytes(picture.configuration()));
        list.box("colr", colours -> colours.ascii("nclx")
                .u16(SRGB_PRIMARIES)
                .u16(SRGB_TRANSFER)
                .u16(BT601_MATRIX)
                .u8(FULL_RANGE));
        if (alpha != null) {
            list.fullBox("pixi", 0, 0, depth -> depth.u8(1).u8(8));
            list.box("av1C", codec -> codec.bytes(alpha.configuration()));
            list.fullBox("auxC", 0, 0, type -> type.ascii(ALPHA));
        }
    }
}
