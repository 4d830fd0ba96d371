package io.follow.gateway.steps.pipeline;

import io.follow.gateway.image.Colour;
import io.follow.gateway.image.Orientation;
import io.follow.gateway.image.PictureOperation;
import io.follow.gateway.image.operation.Rotation;
import io.follow.gateway.image.operation.Turn;
import io.follow.gateway.routing.check.Range;
import org.jspecify.annotations.Nullable;

/**
 * Rotates the processed image and its renditions. A rotation by a multiple of 90 degrees keeps them within their boxes. By
 * another angle, the finished picture is rotated, and its canvas grows.
 */
public final class Rotate {

    private static final double FULL_TURN = 360;
    private static final double RIGHT_ANGLE = 90;

    /**
     * Adds a rotation with transparent corners, which become the {@code background} of the job, or white, in JPEG.
     *
     * @param degrees clockwise, -360 to 360
     */
    public void by(ImageWork work, @Range(least = -FULL_TURN, most = FULL_TURN) double degrees) {
        work.add(rotation(degrees, null));
    }

    /**
     * Adds a rotation.
     *
     * @param degrees clockwise, -360 to 360
     * @param background the colour of the corners, {@code #rrggbb}
     */
    public void onto(ImageWork work, @Range(least = -FULL_TURN, most = FULL_TURN) double degrees, String background) {
        Colour colour = Colour.of(background)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the background of a rotation is \"" + background + "\"; expected a colour such as #ffffff"));
        work.add(rotation(degrees, colour));
    }

    private static PictureOperation rotation(double degrees, @Nullable Colour background) {
        if (!(Math.abs(degrees) <= FULL_TURN)) {
            throw new IllegalArgumentException(
                    "a rotation is by " + degrees + " degrees; expected a number from -360 to 360");
        }
        double clockwise = (degrees + FULL_TURN) % FULL_TURN;
        if (clockwise % RIGHT_ANGLE != 0) {
            return new Rotation(degrees, background);
        }
        return new Turn(
                switch ((int) (clockwise / RIGHT_ANGLE)) {
                    case 1 -> Orientation.ROTATED_90;
                    case 2 -> Orientation.ROTATED_180;
                    case 3 -> Orientation.ROTATED_270;
                    default -> Orientation.NORMAL;
                });
    }
}
