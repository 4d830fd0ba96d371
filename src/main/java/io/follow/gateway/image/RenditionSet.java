package io.follow.gateway.image;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The sizes made from one decoded picture.
 *
 * @param main the processed image
 * @param further the other sizes, in the order in which they were asked for
 */
public record RenditionSet(Picture main, List<Picture> further) implements Releasable {

    /**
     * A size is made from another one only when that is at least so many times as wide: the loss of the first reduction is
     * then below what the second one keeps.
     */
    private static final int SAFE_FACTOR = 2;

    /** Keeps a copy of the list. */
    public RenditionSet {
        further = List.copyOf(further);
    }

    /**
     * Makes all sizes, from the widest to the narrowest, each from the narrowest one that is wide enough for it.
     *
     * @param decoded the picture they are made from; stays the caller's to close
     * @param mainWidth the greatest width of the processed image, in pixels
     * @param widths those of the others
     */
    public static RenditionSet of(Resizer resizer, Picture decoded, int mainWidth, List<Integer> widths)
            throws ImageException {
        List<Integer> all = new ArrayList<>(List.of(mainWidth));
        all.addAll(widths);
        Picture[] made = new Picture[all.size()];
        boolean complete = false;
        try {
            List<Integer> widestFirst = IntStream.range(0, all.size())
                    .boxed()
                    .sorted(Comparator.comparing(all::get).reversed())
                    .toList();
            List<Picture> sources = new ArrayList<>(List.of(decoded));
            for (int i : widestFirst) {
                made[i] = resizer.resize(sourceFor(sources, all.get(i)), all.get(i));
                sources.add(made[i]);
            }
            complete = true;
            return new RenditionSet(made[0], List.of(made).subList(1, made.length));
        } finally {
            if (!complete) {
                closeAll(made);
            }
        }
    }

    /** The last, and so narrowest, that is wide enough; else the decoded picture, which is the first. */
    private static Picture sourceFor(List<Picture> sources, int width) {
        for (int i = sources.size() - 1; i > 0; i--) {
            if (sources.get(i).width() >= SAFE_FACTOR * width) {
                return sources.get(i);
            }
        }
        return sources.get(0);
    }

    @SuppressWarnings("NullAway") // An array is not checked: what was not made yet is null.
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
