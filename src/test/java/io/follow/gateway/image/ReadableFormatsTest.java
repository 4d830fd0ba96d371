package io.follow.gateway.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReadableFormatsTest {

    @Test
    void areAllUnlessSomeAreTurnedOff() {
        assertThat(ReadableFormats.of("", true).names()).isEqualTo("jpeg,png,webp,avif,heic,gif");
        assertThat(ReadableFormats.of("heif, JPG", true).names()).isEqualTo("jpeg,heic");
    }

    @Test
    void needTheNativeEngineForSome() {
        ReadableFormats formats = ReadableFormats.of("gif,avif,heic,png", false);
        assertThat(formats.contentTypes()).containsExactly("image/png");
        assertThat(formats.ofContentType("image/heic")).isEmpty();
    }

    @Test
    void knowBothTypesOfHeic() {
        assertThat(ReadableFormats.ALL.ofContentType("image/heif")).contains(ImageFormat.HEIC);
        assertThat(ReadableFormats.ALL.ofContentType("image/HEIC; x=y")).contains(ImageFormat.HEIC);
        assertThat(ReadableFormats.of("heic", true).contentTypes()).containsExactly("image/heic", "image/heif");
    }

    @Test
    void refuseUnknownNames() {
        assertThatThrownBy(() -> ReadableFormats.of("jpeg,tiff", true)).isInstanceOf(IllegalArgumentException.class);
    }
}
