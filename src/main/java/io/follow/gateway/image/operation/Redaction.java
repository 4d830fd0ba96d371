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
 * <p>What was there cannot be calculated back: each pixel of a region depends on at most 6×6 means of 16 levels each, whose
 * cells have sides of at least 1/64 of the longer side of the picture. Regions that overlap are redacted as one, which is the
 * rectangle around them: the means of many small ones, shifted against each other, could be resolved into finer ones. So
 * regions drawn around single characters do not keep these either. A margin covers the pixels into which scaling has mixed
 * something of the region. Means are not nothing, however: whoever knows what few things can have been there may find out
 * which of them it was. {@link RedactionStyle#FILL} leaves a single mean.
 *
 * @param regions in pixels of the upright source
 * @param source the size of the upright source
 */
public record Redaction(List<Region> regions, Size source, RedactionStyle style) implements PictureOperation {

    /** Scaling mixes in up to three pixels on each side, and chroma at half the resolution twice as many; one is for rounding. */
    static final int MARGIN = 7;

    /** The least size of a cell, as a fraction of the longer side of the picture. */
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

    /** What the regions cover of a scaled picture; none of these areas overlaps another one. */
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
