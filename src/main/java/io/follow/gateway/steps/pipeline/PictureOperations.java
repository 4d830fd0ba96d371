package io.follow.gateway.steps.pipeline;

import io.follow.gateway.image.Layout;
import io.follow.gateway.image.PictureOperation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The operations that the steps of a route have added to a job. Confined to one exchange. */
final class PictureOperations {

    private final List<PictureOperation> beforeCrop;
    private final List<PictureOperation> afterCrop;

    PictureOperations() {
        this.beforeCrop = new ArrayList<>();
        this.afterCrop = new ArrayList<>();
    }

    /** The same for a branch. */
    PictureOperations(PictureOperations original) {
        this.beforeCrop = new ArrayList<>(original.beforeCrop);
        this.afterCrop = new ArrayList<>(original.afterCrop);
    }

    /**
     * The operations on the scaled picture, which is still whole: they precede its crop and all other operations, and keep
     * its size. A step may change the list.
     */
    List<PictureOperation> beforeCrop() {
        return beforeCrop;
    }

    /** The memory for the operations before the crop of a picture, in bytes. */
    long bytesBeforeCrop(Layout layout) {
        return beforeCrop.stream()
                .mapToLong(operation -> operation.bytesNeeded(layout.scaled()))
                .sum();
    }

    /** The operations on the scaled and cropped picture, in the order in which they are applied. */
    List<PictureOperation> afterCrop() {
        return Collections.unmodifiableList(afterCrop);
    }

    /** Removes the operations after the crop from the index {@code from} up to but not including {@code to}. */
    void remove(int from, int to) {
        afterCrop.subList(from, to).clear();
    }

    void add(PictureOperation operation) {
        afterCrop.add(operation);
    }
}
