package io.follow.gateway.image;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The renditions of one decoded picture.
 *
 * @param main the processed image
 * @param further the other sizes, in the requested order
 */
public record RenditionSet(Picture main, List<Picture> further) implements Releasable {

    /**
     * A size is made from another one only if that is at least this many times as wide: the second reduction then hides
     * the loss of the first.
     */
    private static final int SAFE_FACTOR = 2;

    /** Keeps a copy of the list. */
    public RenditionSet {
        further = List.copyOf(further);
    }

    /**
     * Creates all sizes, from the widest to the narrowest, each from the narrowest one that is wide enough, then crops
     * each and applies its operations.
     *
     * @param decoded the decoded picture, which the caller closes
     * @param main the layout of the processed image
     * @param others the other layouts
     */
    public static RenditionSet of(Resizer resizer, Picture decoded, Layout main, List<Layout> others)
            throws ImageException {
        List<Layout> all = new ArrayList<>(List.of(main));
        all.addAll(others);
        Picture[] made = new Picture[all.size()];
        boolean complete = false;
        try {
            reduce(resizer, decoded, all, made);
            for (int i = 0; i < made.length; i++) {
                Crop crop = all.get(i).crop();
                if (crop != null) {
                    try (Picture before = made[i]) {
                        made[i] = crop.of(before, resizer);
                    }
                }
                for (PictureOperation operation : all.get(i).operations()) {
                    try (Picture before = made[i]) {
                        made[i] = before.with(operation);
                    }
                }
            }
            complete = true;
            return new RenditionSet(made[0], List.of(made).subList(1, made.length));
        } finally {
            if (!complete) {
                closeAll(made);
            }
        }
    }

    /** Another set of the same pixels, which are freed when both are closed. */
    public RenditionSet share() throws ImageException {
        Picture[] shared = new Picture[1 + further.size()];
        boolean complete = false;
        try {
            shared[0] = main.share();
            for (int i = 1; i < shared.length; i++) {
                shared[i] = further.get(i - 1).share();
            }
            complete = true;
            return new RenditionSet(shared[0], List.of(shared).subList(1, shared.length));
        } finally {
            if (!complete) {
                closeAll(shared);
            }
        }
    }

    private static void reduce(Resizer resizer, Picture decoded, List<Layout> layouts, Picture[] made)
            throws ImageException {
        List<Integer> widestFirst = IntStream.range(0, made.length)
                .boxed()
                .sorted(Comparator.comparing(
                                (Integer i) -> layouts.get(i).scaled().width())
                        .reversed())
                .toList();
        List<Picture> sources = new ArrayList<>(List.of(decoded));
        for (int i : widestFirst) {
            Size size = layouts.get(i).scaled();
            made[i] = resizer.resize(sourceFor(sources, size), size);
            sources.add(made[i]);
        }
    }

    /** The last, and thus narrowest, one that is large enough; otherwise the decoded picture, which is the first. */
    private static Picture sourceFor(List<Picture> sources, Size size) {
        for (int i = sources.size() - 1; i > 0; i--) {
            Picture source = sources.get(i);
            if (source.width() >= SAFE_FACTOR * size.width() && source.height() >= size.height()) {
                return source;
            }
        }
        return sources.get(0);
    }

    @SuppressWarnings("NullAway") // Null checks do not cover array elements: those not created yet are null.
    private static void closeAll(Picture[] pictures) {
        for (Picture picture : pictures) {
            if (picture != null) {
                picture.close();
            }
        }
    }

    @Override
    public void close() {
        main.close();
        further.forEach(Picture::close);
    }
}
