package io.follow.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.follow.gateway.image.Colour;
import io.follow.gateway.image.Fit;
import io.follow.gateway.image.ImageFormat;
import io.follow.gateway.image.PictureOptions;
import io.follow.gateway.image.Position;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionParserTest {

    @Test
    void readsTheFieldsOfAJobAndPassesOverOthers() throws JobException {
        // given
        Map<String, String> fields = Map.of(
                "width", "1920",
                "height", "0001",
                "fit", "contain",
                "position", "southeast",
                "format", "webp",
                "quality", "100",
                "background", "#FFffFF",
                "colour", "red");

        // then
        assertThat(OptionParser.parse(fields, 1920))
                .isEqualTo(new PictureOptions(
                        1920, 1, Fit.CONTAIN, Position.SOUTHEAST, ImageFormat.WEBP, 100, new Colour(0xFFFFFF)));
        assertThat(OptionParser.parse(Map.of("image_id", "1"), 1920)).isEqualTo(PictureOptions.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    width      | ``        | width is not a number of pixels from 1 to 1920: ""
                    width      | 0         | width is not a number of pixels from 1 to 1920: "0"
                    width      | 1921      | width is not a number of pixels from 1 to 1920: "1921"
                    height     | -1        | height is not a number of pixels from 1 to 1920: "-1"
                    height     | 1.5       | height is not a number of pixels from 1 to 1920: "1.5"
                    height     | 99999999999999999999 | height is not a number of pixels from 1 to 1920: "99999999999999999999"
                    width      | ٣         | width is not a number of pixels from 1 to 1920: "٣"
                    fit        | Cover     | fit is not inside, cover or contain: "Cover"
                    position   | middle    | position is not centre, north, northeast, east, southeast, south, southwest, west, northwest or attention: "middle"
                    format     | gif       | format is not webp, jpeg, png or avif: "gif"
                    format     | jpg       | format is not webp, jpeg, png or avif: "jpg"
                    quality    | 101       | quality is not a number from 1 to 100: "101"
                    background | #fff      | background is not a colour such as #ffffff: "#fff"
                    background | ffffff    | background is not a colour such as #ffffff: "ffffff"
                    background | #gggggg   | background is not a colour such as #ffffff: "#gggggg"
                    """)
    void refusesInOneLineWhatItDoesNotUnderstand(String name, String value, String message) {
        assertThatExceptionOfType(JobException.class)
                .isThrownBy(() -> OptionParser.parse(Map.of(name, value), 1920))
                .withMessage(message)
                .extracting(JobException::getCode)
                .isEqualTo(ErrorCode.INVALID_JOB);
    }
}
