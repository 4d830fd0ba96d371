package io.follow.gateway.image;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Applies operations to each picture as soon as it is scaled, before it is cropped and before a smaller one is made of it. So
 * they see whole pictures, and nothing that is made later sees the pixels without them. A picture that is made of one to
 * which they have been applied is only scaled. Serves the pictures of one job.
 */
public final class OperatingResizer implements Resizer {

    private final Resizer resizer;
    private final List<PictureOperation> operations;
    private final Set<Picture> done = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    /** @param operations operations that keep the size */
    public OperatingResizer(Resizer resizer, List<PictureOperation> operations) {
        this.resizer = resizer;
        this.operations = List.copyOf(operations);
    }

    @Override
    public Picture resize(Picture picture, Size size) throws ImageException {
        Picture made = resizer.resize(picture, size);
        if (!done.contains(picture)) {
            for (PictureOperation operation : operations) {
                try (Picture before = made) {
                    made = before.with(operation);
                }
            }
        }
        done.add(made);
        return made;
    }

    @Override
    public boolean keeps(Picture picture, Size size) {
        return operations.isEmpty() && resizer.keeps(picture, size);
    }
}
