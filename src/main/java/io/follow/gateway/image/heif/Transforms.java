package io.follow.gateway.image.heif;

import java.math.BigInteger;

/** Reads the properties that transform an item, in their order. */
final class Transforms {

    private Transforms() {}

    static Geometry apply(Item item, Geometry before) throws HeifException {
        Geometry geometry = before;
        for (Property property : item.properties()) {
            ByteRange box = property.content();
            geometry = switch (property.type()) {
                // The angle is counter-clockwise.
                case "irot" -> geometry.turnedClockwise(4 - (box.u8() & 3));
                case "imir" -> geometry.mirrored((box.u8() & 1) == 0);
                case "clap" -> cut(box, geometry);
                default -> geometry;
            };
        }
        return geometry;
    }

    /** Reads the size of the crop and the distance of its center from the center of the picture, as fractions. */
    private static Geometry cut(ByteRange box, Geometry geometry) throws HeifException {
        long width = whole(box.s32(), box.s32());
        long height = whole(box.s32(), box.s32());
        int shownWidth = geometry.swapsAxes() ? geometry.height() : geometry.width();
        int shownHeight = geometry.swapsAxes() ? geometry.width() : geometry.height();
        long left = start(box.s32(), box.s32(), shownWidth, width);
        long top = start(box.s32(), box.s32(), shownHeight, height);
        return geometry.cut(left, top, width, height);
    }

    private static long whole(int numerator, int denominator) throws HeifException {
        if (denominator <= 0 || numerator <= 0 || numerator % denominator != 0) {
            throw HeifException.broken("a part with a side of " + numerator + "/" + denominator
                    + " pixels is cut out; expected a whole number");
        }
        return numerator / denominator;
    }

    /** {@code offset + (full - part) / 2}, rounded down. */
    private static long start(int numerator, int denominator, int full, long part) throws HeifException {
        if (denominator <= 0) {
            throw HeifException.broken("the part that is cut out is moved by a fraction of " + denominator);
        }
        BigInteger below = BigInteger.valueOf(2L * denominator);
        BigInteger above = BigInteger.valueOf(2L * numerator)
                .add(BigInteger.valueOf(full - part).multiply(BigInteger.valueOf(denominator)));
        BigInteger[] result = above.divideAndRemainder(below);
        return result[0].longValue() - (result[1].signum() < 0 ? 1 : 0);
    }
}
