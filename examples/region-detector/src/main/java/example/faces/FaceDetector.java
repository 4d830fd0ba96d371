package example.faces;

import ai.onnxruntime.OrtException;
import example.faces.Tiles.Tile;
import io.follow.gateway.image.ImageError;
import io.follow.gateway.image.ImageException;
import io.follow.gateway.image.Region;
import io.follow.gateway.image.RegionDetector;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds faces with BlazeFace, in the whole picture and in overlapping parts of it. */
public final class FaceDetector implements RegionDetector {

    /** A fraction of the true faces has less; see README.md. */
    private static final double LEAST_SCORE = 0.6;

    /** Faces with this share in common are one. */
    private static final double SAME = 0.4;

    /** The box of the network ends at the eyebrows and the chin; hair and ears belong to a person, too. */
    private static final double MARGIN_SIDES = 0.2;

    private static final double MARGIN_TOP = 0.45;
    private static final double MARGIN_BOTTOM = 0.2;

    private final BlazeFace network = new BlazeFace();

    @Override
    public String name() {
        return "faces";
    }

    @Override
    public List<Region> detect(BufferedImage picture) throws ImageException {
        Pyramid pyramid = new Pyramid(picture, BlazeFace.SIDE);
        List<Face> found = new ArrayList<>();
        try {
            for (Tile tile : Tiles.of(picture.getWidth(), picture.getHeight(), BlazeFace.SIDE)) {
                double scale = (double) tile.side() / BlazeFace.SIDE;
                for (Face face : network.find(pixels(pyramid.part(tile, BlazeFace.SIDE)), LEAST_SCORE)) {
                    found.add(new Face(
                            tile.x() + face.x() * scale,
                            tile.y() + face.y() * scale,
                            face.width() * scale,
                            face.height() * scale,
                            face.score()));
                }
            }
        } catch (OrtException e) {
            throw new ImageException(ImageError.PROCESS_FAILED, "the face detector has failed; expected an answer", e);
        }
        return withoutDoubles(found).stream()
                .map(face -> region(face, picture.getWidth(), picture.getHeight()))
                .toList();
    }

    private static List<Face> withoutDoubles(List<Face> found) {
        List<Face> kept = new ArrayList<>();
        found.sort(Comparator.comparingDouble(Face::score).reversed());
        for (Face face : found) {
            if (kept.stream().noneMatch(other -> other.overlap(face) > SAME)) {
                kept.add(face);
            }
        }
        return kept;
    }

    private static float[] pixels(BufferedImage square) {
        int side = square.getWidth();
        float[] values = new float[side * side * 3];
        int[] row = new int[side];
        for (int y = 0, i = 0; y < side; y++) {
            square.getRGB(0, y, side, 1, row, 0, side);
            for (int pixel : row) {
                values[i++] = (pixel >> 16 & 0xFF) / 127.5f - 1;
                values[i++] = (pixel >> 8 & 0xFF) / 127.5f - 1;
                values[i++] = (pixel & 0xFF) / 127.5f - 1;
            }
        }
        return values;
    }

    private static Region region(Face face, int width, int height) {
        int left = (int) Math.max(0, Math.min(width - 1, face.x() - MARGIN_SIDES * face.width()));
        int top = (int) Math.max(0, Math.min(height - 1, face.y() - MARGIN_TOP * face.height()));
        int right = (int) Math.max(left + 1, Math.min(width, face.x() + (1 + MARGIN_SIDES) * face.width()));
        int bottom = (int) Math.max(top + 1, Math.min(height, face.y() + (1 + MARGIN_BOTTOM) * face.height()));
        return new Region(left, top, right - left, bottom - top);
    }
}
