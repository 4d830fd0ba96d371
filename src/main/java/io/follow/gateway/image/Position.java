package io.follow.gateway.image;

import java.util.stream.Stream;

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
    NORTHWEST(0, 0),
    /** What people look at, see {@link Attention}; the centre where nothing is cropped. */
    ATTENTION(1, 1);

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

    /** The position in a picture that becomes this one when the picture is turned or mirrored. */
    Position before(Orientation turn) {
        int right = halvesFromLeft - 1;
        int down = halvesFromTop - 1;
        return switch (turn) {
            case NORMAL -> this;
            case MIRRORED -> towards(-right, down);
            case ROTATED_180 -> towards(-right, -down);
            case FLIPPED -> towards(right, -down);
            case TRANSPOSED -> towards(down, right);
            case ROTATED_90 -> towards(down, -right);
            case TRANSVERSED -> towards(-down, -right);
            case ROTATED_270 -> towards(-down, right);
        };
    }

    private Position towards(int right, int down) {
        if (this == ATTENTION) {
            return this;
        }
        return Stream.of(values())
                .filter(position -> position.halvesFromLeft == right + 1 && position.halvesFromTop == down + 1)
                .findFirst()
                .orElseThrow();
    }
}
