package example.faces;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** A picture, its half, its quarter and so on: a part of any size is scaled by less than two, without aliasing. */
final class Pyramid {

    private final List<BufferedImage> levels = new ArrayList<>();

    /** @param smallest the least longer side of a level, in pixels */
    Pyramid(BufferedImage picture, int smallest) {
        BufferedImage level = picture;
        levels.add(level);
        while (Math.max(level.getWidth(), level.getHeight()) >= 2 * smallest) {
            level = scaled(level, Math.max(1, level.getWidth() / 2), Math.max(1, level.getHeight() / 2));
            levels.add(level);
        }
    }

    private static BufferedImage scaled(BufferedImage picture, int width, int height) {
        BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = smooth(result);
        graphics.drawImage(picture, 0, 0, width, height, null);
        graphics.dispose();
        return result;
    }

    private static Graphics2D smooth(BufferedImage image) {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        return graphics;
    }

    /** A part of the picture as a square of a side, black where it is outside. */
    BufferedImage part(Tiles.Tile tile, int side) {
        int level = 0;
        while (level < levels.size() - 1 && tile.side() >> (level + 1) >= side) {
            level++;
        }
        BufferedImage picture = levels.get(level);
        BufferedImage whole = levels.get(0);
        BufferedImage square = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = smooth(square);
        double scale = (double) side / tile.side();
        graphics.scale(scale, scale);
        graphics.translate(-tile.x(), -tile.y());
        graphics.drawImage(picture, 0, 0, whole.getWidth(), whole.getHeight(), null);
        graphics.dispose();
        return square;
    }
}
