package io.follow.gateway.image;

/** The part of a picture that a crop keeps, or the place of a picture on a larger canvas. */
public enum Position {
    CENTRE(1, 1),
    NORTH(1, 0),
    NORTHEAST(2, 0),
    EAST(2, 1),
    SOUTHEAST(2, 2),
    SOUTH(1, 2),
    SOUTHWEST(0, 2),
    WEST(0, 1),
    NORTHWEST(0, 0);

    private final int halvesFromLeft;
    private final int halvesFromTop;

    Position(int halvesFromLeft, int halvesFromTop) {
        this.halvesFromLeft = halvesFromLeft;
        this.halvesFromTop = halvesFromTop;
    }

    /** The number of spare columns left of the picture, rounded down. */
    public int left(int spare) {
        return spare * halvesFromLeft / 2;
    }

    /** The number of spare rows above the picture, rounded down. */
    public int top(int spare) {
        return spare * halvesFromTop / 2;
    }
}
