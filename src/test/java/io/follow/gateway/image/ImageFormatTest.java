package io.follow.gateway.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.image.java2d.JavaEngine;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageFormatTest {

    @ParameterizedTest
    @CsvSource({
        "image/jpeg,JPEG",
        "IMAGE/PNG,PNG",
        "image/webp; charset=x,WEBP",
    })
    void isFoundByItsMediaType(String contentType, ImageFormat expected) {
        assertThat(ImageFormat.ofContentType(contentType)).contains(expected);
        assertThat(ImageFormat.ofContentType(expected.contentType())).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"jpeg,JPEG", "JPG,JPEG", "png,PNG", "webp,WEBP"})
    void isFoundByTheNameUsedInSettings(String name, ImageFormat expected) {
        assertThat(ImageFormat.ofName(name)).contains(expected);
    }

    @Test
    void isNotFoundForWhatIsNotSupported() {
        assertThat(ImageFormat.ofName("tiff")).isEmpty();
        assertThat(ImageFormat.ofContentType("image/tiff")).isEmpty();
        assertThat(ImageFormat.detect(new byte[3])).isEmpty();
    }

    @Test
    void knowsItsExtensions() {
        assertThat(ImageFormat.JPEG.extension()).isEqualTo("jpg");
        assertThat(ImageFormat.JPEG.extensions()).contains("jpg", "jpeg");
        assertThat(ImageFormat.PNG.extension()).isEqualTo("png");
        assertThat(ImageFormat.WEBP.extension()).isEqualTo("webp");
    }

    @Test
    void onlyErrorsThatMayPassAreRetried() {
        assertThat(ImageError.values())
                .filteredOn(ImageError::retryable)
                .containsExactly(ImageError.PROCESS_FAILED, ImageError.ENCODE_FAILED);
    }

    @Test
    void optionsOutsideTheirRangeAreRefused() {
        assertThatThrownBy(() -> new EncodeOptions(ImageFormat.JPEG, 0, 0)).hasMessageContaining("1 to 100");
        assertThatThrownBy(() -> new EncodeOptions(ImageFormat.JPEG, 101, 0)).hasMessageContaining("1 to 100");
        assertThatThrownBy(() -> new EncodeOptions(ImageFormat.WEBP, 85, 7)).hasMessageContaining("0 to 6");
        assertThatThrownBy(() -> new ImageLimits(0, 1, 1, 1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEngineThatDoesNotAcceptAFileIsPassedOver() throws ImageException {
        // given
        ImageEngine java = JavaEngine.create();
        ImageEngine none = new ImageEngine("none", header -> false, java.decoder(), java.resizer(), java.encoder());
        byte[] data = TestImages.png(TestImages.quadrants(2, 2, BufferedImage.TYPE_INT_RGB));
        ImageHeader header = new HeaderProbe().probe(data, ImageFormat.PNG, ImageLimits.DEFAULTS);
        // when, then
        assertThat(ImageEngine.able(List.of(none, java), header)).containsExactly(java);
        assertThatThrownBy(() -> ImageEngine.able(List.of(none), header)).hasMessageContaining("8 bits of RGB");
    }
}
