package io.follow.gateway.image;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a picture is created: scaled down first, then cropped, then changed by operations.
 *
 * @param scaled the size of the whole picture after scaling
 * @param crop the part that is kept, or null for all of it
 * @param operations the operations, in their order
 */
public record Layout(Size scaled, @Nullable Crop crop, List<PictureOperation> operations) {

    /** Keeps a copy of the list. */
    public Layout {
        operations = List.copyOf(operations);
    }

    /** The whole picture in a size. */
    public static Layout whole(Size size) {
        return new Layout(size, null, List.of());
    }

    /** A part of the picture in a size. */
    static Layout cropped(Size scaled, Size part, Position position) {
        return part.equals(scaled) ? whole(scaled) : new Layout(scaled, new Crop(part, position), List.of());
    }

    /** A picture of one size on a canvas that is at least as large. */
    static Layout on(Size canvas, Size scaled, Position position, @Nullable Colour background) {
        if (canvas.equals(scaled)) {
            return whole(scaled);
        }
        int left = position.left(canvas.width() - scaled.width());
        int top = position.top(canvas.height() - scaled.height());
        return new Layout(scaled, null, List.of(new Placement(canvas, left, top, background)));
    }

    /** This layout with further operations at its end. */
    public Layout then(List<PictureOperation> more) {
        if (more.isEmpty()) {
            return this;
        }
        List<PictureOperation> all = new ArrayList<>(operations);
        all.addAll(more);
        return new Layout(scaled, crop, all);
    }

    /** Whether the crop depends on the pixels. */
    public boolean looksAtPixels() {
        return crop != null && crop.position() == Position.ATTENTION;
    }

    /** This layout with the part of one picture that its crop keeps, for pictures of the same size. */
    public Layout cropAs(Picture picture, Resizer resizer) throws ImageException {
        if (crop == null) {
            return this;
        }
        List<PictureOperation> all = new ArrayList<>();
        try (Picture whole = resizer.resize(picture, scaled)) {
            Area part = crop.area(whole, resizer);
            all.add(new Placement(part.size(), -part.left(), -part.top(), null));
        }
        all.addAll(operations);
        return new Layout(scaled, null, all);
    }

    /** Whether nothing is done after scaling. */
    public boolean isWhole() {
        return crop == null && operations.isEmpty();
    }

    private Size cropped() {
        return crop == null ? scaled : crop.size();
    }

    /** The size of the result. */
    public Size size() {
        Size size = cropped();
        for (PictureOperation operation : operations) {
            size = operation.sizeOf(size);
        }
        return size;
    }

    /** The memory for the crop and the operations, in bytes. */
    public long bytesNeeded() {
        long bytes = crop == null ? 0 : crop.bytesNeeded(scaled);
        Size size = cropped();
        for (PictureOperation operation : operations) {
            bytes += operation.bytesNeeded(size);
            size = operation.sizeOf(size);
        }
        return bytes;
    }
}
