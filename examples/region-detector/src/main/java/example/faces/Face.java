package example.faces;

/**
 * A face that the network has found.
 *
 * @param x the left edge in pixels
 * @param score 0 to 1
 */
record Face(double x, double y, double width, double height, double score) {

    /** The share of two faces that they have in common, 0 to 1. */
    double overlap(Face other) {
        double columns = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
        double rows = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
        double common = Math.max(0, columns) * Math.max(0, rows);
        return common / Math.min(width * height, other.width * other.height);
    }
}
