package io.follow.gateway.steps.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageNamesTest {

    @ParameterizedTest
    @CsvSource({
        "Süße Bilder – 1.jpg, suesse-bilder-1",
        "ÄÖÜ.png, aeoeue",
        "Café à Paris.jpeg, cafe-a-paris",
        "Smörgåsbord.webp, smoergaasbord",
        "Łódź.jpg, lodz",
        "ﬁne ½.jpg, fine-1-2",
        "IMG_0001.JPG, img_0001",
        "a - b.jpg, a-b",
        "写真.jpg, photo",
        ".jpg, jpg",
        "İ.jpg, i"
    })
    void keepsANameReadable(String file, String name) {
        assertThat(ImageNames.of(file)).isEqualTo(name);
        assertThat(ImageNames.of(Normalizer.normalize(file, Normalizer.Form.NFD)))
                .isEqualTo(name);
    }

    @Test
    void cutsALongName() {
        assertThat(ImageNames.of("ß".repeat(100) + ".jpg")).isEqualTo("s".repeat(80));
    }
}
