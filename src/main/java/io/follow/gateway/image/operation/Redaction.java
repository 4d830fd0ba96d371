package io.follow.gateway.image.operation;

import io.follow.gateway.image.PictureOperation;
import io.follow.gateway.image.Region;
import io.follow.gateway.image.Size;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Replaces regions of a picture by a few of their mean colours. Applied to the whole scaled picture, before it is cropped.
 *
 * <p>The content cannot be restored: a region becomes at most 6×6 means of 16 levels each, whose cells have sides of at least
 * 1/64 of the longer side of the picture. Overlapping regions are merged into the rectangle around them, because the means of
 * many small, shifted regions could be combined into finer ones. This also protects characters that are marked one by one. A
 * margin covers the pixels into which scaling has mixed parts of the region. Means still contain information: someone who knows
 * the few possible contents may determine which one it was. {@link RedactionStyle#FILL} leaves a single mean.
 *
 * @param regions in pixels of the upright source
 * @param source the size of the upright source
 */
public record Redaction(List<Region> regions, Size source, RedactionStyle style) implements PictureOperation {

    /** Scaling mixes up to three pixels on each side, or six with chroma at half the resolution; one is for rounding. */
    static final int MARGIN = 7;

    /** The minimum size of a cell, as a fraction of the longer side of the picture. */
    static final int FINEST = 64;

    /** Keeps a copy of the list, and checks that every region is within the source. */
    public Redaction {
        regions = List.copyOf(regions);
        for (Region region : regions) {
            if (!region.isWithin(source)) {
                throw new IllegalArgumentException(region + " is not within " + source);
            }
        }
    }

    @Override
    public BufferedImage apply(BufferedImage pixels) {
        if (regions.isEmpty()) {
            return pixels;
        }
        BufferedImage result = PixelArrays.copyOf(pixels);
        Size size = new Size(pixels.getWidth(), pixels.getHeight());
        int longest = Math.max(size.width(), size.height());
        int leastCell = (longest + FINEST - 1) / FINEST;
        for (Region area : areasOn(size)) {
            CellGrid.of(result, area, style.mostCells(), leastCell).fill(result, style.isBlended());
        }
        return result;
    }

    /** Returns the disjoint areas of a scaled picture that the regions cover. */
    private List<Region> areasOn(Size size) {
        List<Region> areas = new ArrayList<>();
        for (Region region : regions) {
            Region area = region.on(source, size, MARGIN);
            Optional<Region> overlapping = firstThatOverlaps(area, areas);
            while (overlapping.isPresent()) {
                areas.remove(overlapping.get());
                area = area.around(overlapping.get());
                overlapping = firstThatOverlaps(area, areas);
            }
            areas.add(area);
        }
        return areas;
    }

    private static Optional<Region> firstThatOverlaps(Region area, List<Region> areas) {
        return areas.stream().filter(area::overlaps).findFirst();
    }

    @Override
    public long bytesNeeded(Size picture) {
        return Integer.BYTES * picture.pixels();
    }
}
