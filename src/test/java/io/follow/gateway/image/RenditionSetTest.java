package io.follow.gateway.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RenditionSetTest {

    /** The width of a picture for whose share there is no memory. */
    private static final int UNSHAREABLE = 7;

    private final List<String> steps = new ArrayList<>();
    private final List<Blank> made = new ArrayList<>();

    @Test
    void makesEachSizeFromTheNarrowestOneThatIsTwiceAsWide() throws ImageException {
        // given
        Picture decoded = new Blank(4000);

        // when
        RenditionSet set =
                RenditionSet.of(this::resize, decoded, square(1920), List.of(square(320), square(1000), square(800)));

        // then
        assertThat(steps).containsExactly("4000>1920", "4000>1000", "1920>800", "800>320");
        assertThat(set.main().width()).isEqualTo(1920);
        assertThat(set.further()).extracting(Picture::width).containsExactly(320, 1000, 800);
    }

    @Test
    void takesARenditionThatIsWiderThanTheImageItself() throws ImageException {
        // when
        RenditionSet set = RenditionSet.of(this::resize, new Blank(4000), square(300), List.of(square(3000)));

        // then
        assertThat(steps).containsExactly("4000>3000", "3000>300");
        assertThat(set.main().width()).isEqualTo(300);
    }

    @Test
    void cropsWhenAllSizesAreMadeOfWholePictures() throws ImageException {
        // given
        Crop crop = new Crop(new Size(1000, 1000), Position.NORTHWEST);

        // when
        RenditionSet set = RenditionSet.of(
                this::resize,
                new Blank(4000),
                new Layout(new Size(2000, 2000), crop, List.of()),
                List.of(square(320), square(1000)));

        // then
        assertThat(steps).containsExactly("4000>2000", "2000>1000", "1000>320", "2000>placed");
        assertThat(set.main().width()).isEqualTo(1000);
        assertThat(made).extracting(picture -> picture.closed).containsExactly(true, false, false, false);
    }

    @Test
    void looksAtAReductionToFindWhatPeopleLookAt() throws ImageException {
        // given
        Crop crop = new Crop(new Size(1000, 1000), Position.ATTENTION);

        // when
        RenditionSet set = RenditionSet.of(
                this::resize, new Blank(4000), new Layout(new Size(2000, 2000), crop, List.of()), List.of());

        // then
        assertThat(steps).containsExactly("4000>2000", "2000>32", "2000>placed");
        assertThat(set.main().width()).isEqualTo(1000);
        assertThat(made).extracting(picture -> picture.closed).containsExactly(true, true, false);
    }

    @Test
    void freesWhatItHasMadeWhenOneFails() {
        // given
        Resizer failing = (picture, size) -> {
            if (size.width() == 320) {
                throw new ImageException(ImageError.PROCESS_FAILED, "no");
            }
            return resize(picture, size);
        };

        // when
        assertThatExceptionOfType(ImageException.class)
                .isThrownBy(() ->
                        RenditionSet.of(failing, new Blank(4000), square(1920), List.of(square(320), square(800))));

        // then
        assertThat(made).hasSize(2).allMatch(picture -> picture.closed);
    }

    @Test
    void freesAllItsPicturesWhenItIsClosed() throws ImageException {
        // given
        RenditionSet set = RenditionSet.of(this::resize, new Blank(4000), square(1920), List.of(square(320)));

        // when
        set.close();

        // then
        assertThat(made).hasSize(2).allMatch(picture -> picture.closed);
    }

    @Test
    void freesWhatItHasSharedWhenAPictureCannotBeShared() throws ImageException {
        // given
        RenditionSet set =
                RenditionSet.of(this::resize, new Blank(4000), square(1920), List.of(square(320), square(UNSHAREABLE)));

        // when
        assertThatExceptionOfType(ImageException.class).isThrownBy(set::share);

        // then: three that were made stay open, two shares do not
        assertThat(made).extracting(picture -> picture.closed).containsExactly(false, false, false, true, true);
    }

    private static Layout square(int side) {
        return Layout.whole(new Size(side, side));
    }

    private Picture resize(Picture picture, Size size) {
        steps.add(picture.width() + ">" + size.width());
        Blank result = new Blank(size.width());
        made.add(result);
        return result;
    }

    /** A picture without pixels that knows whether it was freed. */
    private final class Blank implements Picture {

        private final int width;
        private boolean closed;

        Blank(int width) {
            this.width = width;
        }

        @Override
        public int width() {
            return width;
        }

        @Override
        public int height() {
            return width;
        }

        @Override
        public boolean alpha() {
            return false;
        }

        @Override
        public Picture with(PictureOperation operation) {
            steps.add(width + ">placed");
            Blank result = new Blank(((Placement) operation).canvas().width());
            made.add(result);
            return result;
        }

        @Override
        public BufferedImage pixels() {
            return new BufferedImage(width, width, BufferedImage.TYPE_INT_RGB);
        }

        @Override
        public BufferedImage averaged(Size size) {
            return new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        }

        @Override
        public Picture share() throws ImageException {
            if (width == UNSHAREABLE) {
                throw new ImageException(ImageError.PROCESS_FAILED, "no memory");
            }
            Blank result = new Blank(width);
            made.add(result);
            return result;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
