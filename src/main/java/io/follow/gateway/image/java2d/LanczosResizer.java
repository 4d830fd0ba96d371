package io.follow.gateway.image.java2d;

import io.follow.gateway.image.Size;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import net.coobird.thumbnailator.resizers.Resizer;

/**
 * Scales pictures down with {@link AxisKernel}, first horizontally, then vertically. Pixels of much larger pictures are
 * first averaged in blocks, as long as four times the target pixels remain: the kernel then removes what averaging lets
 * through. Only the rows under the kernel are held in memory.
 */
final class LanczosResizer implements Resizer {

    /** A smaller margin leaves stripes in fine patterns; with a larger one, hardly any picture would be averaged. */
    private static final int MARGIN = 4;

    /** The number of pixels that fit into the lanes of the row filters. */
    private static final int MOST = 64;

    private static final int WEIGHT_BITS = 14;
    private static final int MOST_PLANES = 4;

    /** The number of rows added in one pass over the sums. */
    private static final int ROWS_AT_ONCE = 4;

    /**
     * Fills the target.
     *
     * @param source normalised
     * @param target RGB or ARGB integers like the source, and at most as large
     */
    @Override
    public void resize(BufferedImage source, BufferedImage target) {
        int columns = block(source.getWidth(), target.getWidth());
        int rows = block(source.getHeight(), target.getHeight());
        boolean alpha = source.getColorModel().hasAlpha();
        int bits = alpha ? TransparentRows.WEIGHT_BITS : OpaqueRows.WEIGHT_BITS;
        AxisKernel across = AxisKernel.of(source.getWidth(), columns, target.getWidth(), bits);
        AxisKernel down = AxisKernel.of(source.getHeight(), rows, target.getHeight(), WEIGHT_BITS);
        PixelBlocks blocks = PixelBlocks.of(source, columns, rows);
        RowFilter filter = alpha ? new TransparentRows(source, across, blocks) : new OpaqueRows(source, across, blocks);
        resize(filter, down, target.getWidth(), PixelLayout.ints(target));
    }

    /** The memory of a reduction in addition to its two pictures, in bytes. */
    static long bytesNeeded(Size from, Size to) {
        int columns = block(from.width(), to.width());
        int rows = block(from.height(), to.height());
        long down = AxisKernel.bytesNeeded(from.height(), rows, to.height());
        long held = down / to.height() / Long.BYTES * MOST_PLANES * to.width() * Integer.BYTES;
        // All pixels of a row, and the means of all blocks.
        long row = 2L * Long.BYTES * from.width();
        return AxisKernel.bytesNeeded(from.width(), columns, to.width()) + down + held + row;
    }

    private static int block(int length, int wanted) {
        return Math.max(1, Math.min(MOST, length / wanted / MARGIN));
    }

    private static void resize(RowFilter filter, AxisKernel down, int width, int[] target) {
        int taps = down.taps();
        int[][] held = new int[taps][filter.planes() * width];
        int[] sums = new int[filter.planes() * width];
        int read = 0;
        for (int y = 0; y < down.length(); y++) {
            for (int end = down.start(y) + taps; read < end; read++) {
                filter.filter(read, held[read % taps]);
            }
            Arrays.fill(sums, 0);
            for (int k = 0; k < taps; k += ROWS_AT_ONCE) {
                add(held, down, y, k, sums);
            }
            filter.pack(sums, WEIGHT_BITS, target, y * width);
        }
    }

    private static void add(int[][] held, AxisKernel down, int y, int tap, int[] sums) {
        int taps = down.taps();
        int last = taps - 1 - tap;
        int row = down.start(y) + tap;
        add(
                sums,
                held[row % taps],
                down.weight(y, tap),
                held[(row + 1) % taps],
                last < 1 ? 0 : down.weight(y, tap + 1),
                held[(row + 2) % taps],
                last < 2 ? 0 : down.weight(y, tap + 2),
                held[(row + 3) % taps],
                last < 3 ? 0 : down.weight(y, tap + 3));
    }

    /** A separate loop with nothing else in it, so that the JIT compiler vectorizes it. */
    private static void add(int[] sums, int[] a, int wa, int[] b, int wb, int[] c, int wc, int[] d, int wd) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += wa * a[i] + wb * b[i] + wc * c[i] + wd * d[i];
        }
    }
}
