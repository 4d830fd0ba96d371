package io.follow.gateway.image;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a picture is created: scaled down first, then changed by operations.
 *
 * @param scaled the size of the whole picture after scaling
 * @param operations the operations, in their order
 */
public record Layout(Size scaled, List<PictureOperation> operations) {

    /** Keeps a copy of the list. */
    public Layout {
        operations = List.copyOf(operations);
    }

    /** The whole picture in a size. */
    public static Layout whole(Size size) {
        return new Layout(size, List.of());
    }

    /** A picture of one size on a canvas of another. */
    static Layout on(Size canvas, Size scaled, Position position, @Nullable Colour background) {
        int spareColumns = canvas.width() - scaled.width();
        int spareRows = canvas.height() - scaled.height();
        if (spareColumns == 0 && spareRows == 0) {
            return whole(scaled);
        }
        int left = spareColumns < 0 ? -position.left(-spareColumns) : position.left(spareColumns);
        int top = spareRows < 0 ? -position.top(-spareRows) : position.top(spareRows);
        return new Layout(scaled, List.of(new Placement(canvas, left, top, background)));
    }

    /** This layout with further operations at its end. */
    public Layout then(List<PictureOperation> more) {
        if (more.isEmpty()) {
            return this;
        }
        List<PictureOperation> all = new ArrayList<>(operations);
        all.addAll(more);
        return new Layout(scaled, all);
    }

    /** The size of the result. */
    public Size size() {
        Size size = scaled;
        for (PictureOperation operation : operations) {
            size = operation.sizeOf(size);
        }
        return size;
    }

    /** The memory for the operations, in bytes. */
    public long bytesNeeded() {
        long bytes = 0;
        Size size = scaled;
        for (PictureOperation operation : operations) {
            bytes += operation.bytesNeeded(size);
            size = operation.sizeOf(size);
        }
        return bytes;
    }
}
