package io.follow.gateway.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BoxTest {

    private static final int ANY_SIDE = 65_500;

    @ParameterizedTest
    @CsvSource({
        // Limited by the width, by the height, by neither.
        "4000, 3000, 400,  400, 400,  300",
        "3000, 4000, 400,  400, 300,  400",
        "100,  50,   400,  400, 100,  50",
        "4000, 3000, 400,  10,  13,   10",
        "10000, 1,   100,  100, 100,  1",
        "1,  10000,  100,  100, 1,    100",
        "3,  1000,   1,    1,   1,    1"
    })
    void insideKeepsTheWholePicture(int width, int height, int boxWidth, int boxHeight, int newWidth, int newHeight) {
        assertThat(Box.inside(boxWidth, boxHeight).layout(new Size(width, height), ANY_SIDE, null))
                .isEqualTo(Layout.whole(new Size(newWidth, newHeight)));
    }

    @Test
    void withoutAHeightTheWidthAloneCounts() {
        assertThat(Box.inside(400, Box.UNLIMITED)
                        .layout(new Size(800, 30_000), ANY_SIDE, null)
                        .size())
                .isEqualTo(new Size(400, 15_000));
    }

    @ParameterizedTest
    @CsvSource({
        // Larger than the box: exactly the box.
        "4000, 3000, 400, 400, 533, 400, 400, 400",
        "3000, 4000, 400, 400, 400, 533, 400, 400",
        "800,  400,  400, 200, 400, 200, 400, 200",
        "6001, 4001, 255, 171, 256, 171, 255, 171",
        // Smaller in one direction or in both: the ratio of the box, without enlarging.
        "300,  1000, 400, 400, 300, 1000, 300, 300",
        "1000, 300,  400, 400, 1000, 300, 300, 300",
        "100,  50,   400, 200, 100, 50,  100, 50",
        "100,  50,   400, 400, 100, 50,  50,  50",
        "10,   10,   300, 100, 10,  10,  10,  3",
        "1,    1000, 3,   1,   1,   1000, 1,  1",
        "1000, 1,    1,   300, 1000, 1,  1,   1",
        // As large as the box in one direction.
        "400,  1000, 400, 400, 400, 1000, 400, 400"
    })
    void coverIsTheRatioOfTheBoxAndNeverEnlarged(
            int width, int height, int boxWidth, int boxHeight, int scaledWidth, int scaledHeight, int w, int h) {
        // when
        Layout layout = new Box(boxWidth, boxHeight, Fit.COVER, Position.CENTRE)
                .layout(new Size(width, height), ANY_SIDE, null);

        // then
        assertThat(layout.scaled()).isEqualTo(new Size(scaledWidth, scaledHeight));
        assertThat(layout.size()).isEqualTo(new Size(w, h));
    }

    @ParameterizedTest
    @CsvSource({
        "4000, 3000, 400, 400, 400, 300",
        "3000, 4000, 400, 400, 300, 400",
        "100,  50,   400, 400, 100, 50",
        "1,    1,    400, 300, 1,   1",
        "800,  800,  400, 400, 400, 400"
    })
    void containIsExactlyTheBoxAroundAPictureThatIsNotEnlarged(
            int width, int height, int boxWidth, int boxHeight, int scaledWidth, int scaledHeight) {
        // when
        Layout layout = new Box(boxWidth, boxHeight, Fit.CONTAIN, Position.CENTRE)
                .layout(new Size(width, height), ANY_SIDE, null);

        // then
        assertThat(layout.scaled()).isEqualTo(new Size(scaledWidth, scaledHeight));
        assertThat(layout.size()).isEqualTo(new Size(boxWidth, boxHeight));
    }

    @ParameterizedTest
    @CsvSource({
        "CENTRE,    66,  0, 0, 66",
        "NORTH,     66,  0, 0, 0",
        "NORTHEAST, 133, 0, 0, 0",
        "EAST,      133, 0, 0, 66",
        "SOUTHEAST, 133, 0, 0, 133",
        "SOUTH,     66,  0, 0, 133",
        "SOUTHWEST, 0,   0, 0, 133",
        "WEST,      0,   0, 0, 66",
        "NORTHWEST, 0,   0, 0, 0"
    })
    void positionSaysWhatACropKeeps(Position position, int leftOfWide, int topOfWide, int leftOfHigh, int topOfHigh)
            throws ImageException {
        // given
        Box box = new Box(400, 400, Fit.COVER, position);
        Size square = new Size(400, 400);

        // when
        Layout wide = box.layout(new Size(4000, 3000), ANY_SIDE, null);
        Layout high = box.layout(new Size(3000, 4000), ANY_SIDE, null);

        // then
        assertThat(partOf(wide)).isEqualTo(new Area(leftOfWide, topOfWide, square));
        assertThat(partOf(high)).isEqualTo(new Area(leftOfHigh, topOfHigh, square));
    }

    /** What the crop of a layout cuts out. */
    private static Area partOf(Layout layout) throws ImageException {
        CroppedPicture picture = new CroppedPicture(layout.scaled(), new ArrayList<>());
        Optional.ofNullable(layout.crop()).orElseThrow().of(picture, (source, size) -> source);
        return picture.crops().get(0);
    }

    private record CroppedPicture(Size size, List<Area> crops) implements Picture {

        @Override
        public int width() {
            return size.width();
        }

        @Override
        public int height() {
            return size.height();
        }

        @Override
        public boolean alpha() {
            return false;
        }

        @Override
        public Picture crop(Area part) {
            crops.add(part);
            return this;
        }

        @Override
        public Picture with(PictureOperation operation) {
            throw new UnsupportedOperationException("a crop needs no pixels");
        }

        @Override
        public BufferedImage pixels() {
            throw new UnsupportedOperationException("a crop needs no pixels");
        }

        @Override
        public BufferedImage averaged(Size smaller) {
            throw new UnsupportedOperationException("a crop needs no pixels");
        }

        @Override
        public Picture share() {
            return this;
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NORMAL,      400, 300, NORTHEAST",
        "MIRRORED,    400, 300, NORTHWEST",
        "ROTATED_180, 400, 300, SOUTHWEST",
        "FLIPPED,     400, 300, SOUTHEAST",
        "TRANSPOSED,  300, 400, SOUTHWEST",
        "ROTATED_90,  300, 400, NORTHWEST",
        "TRANSVERSED, 300, 400, NORTHEAST",
        "ROTATED_270, 300, 400, SOUTHEAST"
    })
    void theBoxIsThatOfThePictureAfterATurn(Orientation turn, int width, int height, Position position) {
        // given
        Box box = new Box(400, 300, Fit.COVER, Position.NORTHEAST);

        // when
        Box before = box.before(turn);

        // then
        assertThat(before).isEqualTo(new Box(width, height, Fit.COVER, position));
    }

    @Test
    void aCanvasThatAnOperationEnlargesFitsIntoTheFormat() {
        // given
        PictureOperation larger = new PictureOperation() {
            @Override
            public BufferedImage apply(BufferedImage pixels) {
                throw new UnsupportedOperationException("a layout needs no pixels");
            }

            @Override
            public Size sizeOf(Size picture) {
                return new Size(picture.width() * 3 / 2 + 1, picture.height() * 3 / 2 + 1);
            }

            @Override
            public long bytesNeeded(Size picture) {
                return 0;
            }
        };
        Picture picture = new CroppedPicture(new Size(16_000, 8_000), new ArrayList<>());
        OutputOptions webp = new OutputOptions(Box.ofWidth(16_383), ImageFormat.WEBP, null, null);

        // then
        assertThat(webp.layout(picture, List.of()).size()).isEqualTo(new Size(16_000, 8_000));
        assertThat(webp.layout(picture, List.of(larger)).size().width()).isBetween(16_370, 16_383);
    }

    @ParameterizedTest
    @EnumSource
    void attentionAndTheCentreStayThroughEveryTurn(Orientation turn) {
        assertThat(Position.ATTENTION.before(turn)).isEqualTo(Position.ATTENTION);
        assertThat(Position.CENTRE.before(turn)).isEqualTo(Position.CENTRE);
    }

    @Test
    void attentionIsTheCentreWhereNothingIsCropped() {
        assertThat(new Box(400, 400, Fit.CONTAIN, Position.ATTENTION)
                        .layout(new Size(101, 50), ANY_SIDE, null)
                        .operations())
                .containsExactly(new Placement(new Size(400, 400), 149, 175, null));
    }

    @Test
    void positionSaysWhereThePictureLiesOnALargerCanvas() {
        assertThat(new Box(400, 400, Fit.CONTAIN, Position.SOUTHEAST)
                        .layout(new Size(101, 50), ANY_SIDE, Colour.WHITE)
                        .operations())
                .containsExactly(new Placement(new Size(400, 400), 299, 350, Colour.WHITE));
        assertThat(new Box(400, 400, Fit.CONTAIN, Position.CENTRE)
                        .layout(new Size(101, 50), ANY_SIDE, null)
                        .operations())
                .containsExactly(new Placement(new Size(400, 400), 149, 175, null));
    }

    @ParameterizedTest
    @EnumSource
    void neitherTheResultNorThePictureIsLargerThanItMayBe(Fit fit) {
        for (int[] picture : new int[][] {{1, 1}, {1, 999}, {999, 1}, {63, 64}, {1999, 10}, {500, 333}, {7, 4001}}) {
            for (int[] box : new int[][] {{1, 1}, {1, 300}, {300, 1}, {64, 63}, {333, 500}, {2000, 2000}}) {
                Size size = new Size(picture[0], picture[1]);
                Layout layout = new Box(box[0], box[1], fit, Position.EAST).layout(size, ANY_SIDE, null);
                assertThat(layout.scaled().fitsInto(size))
                        .as("%s %s", size, layout)
                        .isTrue();
                assertThat(layout.size().fitsInto(new Size(box[0], box[1])))
                        .as("%s %s", size, layout)
                        .isTrue();
            }
        }
    }

    @Test
    void onlyInsideGoesWithoutAHeight() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Box(10, Box.UNLIMITED, Fit.COVER, Position.CENTRE))
                .withMessageContaining("needs a width and a height");
    }
}
