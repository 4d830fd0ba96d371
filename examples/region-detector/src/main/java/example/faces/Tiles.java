package example.faces;

import java.util.ArrayList;
import java.util.List;

/** Squares that cover a picture, each half over the next one, so that a face at the edge of one is within another. */
final class Tiles {

    private Tiles() {}

    /** A square in pixels of the picture. It may be partly outside. */
    record Tile(int x, int y, int side) {}

    /**
     * The whole picture in one square, then ever smaller squares.
     *
     * @param smallest no square is smaller, in pixels
     */
    static List<Tile> of(int width, int height, int smallest) {
        List<Tile> tiles = new ArrayList<>();
        int side = Math.max(width, height);
        while (side >= smallest) {
            for (int y : starts(height, side)) {
                for (int x : starts(width, side)) {
                    tiles.add(new Tile(x, y, side));
                }
            }
            side = side / 2;
        }
        return tiles;
    }

    private static List<Integer> starts(int length, int side) {
        if (length <= side) {
            return List.of(-(side - length) / 2);
        }
        int count = (int) Math.ceil(2.0 * (length - side) / side) + 1;
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            starts.add((int) ((long) i * (length - side) / (count - 1)));
        }
        return starts;
    }
}
