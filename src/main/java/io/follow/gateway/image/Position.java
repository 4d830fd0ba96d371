package io.follow.gateway.image;

/** Which part of a picture a crop keeps, and where a picture lies on a larger canvas. */
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

    /** The part of so many spare columns that is left of the picture; of an odd number the centre has one less there. */
    int left(int spare) {
        return spare * halvesFromLeft / 2;
    }

    /** The part of so many spare rows that is above the picture. */
    int top(int spare) {
        return spare * halvesFromTop / 2;
    }
}
