package io.follow.gateway.image;

/**
 * A crop of a scaled picture.
 *
 * @param size at most that of the picture in each dimension
 * @param position the part that is kept
 */
public record Crop(Size size, Position position) {

    /** Cuts the part out of a picture, which the caller closes. */
    Picture of(Picture scaled, Resizer resizer) throws ImageException {
        return scaled.crop(area(scaled, resizer));
    }

    /** The part of a picture that is kept. */
    Area area(Picture scaled, Resizer resizer) throws ImageException {
        Size whole = new Size(scaled.width(), scaled.height());
        return position == Position.ATTENTION ? attended(scaled, whole, resizer) : placed(whole);
    }

    private Area placed(Size whole) {
        return new Area(
                position.left(whole.width() - size.width()), position.top(whole.height() - size.height()), size);
    }

    private Area attended(Picture scaled, Size whole, Resizer resizer) throws ImageException {
        try (Picture small = resizer.resize(scaled, Attention.grid(whole))) {
            return Attention.area(small.pixels(), whole, size);
        }
    }

    /**
     * The memory for the part and for finding it, in bytes.
     *
     * @param whole the size of the scaled picture
     */
    long bytesNeeded(Size whole) {
        // A reduction of a picture with alpha works on a copy of it.
        long found = position == Position.ATTENTION ? Integer.BYTES * whole.pixels() : 0;
        return Integer.BYTES * size.pixels() + found;
    }
}
